import TestSupport
import Testing
import Values

struct TextEncodingTests {
    @Test(
        arguments: [
            ("utf-8", "ü", [0xC3, 0xBC]), ("UTF_8", "€", [0xE2, 0x82, 0xAC]), ("utf-16le", "a€", [0x61, 0, 0xAC, 0x20]),
            ("utf-16be", "a€", [0, 0x61, 0x20, 0xAC]), ("iso-8859-2", "č", [0xE8]), ("iso-8859-5", "а", [0xD0]),
            ("iso-8859-9", "İ", [0xDD]),
            ("iso-8859-15", "€", [0xA4]), ("windows-1250", "čau", [0xE8, 0x61, 0x75]), ("cp1251", "я", [0xFF]),
            ("windows-1252", "€", [0x80]),
            ("windows-1253", "ά", [0xDC]), ("windows-1255", "א", [0xE0]), ("windows-1256", "ا", [0xC7]), ("windows-1257", "ą", [0xE0]),
            ("windows-874", "ก", [0xA1]), ("ibm866", "А", [0x80]), ("koi8-r", "при", [0xD0, 0xD2, 0xC9]), ("koi8-u", "є", [0xA4]),
            ("macintosh", "ä", [0x8A]), ("Shift_JIS", "テ", [0x83, 0x65]), ("euc-jp", "あ", [0xA4, 0xA2]),
            ("euc-jp", "漢字aｱ", [0xB4, 0xC1, 0xBB, 0xFA, 0x61, 0x8E, 0xB1]), ("euc-jp", "熙", [0xF4, 0xA6]),
            ("iso-2022-jp", "あ", [0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42]), ("gb2312", "你好", [0xC4, 0xE3, 0xBA, 0xC3]),
            ("big5", "你", [0xA7, 0x41]), ("ks_c_5601-1987", "한", [0xC7, 0xD1]), ("binary", "\u{80}", [0x80]),
        ] as [(String, String, [UInt8])])
    func `a text is read from its bytes, and written as them`(name: String, text: String, bytes: [UInt8]) {
        #expect(TextEncoding.text(bytes, in: name) == text && TextEncoding.bytes(text, in: name) == bytes)
    }

    @Test func `every name has an encoding with ASCII in it`() {
        for name in TextEncoding.names {
            let bytes = TextEncoding.bytes("Az 09", in: name)
            #expect(bytes.flatMap { TextEncoding.text($0, in: name) } == "Az 09", "\(name)")
        }
    }

    @Test(
        arguments: [
            ("iso-8859-1", "€", [0x80]), ("latin1", "\u{81}é", [0x81, 0xE9]), ("us-ascii", "é", [0xC3, 0xA9]), ("ascii", "é", [0xE9]),
            ("utf-16", "a", [0xFE, 0xFF, 0, 0x61]), ("utf-16", "a", [0xFF, 0xFE, 0x61, 0]), ("utf-16", "a", [0x61, 0]),
        ] as [(String, String, [UInt8])])
    func `names mean what browsers take them for`(name: String, text: String, bytes: [UInt8]) {
        #expect(TextEncoding.text(bytes, in: name) == text)
    }

    @Test(
        arguments: [
            ("utf-8", [0xFF]), ("utf-16le", [0x61]), ("utf-16le", [0, 0xD8]), ("shift-jis", [0x83]), ("euc-jp", [0xA4]),
            ("euc-jp", [0x8F, 0xB0, 0xA1]), ("klingon", [0x61]),
        ] as [(String, [UInt8])])
    func `what is no text in an encoding is none`(name: String, bytes: [UInt8]) {
        #expect(TextEncoding.text(bytes, in: name) == nil)
    }

    @Test func `a text that an encoding doesn't have isn't written`() {
        #expect(TextEncoding.bytes("€", in: "iso-8859-1") == nil && TextEncoding.bytes("ж", in: "windows-1252") == nil)
        #expect(TextEncoding.bytes("a", in: "klingon") == nil)
    }

    @Test func `a charset may be missing or unknown where the text is UTF-8`() {
        for charset in [nil, "klingon"] {
            #expect(TextEncoding.text([0xC3, 0xA9], charset: charset) == "é")
            #expect(TextEncoding.text([0xE9], charset: charset) == nil)
        }
    }

    @Test(
        arguments: [
            (nil, Array(#""é""#.utf8)), ("latin1", [0x22, 0xE9, 0x22]), ("latin1", Array(#""é""#.utf8)),
            ("utf-16", [0x22, 0, 0xE9, 0, 0x22, 0]),
            ("UTF-8", Array(#""é""#.utf8)), ("klingon", Array(#""é""#.utf8)),
        ] as [(String?, [UInt8])])
    func `JSON is UTF-8 unless it can't be`(charset: String?, bytes: [UInt8]) throws {
        #expect(try JSON(parsing: TextEncoding.json(bytes, charset: charset)) == "é")
    }

    @Test func `whatever comes is read without harm`() {
        for seed in (1...20).map({ UInt64($0) }) {
            var random = Seeded(seed)
            for name in TextEncoding.names {
                let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
                let text = TextEncoding.text(bytes, in: name)
                let isWhole = ["iso-8859-1", "windows-1252", "us-ascii"].contains(name)
                #expect(!isWhole || text != nil, "seed \(seed), \(name)")
            }
        }
    }
}
