/// A text that can't be read as a template. The offset counts UTF-16 units, as the pages do.
package struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    package var offset: Int
    package var message: String

    package init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }

    package var description: String { "at \(offset): \(message)" }

    /// Where it is in the text that was read, for people: both counted from 1, characters as they are seen.
    package func position(in text: String) -> (line: Int, character: Int) {
        // Half of a pair is rounded to the whole character.
        let before = String(decoding: Array(text.utf16.prefix(max(offset, 0))), as: UTF16.self)
        let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return (lines.count, (lines.last?.count ?? 0) + 1)
    }
}

/// Why an expression has no result, in the format's own classes.
package struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `DataError` or `RuntimeError`.
    package var type: String
    package var message: String

    package init(type: String, message: String) {
        self.type = type
        self.message = message
    }

    static func data(_ message: String) -> EvaluationError { EvaluationError(type: "DataError", message: message) }
    static func runtime(_ message: String) -> EvaluationError { EvaluationError(type: "RuntimeError", message: message) }

    package var description: String { "\(type): \(message)" }
}
