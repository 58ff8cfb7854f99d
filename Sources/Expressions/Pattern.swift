import Foundation
import Synchronization

/// A regular expression as text: `/pattern/flags` with the flags g, i, m, s, u and y.
struct Pattern: Sendable {
    private let expression: NSRegularExpression
    private let isGlobal: Bool

    /// `nil` where the text is none, and so is meant literally.
    init?(literal: String) throws(EvaluationError) {
        guard let (source, flags) = Pattern.parts(literal) else { return nil }
        guard !source.contains("(?<") || source.contains("(?<=") || source.contains("(?<!") else {
            throw .runtime("Named groups are not supported in a pattern.")
        }
        isGlobal = flags.contains("g")
        expression = try Pattern.compiled(source, flags)
    }

    private static func parts(_ literal: String) -> (source: String, flags: Substring)? {
        guard literal.utf8.count > 2, literal.utf8.first == UInt8(ascii: "/"), let end = literal.lastIndex(of: "/") else { return nil }
        let flags = literal[literal.index(after: end)...]
        let source = literal[..<end].dropFirst()
        guard !source.isEmpty, flags.utf8.count <= 6, flags.allSatisfy({ "gimsuy".contains($0) }) else { return nil }
        return (PatternSource(source, isMultiline: flags.contains("m")).text, flags)
    }

    private struct Key: Hashable {
        let source: String
        let options: UInt
    }

    private static let known = Mutex<[Key: NSRegularExpression]>([:])
    private static let maxKnown = 256

    private static func compiled(_ source: String, _ flags: Substring) throws(EvaluationError) -> NSRegularExpression {
        var options: NSRegularExpression.Options = []
        if flags.contains("i") { options.insert(.caseInsensitive) }
        if flags.contains("m") { options.insert(.anchorsMatchLines) }
        if flags.contains("s") { options.insert(.dotMatchesLineSeparators) }
        let key = Key(source: source, options: options.rawValue)
        if let expression = known.withLock({ $0[key] }) { return expression }
        guard let expression = try? NSRegularExpression(pattern: source, options: options) else {
            throw .runtime("'\(Coercion.excerpt(source))' is not a valid pattern.")
        }
        known.withLock {
            if $0.count >= maxKnown { $0.removeAll() }
            $0[key] = expression
        }
        return expression
    }

    func replace(in text: String, with template: String) throws(EvaluationError) -> String {
        guard text.utf16.count <= ExpressionLimits.maxPatternInput else {
            throw .runtime("The text is longer than maxPatternInput allows for a pattern (\(ExpressionLimits.maxPatternInput) characters).")
        }
        let units = Array(text.utf16)
        let replacement = Replacement(template)
        var result: [UInt16] = []
        var end = 0
        for match in try matches(in: text) {
            result += units[end..<match.range.location]
            replacement.append(match, units, to: &result)
            end = match.range.location + match.range.length
            try ExpressionLimits.check(bytes: result.count)
        }
        result += units[end...]
        return String(decoding: result, as: UTF16.self)
    }

    /// Counts the steps that the engine reports, so that a pattern that would take for ever is stopped at the same place every time.
    private func matches(in text: String) throws(EvaluationError) -> [NSTextCheckingResult] {
        var matches: [NSTextCheckingResult] = []
        var steps = 0
        let whole = NSRange(location: 0, length: text.utf16.count)
        expression.enumerateMatches(in: text, options: .reportProgress, range: whole) { match, _, stop in
            if let match {
                matches.append(match)
                if !isGlobal { stop.pointee = true }
            } else {
                steps += 1
                if steps > ExpressionLimits.maxPatternSteps { stop.pointee = true }
            }
        }
        guard steps <= ExpressionLimits.maxPatternSteps else {
            throw .runtime("The pattern took more steps than maxPatternSteps allows.")
        }
        return matches
    }
}
