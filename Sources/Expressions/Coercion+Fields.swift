package import Values

extension Coercion {
    /// A mapper's value as the type that the field's spec names; types without rules of their own, and null, stay as they are.
    package static func coerce(_ value: Value, to type: String, zone: String) throws(EvaluationError) -> Value {
        if case .null = value { return .null }
        switch type {
        case "text", "url", "email", "filename", "uuid", "password", "timezone", "color": return .text(try text(value))
        case "json": return .text(try jsonText(value))
        case "number": return try filled(value) { value throws(EvaluationError) in .number(try number(value)) }
        case "integer": return try filled(value) { value throws(EvaluationError) in .number(try integer(value)) }
        case "uinteger":
            return try filled(value) { value throws(EvaluationError) in
                let number = try integer(value)
                guard !number.isNegative else { throw .data("'\(number)' is less than 0.") }
                return .number(number)
            }
        case "boolean": return .boolean(boolean(value))
        case "date": return try filled(value) { value throws(EvaluationError) in .date(try date(value, zone: zone)) }
        case "time": return try filled(value) { value throws(EvaluationError) in .text(try time(value)) }
        case "buffer": return .buffer(try buffer(value))
        case "array": return .array(array(value))
        case "collection": return .collection(try collection(value))
        default: return value
        }
    }

    /// An empty text in a field of another type is a field that was not filled.
    private static func filled(
        _ value: Value, _ convert: (Value) throws(EvaluationError) -> Value
    ) throws(EvaluationError) -> Value {
        value == .text("") ? .null : try convert(value)
    }

    private static func integer(_ value: Value) throws(EvaluationError) -> Number {
        let number = try number(value)
        guard number.isInteger else { throw .data("'\(number)' is not a whole number.") }
        return number
    }

    private static func jsonText(_ value: Value) throws(EvaluationError) -> String {
        switch value {
        case .array, .collection: try JSONText.of(value)
        default: try text(value)
        }
    }

    /// `hours:minutes` or `hours:minutes:seconds`.
    private static func time(_ value: Value) throws(EvaluationError) -> String {
        let text = try text(value)
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        let isTime =
            2...3 ~= parts.count && !parts.contains(nil)
            && zip(parts, [23, 59, 59]).allSatisfy { part, most in part.map { 0...most ~= $0 } ?? false }
        guard isTime else { throw .data("'\(excerpt(text))' is not a time (hours:minutes:seconds).") }
        return text
    }
}

/// A value's JSON as text, given up as soon as it is too long: the same array within itself many times grows fast.
enum JSONText {
    static func of(_ value: Value) throws(EvaluationError) -> String {
        var bytes: [UInt8] = []
        try write(value, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ value: Value, into bytes: inout [UInt8]) throws(EvaluationError) {
        switch value {
        case .array(let items):
            bytes.append(UInt8(ascii: "["))
            for (position, item) in items.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                try write(item, into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .collection(let fields):
            bytes.append(UInt8(ascii: "{"))
            for (position, entry) in fields.entries.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONWriter.write(entry.key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                try write(entry.value, into: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        default: value.writeJSON(into: &bytes)
        }
        try ExpressionLimits.check(bytes: bytes.count)
    }
}
