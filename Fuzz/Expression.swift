import Expressions
import Values

/// The parser and the evaluator of `{{...}}`: any text has a value or an error, the same each time, within the documented bounds.
func check(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    let template: Template
    do throws(ExpressionError) {
        template = try Template(parsing: text)
    } catch {
        precondition(0...text.utf16.count ~= error.offset, "the error is outside of the text")
        precondition(!error.message.isEmpty, "the error says nothing")
        return
    }
    let first = outcome(of: template)
    precondition(outcome(of: template) == first, "the second time the result was another")
    guard case .success(.value(let value)) = first else { return }
    if case .text(let result) = value {
        precondition(template.isConstant || result.utf8.count <= ExpressionLimits.maxTextBytes, "the text is longer than maxTextBytes")
    }
    // What a field gets goes to its type, and to the journal.
    for type in ["text", "number", "boolean", "date", "array", "collection", "buffer", "json", "time", "integer"] {
        _ = try? Coercion.coerce(value, to: type, zone: theZone)
    }
    var bytes: [UInt8] = []
    ValueCodec.encode(value, into: &bytes)
    precondition((try? ValueCodec.decode(bytes)) == value, "the value is not what the journal gives back")
}

private let theZone = "Europe/Prague"

private func outcome(of template: Template) -> Result<FieldResult, EvaluationError> {
    let world = World()
    do throws(EvaluationError) {
        return .success(try template.evaluateField(world))
    } catch {
        return .failure(error)
    }
}

/// Bundles with a value of each type, a clock that stands still, and chance that does not.
private final class World: EvaluationContext {
    private static let bundle: Value = [
        "a": "Hello, World", "n": 7, "half": .number(Number(parsing: "-2.5") ?? 0), "yes": true, "list": [3, "1", nil, 2, "x"],
        "people": [["name": "Bob", "age": 22, "role": "admin"], ["name": "Ann", "age": 30], ["name": "eve", "role": ["a", "b"]]],
        "deep": [1, [2, [3, [4]]]], "bytes": .buffer(Buffer(bytes: [0xFF, 0, 1])),
        "file": .buffer(Buffer(bytes: Array("é".utf8), encoding: "utf-8")),
        "date": .date(Timestamp(milliseconds: 1_774_747_800_123)), "long": .text(String(repeating: "ab,", count: 500)), "": "empty",
    ]

    private var state: UInt64 = 1

    func bundle(of module: Int) -> Value? { 1...3 ~= module ? Self.bundle : nil }

    func variable(_ path: [String]) -> Value { path == ["input", "x"] ? Self.bundle : .null }

    let now = Timestamp(milliseconds: 1_795_000_000_000)
    let zone = theZone
    let executionId = "0123456789abcdef0123456789abcdef"

    func random() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}
