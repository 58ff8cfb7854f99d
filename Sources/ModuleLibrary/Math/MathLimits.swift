/// What a formula may cost.
enum MathLimits {
    /// `math.bytes`
    static let bytes = 10_000
    /// `math.depth`: parentheses, signs and powers within each other.
    static let depth = 100
}
