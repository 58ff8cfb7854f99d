import Expressions
import TestSupport
import Testing
import Values

/// A fixed world for expressions: bundles, variables, a clock that stands still and a known source of chance.
final class TestContext: EvaluationContext {
    let bundles: [Int: Value]
    let variables: Value
    let now: Timestamp
    let zone: String
    let executionId = "0123456789abcdef0123456789abcdef"
    private var generator: Seeded

    init(
        _ bundles: [Int: Value] = [:], variables: Value = [:], now: String = "2026-11-22T10:00:00.000Z", zone: String = "UTC",
        seed: UInt64 = 1
    ) {
        self.bundles = bundles
        self.variables = variables
        self.now = Timestamp(iso8601: now) ?? Timestamp(milliseconds: 0)
        self.zone = zone
        generator = Seeded(seed)
    }

    func bundle(of module: Int) -> Value? { bundles[module] }

    func variable(_ path: [String]) -> Value {
        var value = variables
        for name in path { value = value[name] ?? .null }
        return value
    }

    func random() -> UInt64 { generator.next() }
}

/// The value of an expression, given without its braces.
func value(of expression: String, _ context: TestContext = TestContext()) throws -> Value {
    try Template(parsing: "{{\(expression)}}").evaluate(context)
}

/// A value as a test can write it: JSON, with dates as ISO text.
func json(of expression: String, _ context: TestContext = TestContext()) throws -> String { try value(of: expression, context).json.text() }

/// One documented example: the expression, and its result as JSON. The source: S1 to S7 are the documents of the format (S1 and S5 its
/// makers' notes on functions and dialect, S2 their help pages, S3 and S4 those of two products with the same engine, S6 the palette, S7
/// notes on the engine), U what real exports use, 0004 our own decision, and otherwise the name of a standard or of its documentation.
struct Example: Sendable, CustomTestStringConvertible {
    let expression: String
    let result: String
    let source: String

    init(_ expression: String, _ result: String, _ source: String = "S1") {
        self.expression = expression
        self.result = result
        self.source = source
    }

    var testDescription: String { "\(source): \(expression)" }

    func check(_ context: TestContext) {
        do {
            let found = try json(of: expression, context)
            #expect(found == result, "\(source): {{\(expression)}}")
        } catch {
            Issue.record("\(source): {{\(expression)}}: \(error)")
        }
    }
}
