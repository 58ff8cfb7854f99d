/// A command's words, of which those that can't be quoted are sent as literals.
struct IMAPCommand: ExpressibleByStringInterpolation {
    enum Part {
        case text(String)
        case literal([UInt8])
    }

    private(set) var parts: [Part]

    init(_ text: String) { parts = [.text(text)] }
    init(stringLiteral text: String) { self.init(text) }

    /// A string of anybody's, after a blank.
    mutating func add(string: String) {
        let isPlain = string.utf8.count <= 500 && string.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
        if isPlain {
            let escaped = string.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            parts.append(.text(" \"\(escaped)\""))
        } else {
            parts.append(.text(" "))
            parts.append(.literal(Array(string.utf8)))
        }
    }

    mutating func add(_ text: String) { parts.append(.text(" " + text)) }

    mutating func add(literal bytes: [UInt8]) {
        parts.append(.text(" "))
        parts.append(.literal(bytes))
    }

    /// For errors: the command's name, without what anybody put into it.
    var name: String {
        guard case .text(let text)? = parts.first else { return "" }
        let words = text.split(separator: " ")
        return words.prefix(words.first == "UID" ? 2 : 1).joined(separator: " ")
    }
}
