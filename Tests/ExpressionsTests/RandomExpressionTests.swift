import Expressions
import TestSupport
import Testing
import Values

@Suite struct RandomExpressionTests {
    private static let atoms = [
        "1", "0", "-7", "2.5", "\"\"", "\"abc\"", "\"2026-01-31\"", "\"/a+/g\"", "null", "true", "now", "emptyarray", "1.text", "1.list",
        "1.list[]", "1.list[-1]", "1.map", "1.bytes",
        "1.deep[2].a", "`1`", "random", "uuid", "ignore", "\"YYYY-MM-DD HH:mm\"", "\"base64\"", "9999999999999", "0.000001", "\"😀é\"",
        "var.input.x", "1.date",
    ]

    private let context = TestContext(
        [
            1: [
                "text": "Hello, World", "list": [3, "1", nil, 2, "x"], "map": ["a": 1, "b": ["c": "d"]], "deep": [1, ["a": [1, 2]]],
                "bytes": .buffer(Buffer(bytes: [0xFF, 0, 1])),
                "date": .date(Timestamp(milliseconds: 1_482_940_986_123)),
            ]
        ], variables: ["input": ["x": 5]], zone: "Europe/Prague")

    private func expression(depth: Int, _ generator: inout Seeded) -> String {
        guard depth > 0 else { return Self.atoms.randomElement(using: &generator) ?? "1" }
        switch Int.random(in: 0...9, using: &generator) {
        case 0...5:
            let name = FunctionLibrary.all.randomElement(using: &generator)?.name ?? "upper"
            let arguments = (0..<Int.random(in: 0...4, using: &generator)).map { _ in expression(depth: depth - 1, &generator) }
            return "\(name)(\(arguments.joined(separator: ";")))"
        case 6...8:
            let symbol = ["+", "-", "*", "/", "%", "=", "!=", "<", "<=", ">", ">=", "&", "|"].randomElement(using: &generator) ?? "+"
            return "(\(expression(depth: depth - 1, &generator)) \(symbol) \(expression(depth: depth - 1, &generator)))"
        default: return Self.atoms.randomElement(using: &generator) ?? "1"
        }
    }

    @Test func `random expressions have a value or an error, the same twice`() throws {
        var values = 0
        for seed: UInt64 in 0..<1500 {
            var generator = Seeded(seed)
            let text = "{{\(expression(depth: 3, &generator))}}"
            let template = try Template(parsing: text)
            if template.functions.contains(where: { $0.name == "shuffle" }) || text.contains("random") || text.contains("uuid") { continue }
            let first = Result { try template.evaluate(context) }
            let second = Result { try template.evaluate(context) }
            if case .success(let value) = first {
                values += 1
                #expect((try? second.get()) == value, "seed \(seed): \(text)")
            }
        }
        print("\(values) random expressions had a value")
    }

    @Test func `random damage to a template is an error, never a crash`() throws {
        let whole = Array(
            #"é{{if(contains(lower(1.`a b`); "x""y"); 1.list[-1].a + 'q' * -2.5; )}} 😀 {{var.input.x | !true & 3 <= 4}}{{`5`}}"#.utf8)
        for seed: UInt64 in 0..<3000 {
            var generator = Seeded(seed)
            var bytes = whole
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                let position = Int.random(in: bytes.indices, using: &generator)
                if Bool.random(using: &generator) {
                    bytes.remove(at: position)
                } else {
                    bytes[position] = UInt8.random(in: 32...126, using: &generator)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do throws(ExpressionError) {
                _ = try? Template(parsing: text).evaluate(context)
                _ = try Template(parsing: text)
            } catch {
                #expect(0...text.utf16.count ~= error.offset, "seed \(seed): \(text)")
            }
        }
    }
}
