package import Values

/// How a value becomes what a function or a field wants.
package enum Coercion {
    /// Nothing is the empty text; an array is its items with commas between, where they have a text form.
    package static func text(_ value: Value) throws(EvaluationError) -> String {
        switch value {
        case .null: return ""
        case .boolean(let flag): return flag ? "true" : "false"
        case .number(let number): return number.description
        case .text(let text): return text
        case .date(let date): return date.iso8601
        case .buffer(let buffer): return try text(buffer)
        case .array(let items): return try joined(items, separator: ",")
        case .collection: throw .data("A collection can't be converted to text.")
        }
    }

    static func joined(_ items: [Value], separator: String) throws(EvaluationError) -> String {
        var result = ""
        for (position, item) in items.enumerated() {
            if position > 0 { result += separator }
            result += try text(item)
            try ExpressionLimits.check(bytes: result.utf8.count)
        }
        return result
    }

    private static func text(_ buffer: Buffer) throws(EvaluationError) -> String {
        guard let encoding = buffer.encoding else { throw .data("A buffer without a text encoding can't be converted to text.") }
        guard TextEncoding.isKnown(encoding) else { throw .data("A buffer in \(encoding) can't be converted to text.") }
        guard let text = TextEncoding.text(buffer.bytes, in: encoding) else { throw .data("The buffer is not valid \(encoding).") }
        return text
    }

    static func latin1(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        return String(text)
    }

    package static func number(_ value: Value) throws(EvaluationError) -> Number {
        switch value {
        case .number(let number): return number
        case .text(let text):
            guard let number = parsedNumber(text) else { throw .data("'\(excerpt(text))' is not a number.") }
            return number
        default: throw .data("\(name(of: value)) can't be converted to a number.")
        }
    }

    /// White space around the digits does not matter.
    static func parsedNumber(_ text: String) -> Number? {
        if let number = Number(parsing: text) { return number }
        let trimmed = TextFunctions.trimmed(text)
        return trimmed.utf8.count == text.utf8.count ? nil : Number(parsing: trimmed)
    }

    /// Of texts only the empty one and `false` are false; every number is true, even 0.
    package static func boolean(_ value: Value) -> Bool {
        switch value {
        case .null: false
        case .boolean(let flag): flag
        case .text(let text): !(text.isEmpty || text == "false")
        case .number, .date, .buffer, .array, .collection: true
        }
    }

    package static func date(_ value: Value, zone: String) throws(EvaluationError) -> Timestamp {
        switch value {
        case .date(let date): return date
        case .text(let text):
            guard let date = DateText.read(text, zone: zone) else { throw .data("'\(excerpt(text))' is not a valid date.") }
            return date
        default: throw .data("\(name(of: value)) can't be converted to a date.")
        }
    }

    /// Nothing is an empty array, what is no array an array of one item.
    package static func array(_ value: Value) -> [Value] {
        switch value {
        case .array(let items): items
        case .null: []
        default: [value]
        }
    }

    package static func buffer(_ value: Value) throws(EvaluationError) -> Buffer {
        if case .buffer(let buffer) = value { return buffer }
        return Buffer(bytes: Array(try text(value).utf8), encoding: "utf-8")
    }

    package static func collection(_ value: Value) throws(EvaluationError) -> Fields {
        guard case .collection(let fields) = value else { throw .data("\(name(of: value)) is not a collection.") }
        return fields
    }

    static func name(of value: Value) -> String {
        switch value {
        case .null: "An empty value"
        case .boolean: "A boolean"
        case .number: "A number"
        case .text: "A text"
        case .date: "A date"
        case .buffer: "A buffer"
        case .array: "An array"
        case .collection: "A collection"
        }
    }

    /// Enough of a text to recognize it in a message.
    static func excerpt(_ text: String) -> String { text.utf8.count <= 60 ? text : String(text.prefix(60)) + "…" }
}
