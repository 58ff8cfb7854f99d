import Values

/// Where the library's examples are evaluated: no bundles, a clock that stands still, and no chance.
struct ExampleWorld: EvaluationContext {
    static func result(of example: String) -> JSON {
        do {
            return try Template(parsing: "{{\(example)}}").evaluate(ExampleWorld()).json
        } catch {
            preconditionFailure("the example '\(example)' has no result: \(error)")
        }
    }

    func bundle(of module: Int) -> Value? { nil }
    func variable(_ path: [String]) -> Value { .null }
    /// 22 November 2026, 10:00 in UTC.
    let now = Timestamp(milliseconds: 1_795_341_600_000)
    let zone = "UTC"
    let executionId = "00000000000000000000000000000000"
    func random() -> UInt64 { 0 }
}
