package import Values

/// Where an expression gets what it does not say itself.
package protocol EvaluationContext {
    /// The output of a module on the way to this operation; `nil` where there is none.
    func bundle(of module: Int) -> Value?
    /// `var.input.x` asks for `["input", "x"]`; what does not exist is null.
    func variable(_ path: [String]) -> Value
    var now: Timestamp { get }
    /// The organization's IANA time zone.
    var zone: String { get }
    var executionId: String { get }
    /// The only source of chance, so that a replay draws the same.
    func random() -> UInt64
}
