/// What a regular expression may cost. Each bound is named in the error that it causes.
package struct PatternLimits: Sendable {
    /// `pattern.bytes`
    package var maximumPatternBytes = 4096
    /// `pattern.textBytes`: the text that it is held against.
    package var maximumTextBytes = 2_000_000
    /// `pattern.milliseconds`
    package var maximumMilliseconds: Int64 = 1000
    /// `pattern.matches`
    package var maximumMatches = 10_000

    package init() {}
}

package struct PatternError: Error, Hashable, Sendable {
    /// The bound that was reached; `nil` where the pattern itself is wrong.
    package var bound: String?
    package var message: String

    static func malformed(_ message: String) -> PatternError { PatternError(bound: nil, message: message) }
    static func reached(_ bound: String, _ message: String) -> PatternError {
        PatternError(bound: bound, message: "\(message) (limit \(bound)).")
    }
}
