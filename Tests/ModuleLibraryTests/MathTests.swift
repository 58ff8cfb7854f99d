import Automation
import ModuleLibrary
import Testing
import Values

struct MathTests {
    @Test(arguments: [
        ("(sqrt(3^2 + 4^2)) + (2 * (3 + 4))", "19"), ("0.1 + 0.2", "0.3"), ("1 + 2 * 3 - 4 / 2", "5"), ("-2^2", "-4"), ("2^-1", "0.5"),
        ("2^3^2", "512"), ("7 % 3", "1"), ("-7 mod 3", "2"), ("5!", "120"), ("3!^2", "36"), ("--4", "4"), ("2 * -3", "-6"),
        ("round(2.345, 2)", "2.35"), ("round(-0.5)", "-1"), ("floor(-1.2)", "-2"), ("ceil(1.2)", "2"), ("fix(-1.7)", "-1"),
        ("min(3; 1, 2)", "1"), ("max(3, 10)", "10"), ("sum(1,2,3)", "6"), ("mean(1,2,4,5)", "3"), ("median(1,9,2)", "2"),
        ("abs(-5.5)", "5.5"),
        ("pow(2, 10)", "1024"), ("log10(1000)", "3"), ("log(8, 2)", "3"), ("exp(0)", "1"), ("cos(0)", "1"),
        ("sin(pi/6)", "0.49999999999999994"),
        ("gcd(12, 18)", "6"), ("lcm(4, 6)", "12"), ("nthRoot(27, 3)", "3"), ("cbrt(-8)", "-2"), ("hypot(3, 4)", "5"),
        ("variance(1,2,3)", "1"),
        ("1e3 + .5", "1000.5"), (" 12 ", "12"), ("4^0.5", "2"), ("e - E", "0"),
    ])
    func `a formula is worked out`(expression: String, result: String) async throws {
        let bundles = try await pure("math:EvaluateExpression", ["expression": .text(expression)])
        #expect(bundles.first?["result"]?.asNumber?.description == result)
    }

    @Test(arguments: [
        ("1 +", "ends too early"), ("1 / 0", "division by 0"), ("2(3)", "operator is missing"), ("foo(1)", "no function 'foo'"),
        ("x + 1", "no constant"), ("(1", "ends too early"), ("1)", "')' isn't expected"), ("sqrt(-1)", "no value"),
        ("2 $ 3", "character 3"),
        ("sqrt(1, 2)", "one number"), ("200!", "0 to 170"), ("1..2", "operator is missing"), ("round()", "0 numbers"),
        ("10.5^4000.5", "too large"),
    ])
    func `what can't be worked out says why`(expression: String, message: String) async throws {
        let failure = try await failure { _ = try await pure("math:EvaluateExpression", ["expression": .text(expression)]) }
        #expect(failure.type == "DataError" && failure.message.contains(message), "\(failure.message)")
    }

    @Test(arguments: ["(", "-", "2^", "abs("])
    func `depth is bounded`(part: String) async throws {
        let failure = try await failure {
            _ = try await pure("math:EvaluateExpression", ["expression": .text(String(repeating: part, count: 2000) + "1")])
        }
        #expect(failure.message.contains("math.depth"), "\(failure.message)")
    }
}
