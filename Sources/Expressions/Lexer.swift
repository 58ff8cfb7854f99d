/// Reads the small parts of an island: names, numbers, strings. Works on bytes; offsets are turned into UTF-16 only for a message.
struct Lexer {
    let bytes: [UInt8]
    var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    func peek(_ distance: Int) -> UInt8? { position + distance < bytes.count ? bytes[position + distance] : nil }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09...0x0D: position += 1
            // A no-break space, which editors slip in.
            case 0xC2 where peek(1) == 0xA0: position += 2
            default: return
            }
        }
    }

    mutating func take(_ symbol: StaticString) -> Bool {
        let length = symbol.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for offset in 0..<length where bytes[position + offset] != symbol.utf8Start[offset] { return false }
        position += length
        return true
    }

    func error(_ message: String, at offset: Int? = nil) -> ExpressionError {
        ExpressionError(offset: utf16Offset(offset ?? position), message: message)
    }

    /// Four-byte characters are two units, every other one is one.
    func utf16Offset(_ offset: Int) -> Int {
        bytes.prefix(offset).reduce(0) { count, byte in count + (byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1) }
    }

    /// What stands at the position, for a message.
    var found: String {
        guard position < bytes.count else { return "the end of the text" }
        let rest = String(decoding: bytes[position..<min(position + 12, bytes.count)], as: UTF8.self)
        return "'\(rest.prefix(1))'"
    }

    /// “ ” „ ‘ ’, which word processors put in the place of quotes.
    var isCurledQuote: Bool {
        guard current == 0xE2, peek(1) == 0x80, let last = peek(2) else { return false }
        return [0x98, 0x99, 0x9C, 0x9D, 0x9E].contains(last)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    static func startsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: true
        case UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "#"): true
        default: false
        }
    }

    /// A name; `-` belongs to it between a name character and a letter: `content-type`, but `a-1` is a difference.
    mutating func name() -> String {
        let start = position
        while let byte = current {
            let isInner =
                byte == UInt8(ascii: "-") && position > start
                && peek(1).map { Lexer.startsName($0) && $0 < 0x80 } == true
            guard Lexer.startsName(byte) || Lexer.isDigit(byte) || isInner else { break }
            if byte == 0xC2, peek(1) == 0xA0 { break }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    mutating func digits() -> String {
        let start = position
        while let byte = current, Lexer.isDigit(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// What stands between two `quote`s; doubled it stands for itself. A backslash is an ordinary character.
    mutating func quoted(_ quote: UInt8) throws(ExpressionError) -> String {
        let opening = position
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            if bytes[position] == quote {
                guard peek(1) == quote, quote != UInt8(ascii: "`") else {
                    position += 1
                    return String(decoding: content, as: UTF8.self)
                }
                position += 1
            }
            content.append(bytes[position])
            position += 1
        }
        throw error(quote == UInt8(ascii: "`") ? "the name in backticks has no end" : "the text in quotes has no end", at: opening)
    }
}
