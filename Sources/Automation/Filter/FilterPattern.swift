import Expressions
import Foundation
import Synchronization

/// `text:pattern`: a regular expression that is to be found somewhere in a text.
enum FilterPattern {
    private struct Key: Hashable {
        let source: String
        let ignoresCase: Bool
    }

    private static let known = Mutex<[Key: NSRegularExpression]>([:])
    private static let maxKnown = 256

    static func matches(_ text: String, _ source: String, ignoresCase: Bool) throws(EvaluationError) -> Bool {
        let length = text.utf16.count
        guard length <= ExpressionLimits.maxPatternInput else {
            let limit = ExpressionLimits.maxPatternInput
            throw EvaluationError(
                type: "RuntimeError", message: "The text is longer than maxPatternInput allows for a pattern (\(limit) characters).")
        }
        let expression = try compiled(Key(source: source, ignoresCase: ignoresCase))
        var isFound = false
        var steps = 0
        // Counts steps, not time, so that a replay is stopped at the same place.
        expression.enumerateMatches(in: text, options: .reportProgress, range: NSRange(location: 0, length: length)) { match, _, stop in
            isFound = match != nil
            steps += 1
            if isFound || steps > ExpressionLimits.maxPatternSteps { stop.pointee = true }
        }
        guard isFound || steps <= ExpressionLimits.maxPatternSteps else {
            throw EvaluationError(type: "RuntimeError", message: "The pattern took more steps than maxPatternSteps allows.")
        }
        return isFound
    }

    private static func compiled(_ key: Key) throws(EvaluationError) -> NSRegularExpression {
        if let expression = known.withLock({ $0[key] }) { return expression }
        do {
            let expression = try NSRegularExpression(pattern: key.source, options: key.ignoresCase ? .caseInsensitive : [])
            known.withLock {
                if $0.count >= maxKnown { $0.removeAll() }
                $0[key] = expression
            }
            return expression
        } catch {
            throw EvaluationError(type: "DataError", message: "\"\(key.source)\" isn't a valid pattern.")
        }
    }
}
