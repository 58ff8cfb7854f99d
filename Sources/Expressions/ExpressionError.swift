/// A text that can't be read as a template. The offset counts UTF-16 units, as the pages do.
package struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    package var offset: Int
    package var message: String

    package init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }

    package var description: String { "at \(offset): \(message)" }
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
