import Values

/// What an expression may cost at most. Each error that a bound causes names it.
package enum ExpressionLimits {
    /// Bytes of UTF-8 of a text result.
    package static let maxTextBytes = 5 << 20
    /// Items of an array result.
    package static let maxArrayItems = 250_000
    /// Arrays and collections within each other, in a result that a function builds. A variable that holds itself once more with each
    /// bundle would otherwise grow until writing it down overflows the stack.
    package static let maxValueDepth = 256
    /// Brackets and calls within each other.
    package static let maxNesting = 100
    /// UTF-16 units of a text that a regular expression is matched against.
    package static let maxPatternInput = 1 << 20
    /// Steps of the regular expression engine, in units of ten thousand: a count, not a time, so that a replay decides the same.
    package static let maxPatternSteps = 2000

    static func check(_ text: String) throws(EvaluationError) -> Value {
        try check(bytes: text.utf8.count)
        return .text(text)
    }

    static func check(bytes: Int) throws(EvaluationError) {
        guard bytes > maxTextBytes else { return }
        throw .runtime("The text is longer than maxTextBytes allows (\(maxTextBytes) bytes).")
    }

    static func check(_ items: [Value]) throws(EvaluationError) -> Value {
        guard items.count > maxArrayItems else { return .array(items) }
        throw .runtime("The array has more items than maxArrayItems allows (\(maxArrayItems)).")
    }

    static func check(depthOf value: Value) throws(EvaluationError) -> Value {
        guard value.isDeeper(than: maxValueDepth) else { return value }
        throw .runtime("The value is nested deeper than maxValueDepth allows (\(maxValueDepth)).")
    }
}
