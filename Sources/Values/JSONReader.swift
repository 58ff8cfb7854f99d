extension JSON {
    /// Reads a whole document: UTF-8, with or without a byte order mark.
    package init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        guard bytes.count <= limits.maxBytes else {
            throw JSONError(
                line: 1, column: 1, offset: 0, message: "the text is \(bytes.count) bytes long; maxBytes allows \(limits.maxBytes)")
        }
        var reader = JSONReader(bytes: bytes, maxDepth: limits.maxDepth)
        self = try reader.document()
    }

    package init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }
}

/// A recursive descent over bytes. `maxDepth` keeps it off the end of the stack.
struct JSONReader {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    let bytes: [UInt8]
    let maxDepth: Int
    var position = 0
    var depth = 0

    init(bytes: [UInt8], maxDepth: Int) {
        self.bytes = bytes
        self.maxDepth = maxDepth
    }

    mutating func document() throws(JSONError) -> JSON {
        if bytes.starts(with: Self.byteOrderMark) { position = 3 }
        skipSpace()
        guard position < bytes.count else { throw error("the text is empty") }
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw error("expected the end of the text, found \(found)") }
        return value
    }

    private mutating func value() throws(JSONError) -> JSON {
        guard position < bytes.count else { throw error("expected a value, found the end of the text") }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw error("expected a value, found \(found)")
        }
    }

    private mutating func object() throws(JSONError) -> JSON {
        try open()
        var members: [JSONObject.Member] = []
        if !take(UInt8(ascii: "}")) {
            while true {
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                    throw error("expected a key in quotes, found \(found)")
                }
                let key = try string()
                skipSpace()
                guard take(UInt8(ascii: ":")) else { throw error("expected ':', found \(found)") }
                skipSpace()
                members.append(JSONObject.Member(key: key, value: try value()))
                if try !another(closing: UInt8(ascii: "}"), "expected ',' or '}'") { break }
            }
        }
        depth -= 1
        return .object(JSONObject(members: members))
    }

    private mutating func array() throws(JSONError) -> JSON {
        try open()
        var items: [JSON] = []
        if !take(UInt8(ascii: "]")) {
            repeat { items.append(try value()) } while try another(closing: UInt8(ascii: "]"), "expected ',' or ']'")
        }
        depth -= 1
        return .array(items)
    }

    private mutating func open() throws(JSONError) {
        guard depth < maxDepth else { throw error("nested deeper than maxDepth, which is \(maxDepth)") }
        depth += 1
        position += 1
        skipSpace()
    }

    /// Whether a comma follows, and so another item; if not, the closing bracket must.
    private mutating func another(closing: UInt8, _ expectation: String) throws(JSONError) -> Bool {
        skipSpace()
        if take(UInt8(ascii: ",")) {
            skipSpace()
            return true
        }
        guard take(closing) else { throw error("\(expectation), found \(found)") }
        return false
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let length = word.utf8CodeUnitCount
        for offset in 0..<length {
            guard position + offset < bytes.count, bytes[position + offset] == word.utf8Start[offset] else {
                throw error("expected a value, found \(found)")
            }
        }
        position += length
        return value
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
            default: return
            }
        }
    }

    func error(_ message: String) -> JSONError { JSONError(message, at: position, in: bytes) }

    /// What stands at the position, for a message: a character, or the word that begins there.
    var found: String {
        guard position < bytes.count else { return "the end of the text" }
        let rest = String(decoding: bytes[position..<Swift.min(position + 24, bytes.count)], as: UTF8.self)
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return "'\(word.isEmpty ? rest.prefix(1) : word)'"
    }
}
