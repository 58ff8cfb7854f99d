import TestSupport
import Testing
import Values

@Suite struct JSONReadingTests {
    @Test(arguments: [
        #"{}"#, #"[]"#, #"null"#, #"true"#, #"false"#, #""""#, #"0"#, #"-0"#, #"1.0"#, #"1e400"#, #"1E-7"#, #"-12.50e+03"#,
        #"123456789012345678901234567890.123"#, #"{"a":1,"a":2,"a":3}"#, #"{"10":1,"2":2,"1":3}"#, #"[[[[]]],{"":null}]"#,
        #"{"text":"a\"b\\c\n\t\r\b\f"}"#, #""\ud800""#, #""\udc00x""#, #""\ud83d""#, #""\ud800\ud800""#, #""a\udfff\ud800b""#, #""😀 é 漢""#,
        #""\u0001\u001f""#,
    ])
    func `what is read is written again`(text: String) throws {
        #expect(try JSON(parsing: text).text() == text)
    }

    @Test(arguments: [
        (#""\u0041\u00e9\u6f22""#, "Aé漢"), (#""\ud83d\ude00""#, "😀"), (#""\/""#, "/"), ("\"\u{7F}\"", "\u{7F}"), (#""\u0000""#, "\0"),
    ])
    func `escapes mean what they say`(text: String, meaning: String) throws {
        #expect(try JSON(parsing: text) == .string(meaning))
    }

    @Test func `a real U+FDD0 and half a pair stay what they are`() throws {
        let marker = try String(#require(Unicode.Scalar(0xFDD0)))
        let privateUse = try String(#require(Unicode.Scalar(0xE000)))
        for content in [marker, marker + marker, marker + "\\ud800", "\\ud800" + marker + privateUse, marker + privateUse] {
            let json = try JSON(parsing: "\"" + content + "\"")
            #expect(json.text() == "\"" + content + "\"")
            #expect(try JSON(parsing: json.text()) == json)
        }
    }

    @Test func `a byte order mark and space around are no part of the document`() throws {
        #expect(try JSON(parsing: "\u{FEFF} \r\n\t{\"a\" : [ 1 , 2 ] }\n") == ["a": [1, 2]])
    }

    @Test(arguments: [
        ("", 1, 1, "the text is empty"),
        ("{\n  \"hook\": WEBHOOK_ID\n}", 2, 11, "expected a value, found 'WEBHOOK_ID'"),
        ("{\"a\":1 \"b\":2}", 1, 8, "expected ',' or '}', found '\"'"),
        ("[1 2]", 1, 4, "expected ',' or ']', found '2'"),
        ("{a:1}", 1, 2, "expected a key in quotes, found 'a'"),
        ("{\"a\" 1}", 1, 6, "expected ':', found '1'"),
        ("[1,]", 1, 4, "expected a value, found ']'"),
        ("[1", 1, 3, "expected ',' or ']', found the end of the text"),
        ("\"é\n\"", 1, 3, "a control character must be escaped in a string"),
        ("\"abc", 1, 5, "the string has no end"),
        ("\"\\x\"", 1, 3, "unknown escape 'x' in a string"),
        ("\"\\u12g4\"", 1, 6, "expected four hexadecimal digits after \\u, found 'g4'"),
        ("01", 1, 2, "expected the end of the text, found '1'"),
        ("1.", 1, 3, "expected a digit, found the end of the text"),
        ("-", 1, 2, "expected a digit, found the end of the text"),
        ("tru", 1, 1, "expected a value, found 'tru'"),
        ("{} {}", 1, 4, "expected the end of the text, found '{'"),
    ])
    func `an error tells line, column and what was found`(text: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: JSONError.self) { try JSON(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.message == message)
    }

    @Test func `bytes that are not UTF-8 are an error`() {
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0x5C, 0x6E, 0xC3, 0x22]) }
    }

    @Test func `limits are named in the error`() {
        let deep = String(repeating: "[", count: 201) + String(repeating: "]", count: 201)
        let nested = #expect(throws: JSONError.self) { try JSON(parsing: deep) }
        #expect(nested?.message.contains("maxDepth") == true)
        let long = #expect(throws: JSONError.self) { try JSON(parsing: "[1,2,3]", limits: JSONLimits(maxBytes: 3)) }
        #expect(long?.message.contains("maxBytes") == true)
        #expect(throws: Never.self) { try JSON(parsing: String(deep.dropFirst().dropLast())) }
    }

    @Test func `damaged documents are errors, never crashes`() {
        let whole = Array(#"{"a":[1,2.5e3,"x\u00e9\ud800",{"b":null,"c":[true,false]}],"ž":"😀"}"#.utf8)
        for seed: UInt64 in 0..<2000 {
            var generator = Seeded(seed)
            var bytes = whole
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
            do throws(JSONError) {
                _ = try JSON(parsing: bytes)
            } catch {
                #expect(error.offset <= bytes.count && error.line >= 1 && error.column >= 1, "seed \(seed)")
            }
        }
    }
}
