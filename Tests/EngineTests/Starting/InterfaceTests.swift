import Automation
import Ledger
import Stores
import TestSupport
import Testing
import Values

@testable import Engine

/// Inputs and outputs that a scenario declares.
struct InterfaceTests {
    private static let inputs = """
        [{"name":"n","type":"number","required":true},{"name":"arr","type":"array","spec":{"type":"number"}},
        {"name":"c","type":"collection","spec":[{"name":"x","type":"text","required":true}]},
        {"name":"s","type":"select","options":[{"label":"A","value":"a"},{"label":"B","value":"b"}]},
        {"name":"d","type":"text","default":"dflt"},{"name":"odd","type":"a type of tomorrow"}]
        """

    /// - Parameter start: the module that hands the inputs on; else they are read as `var.input`.
    private static func blueprint(start: Bool, outputs: String = "[]", returns: String = #"{"n":"{{n}}","d":"{{d}}"}"#) -> String {
        let module = #"{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},"#
        let returns = returns.replacing("{{", with: start ? "{{1." : "{{var.input.")
        return """
            {"name":"Takes","flow":[\(start ? module : "")
            {"id":2,"module":"scenario-service:ReturnData","version":2,"mapper":\(returns)}],
            "io":{"input_spec":\(inputs),"output_spec":\(outputs)},"metadata":{"version":1}}
            """
    }

    private static func run(_ test: TestEngine, _ scenario: Scenario, _ inputs: Fields) async throws -> CompletedRun {
        try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: [.collection(inputs)])
    }

    @Test(
        arguments: [true, false],
        [
            ([:], "Missing value of required parameter 'n'."), (["n": ""], "Missing value of required parameter 'n'."),
            (["n": "abc"], "Parameter 'n': The field 'n' must be of type number"),
            (["n": 5, "arr": ["1", "z"]], "Parameter 'arr': The field 'arr[1]' must be of type number"),
            (["n": 5, "c": [:]], "Parameter 'c': The field 'c.x' is required"),
            (["n": 5, "s": "q"], "Parameter 's': The field 's' has a value that"),
        ] as [(Fields, String)])
    func `what does not fit is refused, however the inputs are read`(start: Bool, wrong: (given: Fields, message: String)) async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(Self.blueprint(start: start))
            let refused = await #expect(throws: InvalidInputs.self) { try await Self.run(test, scenario, wrong.given) }
            #expect(refused?.parts.count == 1 && refused?.parts.first?.message.hasPrefix(wrong.message) == true, "\(refused?.parts ?? [])")
            #expect(try await test.runs().isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `what fits is made what is declared, and defaults are filled in`(start: Bool) async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(Self.blueprint(start: start))
            let given: Fields = ["n": "5", "arr": ["1", 2], "c": ["x": 1], "s": "b", "odd": ["any": "thing"], "more": 1]
            #expect(try await Self.run(test, scenario, given).outputs == ["n": 5, "d": "dflt"])
        }
    }

    @Test func `outputs are made what is declared, and what can't be ends the run as an error that costs nothing`() async throws {
        let outputs = #"[{"name":"r","type":"number","required":true},{"name":"w","type":"date"}]"#
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            for (value, expected) in [("{{s}}12", 12), ("{{s}}abc", nil), ("{{missing}}", nil)] as [(String, Value?)] {
                let scenario = try await test.add(
                    Self.blueprint(start: true, outputs: outputs, returns: #"{"r":"\#(value)"}"#).replacing(
                        "a type of tomorrow", with: "any"))
                let ended = try await Self.run(test, scenario, ["n": 1])
                if let expected {
                    #expect(ended.outputs["r"] == expected)
                } else {
                    #expect(ended.run.state == .error && ended.run.failure?.type == "DataError" && ended.run.operations == 1)
                    #expect(ended.run.failure?.message.contains("'r'") == true)
                }
            }
            #expect(try await test.findings() == [])
        }
    }
}
