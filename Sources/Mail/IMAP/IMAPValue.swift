/// What a response of RFC 3501 is made of.
enum IMAPValue: Hashable {
    case atom(String)
    case string([UInt8])
    case list([IMAPValue])

    var text: String? {
        switch self {
        case .atom(let text): text
        case .string(let bytes): String(decoding: bytes, as: UTF8.self)
        case .list: nil
        }
    }

    var number: UInt32? { text.flatMap { UInt32($0) } }

    var bytes: [UInt8]? {
        if case .string(let bytes) = self { bytes } else { nil }
    }

    var items: [IMAPValue] {
        if case .list(let items) = self { items } else { [] }
    }
}

/// One response: a line, which goes on after each literal in it.
struct IMAPResponse {
    enum Part {
        case text([UInt8])
        case literal([UInt8])
    }

    var parts: [Part] = []

    /// The line as far as its first literal.
    var start: String {
        guard case .text(let bytes)? = parts.first else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `nil` where brackets don't match, or are nested beyond need.
    var values: [IMAPValue]? {
        var parser = IMAPParser(parts)
        return parser.values(depth: 0)
    }
}

private struct IMAPParser {
    private let parts: [IMAPResponse.Part]
    private var part = 0
    private var position = 0

    private static let maximumDepth = 20

    init(_ parts: [IMAPResponse.Part]) { self.parts = parts }

    mutating func values(depth: Int) -> [IMAPValue]? {
        guard depth <= Self.maximumDepth else { return nil }
        var values: [IMAPValue] = []
        while part < parts.count {
            switch parts[part] {
            case .literal(let bytes):
                values.append(.string(bytes))
                (part, position) = (part + 1, 0)
            case .text(let bytes):
                guard position < bytes.count else {
                    (part, position) = (part + 1, 0)
                    continue
                }
                switch bytes[position] {
                case UInt8(ascii: " "): position += 1
                case UInt8(ascii: "("):
                    position += 1
                    guard let items = self.values(depth: depth + 1) else { return nil }
                    values.append(.list(items))
                case UInt8(ascii: ")"):
                    position += 1
                    return depth > 0 ? values : nil
                case UInt8(ascii: "\""):
                    guard let string = quoted(bytes) else { return nil }
                    values.append(.string(string))
                default: values.append(.atom(atom(bytes)))
                }
            }
        }
        return depth == 0 ? values : nil
    }

    private mutating func quoted(_ bytes: [UInt8]) -> [UInt8]? {
        var string: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return string }
            if byte == UInt8(ascii: "\\"), position < bytes.count {
                string.append(bytes[position])
                position += 1
            } else {
                string.append(byte)
            }
        }
        return nil
    }

    private mutating func atom(_ bytes: [UInt8]) -> String {
        let start = position
        while position < bytes.count, ![UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")")].contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
