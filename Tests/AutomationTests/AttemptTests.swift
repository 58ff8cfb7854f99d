import Automation
import Ledger
import Testing
import Values

/// What becomes of a bundle that was kept, when it is tried again.
@Suite struct AttemptTests {
    /// `test:Fails` fails where its `n` is one of these; anything else gives its `n` back.
    private func failing(_ values: Set<Value>, type: String = "DataError") -> StandIn {
        { operation, input throws(ModuleFailure) in
            let value = input.mapper["n"] ?? .null
            if operation.module == "test:Fails", values.contains(value) { throw ModuleFailure(type, "bad") }
            return [.collection(["n": value])]
        }
    }

    private func fails(_ id: Int, _ value: String, onerror: String = "") -> String {
        #"{"id": \#(id), "module": "test:Fails", "mapper": {"n": "\#(value)"}, "onerror": [\#(onerror)]}"#
    }

    private func set(_ id: Int, _ value: String) -> String {
        #"{"id": \#(id), "module": "util:SetVariable2", "mapper": {"name": "v", "value": "\#(value)"}}"#
    }

    private func directive(_ name: String, _ id: Int = 9, mapper: String = "{}") -> String {
        #"{"id": \#(id), "module": "builtin:\#(name)", "mapper": \#(mapper)}"#
    }

    private let list = #"{"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": ["1", "2", "3"]}}"#
    private let gathering = #"{"id": 4, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {"n": "{{2.n}}"}}"#

    private func kept(_ program: Program, _ standIn: StandIn, keeps: Bool = false) -> [IncompleteBundle] {
        var interpreter = interpreter(program, options: InterpreterOptions(keepsIncomplete: keeps))
        _ = interpreter.run(standIn: standIn)
        return interpreter.takeIncomplete()
    }

    private func attempt(_ program: Program, at point: ResumePoint, _ standIn: StandIn) -> (trace: Trace, kept: [IncompleteBundle]) {
        var interpreter = interpreter(program, options: InterpreterOptions(resume: point))
        let trace = interpreter.run(standIn: standIn)
        return (trace, interpreter.takeIncomplete())
    }

    // MARK: Aggregators around it

    @Test(arguments: ["", "Break", "Ignore"])
    func `an aggregator that its bundle didn't come to stays closed, and nothing behind it is done`(name: String) throws {
        let handler = name.isEmpty ? "" : directive(name)
        let program = try program(
            [
                list, fails(2, "{{1.value}}", onerror: directive("Break", 8)), fails(3, "x{{1.value}}", onerror: handler), gathering,
                set(5, "sent"),
            ]
            .joined(separator: ","))
        let point = kept(program, failing(["2"]))[0].point

        let again = attempt(program, at: point, failing(["2"]))
        #expect(again.trace.addresses == ["2:1"])
        #expect(again.kept.map(\.point) == [point])

        let further = attempt(program, at: point, failing(["x2"]))
        #expect(further.trace.addresses == ["2:1", "3:1"])
        #expect(further.kept.map(\.point.moduleId) == (name == "Ignore" ? [] : [3]))
        #expect(attempt(program, at: point, failing([])).trace.addresses == ["2:1", "3:1", "4:1", "5:1"])
    }

    @Test func `aggregators within a handler close in an attempt too, and its directive is come to`() throws {
        let handler = [
            #"{"id": 10, "module": "builtin:BasicFeeder", "mapper": {"array": ["a", "b"]}}"#,
            #"{"id": 11, "module": "util:TextAggregator", "parameters": {"feeder": 10}, "mapper": {"value": "{{10.value}}"}}"#,
            set(12, "{{11.text}}"), directive("Break", 13),
        ].joined(separator: ",")
        let program = try program([list, fails(2, "{{1.value}}", onerror: handler), set(3, "")].joined(separator: ","))
        let point = kept(program, failing(["2"]))[0].point
        let again = attempt(program, at: point, failing(["2"]))
        #expect(again.trace.addresses == ["2:1", "10:1", "11:1", "12:1"])
        #expect(again.trace.bundles(of: 12)[0][0]["v"] == "ab")
        #expect(again.kept.map(\.point) == [point])
    }
}
