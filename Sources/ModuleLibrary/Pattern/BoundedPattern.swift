import Foundation

/// A regular expression that can't take more time, text or results than its limits allow.
package struct BoundedPattern: Sendable {
    package struct Options: OptionSet, Hashable, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        package static let ignoringCase = Options(rawValue: 1)
        /// `^` and `$` stand at every line's ends.
        package static let multiline = Options(rawValue: 2)
        /// `.` matches line ends too.
        package static let singleline = Options(rawValue: 4)
    }

    package struct Match: Sendable {
        /// In UTF-16 units.
        package var range: Range<Int>
        /// The whole match, then its groups; `nil` for a group that took no part.
        package var groups: [String?]
        package var whole: String { groups.first.flatMap { $0 } ?? "" }
    }

    /// For each group, from 1, its name if it has one.
    package let groupNames: [String?]
    private let expression: NSRegularExpression
    private let limits: PatternLimits

    package init(_ pattern: String, _ options: Options = [], limits: PatternLimits = .init()) throws(PatternError) {
        guard pattern.utf8.count <= limits.maximumPatternBytes else {
            throw .reached("pattern.bytes", "The pattern is longer than \(limits.maximumPatternBytes) bytes")
        }
        let source = PatternSource(pattern, multiline: options.contains(.multiline))
        var flags: NSRegularExpression.Options = []
        if options.contains(.ignoringCase) { flags.insert(.caseInsensitive) }
        if options.contains(.multiline) { flags.insert(.anchorsMatchLines) }
        if options.contains(.singleline) { flags.insert(.dotMatchesLineSeparators) }
        guard let expression = try? NSRegularExpression(pattern: String(decoding: source.text, as: UTF8.self), options: flags) else {
            throw .malformed("The pattern is not a regular expression: \(pattern.prefix(100))")
        }
        self.expression = expression
        self.limits = limits
        groupNames = source.groups
    }

    package func matches(_ text: String) throws(PatternError) -> Bool { try !find(in: text, first: true).isEmpty }

    /// The first match, or all, from left to right.
    package func matches(in text: String, first: Bool = false) throws(PatternError) -> [Match] {
        let found = try find(in: text, first: first)
        guard !found.isEmpty else { return [] }
        let whole = text as NSString
        return found.map { result in
            Match(
                range: result.range.location..<result.range.location + result.range.length,
                groups: (0..<result.numberOfRanges).map { index in
                    let range = result.range(at: index)
                    return range.location == NSNotFound ? nil : whole.substring(with: range)
                })
        }
    }

    private func find(in text: String, first: Bool) throws(PatternError) -> [NSTextCheckingResult] {
        guard text.utf8.count <= limits.maximumTextBytes else {
            throw .reached("pattern.textBytes", "The text is longer than \(limits.maximumTextBytes) bytes")
        }
        let deadline = ContinuousClock.now + .milliseconds(limits.maximumMilliseconds)
        var found: [NSTextCheckingResult] = []
        var failure: PatternError?
        let whole = NSRange(location: 0, length: text.utf16.count)
        expression.enumerateMatches(in: text, options: [.reportProgress, .reportCompletion], range: whole) { result, flags, stop in
            if let result { found.append(result) }
            if flags.contains(.internalError) {
                failure = .reached("pattern.memory", "The pattern needs too much memory for this text")
            } else if found.count > limits.maximumMatches {
                failure = .reached("pattern.matches", "The pattern matches more than \(limits.maximumMatches) times")
            } else if !flags.contains(.completed), ContinuousClock.now > deadline {
                failure = .reached("pattern.milliseconds", "The pattern took more than \(limits.maximumMilliseconds) ms on this text")
            }
            if failure != nil || first && !found.isEmpty { stop.pointee = true }
        }
        if let failure { throw failure }
        return found
    }
}
