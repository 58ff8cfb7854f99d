import TestSupport
import Testing
import Values

@Suite struct JSONTreeTests {
    @Test func `random trees survive writing and reading, in one line and indented`() throws {
        for seed: UInt64 in 0..<500 {
            var generator = Seeded(seed)
            let json = tree(depth: 4, &generator)
            #expect(try JSON(parsing: json.text()) == json, "seed \(seed)")
            #expect(try JSON(parsing: json.text(indent: 2)) == json, "seed \(seed)")
            #expect(try JSON(parsing: json.text(indent: 4)).text() == json.text(), "seed \(seed)")
        }
    }

    private func tree(depth: Int, _ generator: inout Seeded) -> JSON {
        switch Int.random(in: 0...(depth > 0 ? 7 : 4), using: &generator) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &generator))
        case 2: return .number(["0", "-1.50", "1e400", "12", "1.0E+2", "9007199254740993"].randomElement(using: &generator) ?? "0")
        case 3, 4: return .string(text(&generator))
        case 5: return .array((0..<Int.random(in: 0...5, using: &generator)).map { _ in tree(depth: depth - 1, &generator) })
        default:
            let count = Int.random(in: 0...5, using: &generator)
            return .object(JSONObject((0..<count).map { _ in (text(&generator), tree(depth: depth - 1, &generator)) }))
        }
    }

    private func text(_ generator: inout Seeded) -> String {
        let scalars = (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &generator) ? 0x7F : 0xFCFF), using: &generator))
        }
        return String(String.UnicodeScalarView(scalars))
    }

    @Test func `indentation looks as people write it`() {
        let json: JSON = ["name": "x", "flow": [1, []], "io": [:]]
        #expect(json.text(indent: 2) == "{\n  \"name\": \"x\",\n  \"flow\": [\n    1,\n    []\n  ],\n  \"io\": {}\n}")
    }

    @Test func `of a repeated key the last counts, and all are kept`() throws {
        var object = try #require(try JSON(parsing: #"{"a":1,"b":2,"a":3}"#).asObject)
        #expect(object["a"] == 3)
        #expect(object.count == 3)
        object["b"] = 5
        object["c"] = 6
        #expect(JSON.object(object).text() == #"{"a":1,"b":5,"a":3,"c":6}"#)
        object["a"] = nil
        #expect(JSON.object(object).text() == #"{"b":5,"c":6}"#)
    }

    @Test func `accessors give nothing where the type is another`() {
        let json: JSON = ["text": "x", "number": 7, "flag": true, "list": [1, 2]]
        #expect(json["text"]?.asText == "x")
        #expect(json["text"]?.asInteger == nil)
        #expect(json["number"]?.asInteger == 7)
        #expect(JSON.number("7.0").asInteger == 7)
        #expect(JSON.number("7.5").asInteger == nil)
        #expect(json["flag"]?.asBoolean == true)
        #expect(json["list"]?[1] == 2)
        #expect(json["list"]?[2] == nil)
        #expect(json["missing"] == nil)
    }
}
