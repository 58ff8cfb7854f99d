import Automation
import Values

/// A document as a value: every element is found in an array under its name, its attributes under `_attributes`, and its text under `_value`
/// where it has more than that. An element with nothing but text is that text.
struct XMLValue {
    private struct Frame {
        var name: String
        var attributes: Fields
        var children: [(name: String, values: [Value])] = []
        var positions: [String: Int] = [:]
        var text = ""
        var isLiteral = false

        mutating func add(_ value: Value, _ name: String) {
            if let position = positions[name] {
                children[position].values.append(value)
            } else {
                positions[name] = children.count
                children.append((name, [value]))
            }
        }
    }

    private let keepsNumbers: Bool

    /// With `numbersAsText` no text becomes a number.
    static func read(_ bytes: [UInt8], numbersAsText: Bool) throws(XMLProblem) -> (root: String, value: Value) {
        try XMLValue(keepsNumbers: numbersAsText).read(bytes)
    }

    private func read(_ bytes: [UInt8]) throws(XMLProblem) -> (root: String, value: Value) {
        var reader = XMLReader(bytes)
        var frames = [Frame(name: "", attributes: [:])]
        while let event = try reader.next() {
            switch event {
            case .open(let name, let attributes):
                frames.append(Frame(name: name, attributes: Fields(attributes.map { ($0.name, .text($0.value)) })))
            case .text(let text, let isLiteral):
                frames[frames.count - 1].text += text
                if isLiteral { frames[frames.count - 1].isLiteral = true }
            case .close(let name):
                let frame = frames.removeLast()
                frames[frames.count - 1].add(value(of: frame), name)
            }
        }
        guard let root = frames[0].children.first, let value = root.values.first else { throw reader.problem("there is no element") }
        return (root.name, value)
    }

    private func value(of frame: Frame) -> Value {
        let isBlank = !frame.isLiteral && frame.text.utf8.allSatisfy(XMLReader.isSpace)
        if frame.attributes.isEmpty, frame.children.isEmpty { return isBlank ? .text("") : scalar(frame.text) }
        var fields = Fields()
        if !frame.attributes.isEmpty { fields["_attributes"] = .collection(frame.attributes) }
        for child in frame.children where child.name != "_attributes" { fields[child.name] = .array(child.values) }
        if !isBlank { fields["_value"] = scalar(frame.children.isEmpty ? frame.text : frame.text.trimmingWhitespace) }
        return .collection(fields)
    }

    /// Digits that a number would lose, as those of a telephone number or a long id, stay text.
    private func scalar(_ text: String) -> Value {
        guard !keepsNumbers, text.utf8.count <= 17, let number = Number(parsing: text), Self.isCommon(text) else { return .text(text) }
        return .number(number)
    }

    private static func isCommon(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard digits.utf8.allSatisfy({ $0 &- 48 < 10 || $0 == 46 }), let first = digits.utf8.first, first != 46 else { return false }
        return first != 48 || digits.utf8.count == 1 || digits.utf8.dropFirst().first == 46
    }
}
