import Automation
import Testing
import Values

@Suite struct ProgramTests {
    @Test(arguments: [
        (#"{"id": 1, "module": "no:Such"}"#, "flow[0].module"),
        (#"{"id": 1, "module": "test:Free", "filter": {"conditions": []}}"#, "flow[0].filter"),
        (#"{"id": 1, "module": "test:Free", "mapper": {"a": [{"b": "{{nosuch(1)}}"}]}}"#, "flow[0].mapper.a[0].b"),
        (#"{"id": 1, "module": "test:Free", "parameters": {"a": "{{1 +}}"}}"#, "flow[0].parameters.a"),
        (#"{"id": 1, "module": "test:Free"}, {"id": 2, "module": "gateway:CustomWebHook"}"#, "flow[1]"),
        (
            #"{"id": 1, "module": "test:Free"}, {"id": 2, "module": "test:Free", "filter": {"conditions": [[{"a": "x", "o": "text:like"}]]}}"#,
            "flow[1].filter.conditions[0][0].o"
        ),
        (
            #"{"id": 1, "module": "test:Free"}, {"id": 2, "module": "builtin:BasicAggregator", "parameters": {"feeder": 5}}"#,
            "flow[1].parameters.feeder"
        ),
        (#"{"id": 1, "module": "builtin:BasicRouter", "parameters": {"else": 3}, "routes": [{"flow": []}]}"#, "flow[0].parameters.else"),
        (#"{"id": 1, "module": "builtin:BasicRouter", "routes": [{"flow": []}]}, {"id": 2, "module": "test:Free"}"#, "flow[1]"),
        (#"{"id": 1, "module": "test:Free", "onerror": [{"id": 2, "module": "no:Such"}]}"#, "flow[0].onerror[0].module"),
        (
            #"{"id": 1, "module": "builtin:BasicIfElse", "branches": [{"flow": [], "conditions": [[{"a": "{{nosuch()}}", "o": "exist"}]]}]}"#,
            "flow[0].branches[0].conditions[0][0].a"
        ),
    ])
    func `what won't work is found beforehand, with its path`(flow: String, path: String) throws {
        #expect(try program(flow).warnings.map(\.path) == [path])
    }

    @Test func `unknown names are listed once, in the order of their appearance`() throws {
        let program = try program(
            #"{"id": 1, "module": "no:B", "mapper": {"x": "{{or(1)}}{{and(or(2))}}"}}, {"id": 2, "module": "no:A"}, {"id": 3, "module": "no:B"}"#
        )
        #expect(program.unknownModules == ["no:B", "no:A"])
        #expect(Set(program.unknownFunctions) == ["or", "and"])
        #expect(program.expressions == 1 && program.expressionsFailed == 0)
        #expect(program.node(2)?.path == "flow[1]")
        #expect(program.first?.id == 1)
    }

    private func mapper(_ json: String, expect: String = "[]", module: String = "test:Typed") throws -> ModuleInput {
        let trace = try trace(
            #"{"id": 1, "module": "util:SetVariable2", "mapper": {"name": "n", "value": "12"}}, {"id": 2, "module": "\#(module)", "mapper": \#(json), "metadata": {"expect": \#(expect)}}"#
        ) { _, input in [.collection(input.mapper)] }
        if let failure = trace.failure { throw failure.failure }
        return ModuleInput(moduleId: 2, module: module, mapper: trace.bundles(of: 2)[0][0].asCollection ?? [:])
    }

    @Test func `fields become what the module's descriptor says`() throws {
        let input = try mapper(
            #"{"text": 5, "number": "{{1.n}}", "date": "2026-11-22", "flag": "false", "list": [{"n": "3"}], "other": "7"}"#,
            expect: #"[{"name": "number", "type": "text"}, {"name": "other", "type": "number"}]"#)
        #expect(
            input.mapper == [
                "text": "5", "number": 12, "date": .date(Timestamp(milliseconds: 1_795_302_000_000)), "flag": false, "list": [["n": 3]],
                "other": 7,
            ])
    }

    @Test func `without a descriptor the export's own field specs are used`() throws {
        let specs = #"""
            [{"name": "n", "type": "uinteger"}, {"name": "choice", "type": "select", "options": [{"value": "a", "nested": [{"name": "inner", "type": "number"}]}]},
             {"name": "list", "type": "array", "spec": {"type": "number"}}, {"name": "c", "type": "collection", "spec": [{"name": "x", "type": "boolean"}]}]
            """#
        let input = try mapper(
            #"{"n": "{{1.n}}", "choice": "1", "inner": "2", "list": ["1", "2"], "c": {"x": "true", "y": "1"}, "z": 1.50}"#, expect: specs,
            module: "no:Such")
        #expect(
            input.mapper == [
                "n": 12, "choice": "1", "inner": 2, "list": [1, 2], "c": ["x": true, "y": "1"], "z": .number(Number(parsing: "1.5") ?? 0),
            ])
    }

    @Test func `what nobody filled is left out, and what is erased is empty`() throws {
        let input = try mapper(
            #"{"text": "", "number": "", "date": "{{emptystring}}", "list": "{{erase}}", "flag": "{{if(1 = 2; true; ignore)}}", "a": "{{ignore}}", "b": "{{erase}}", "c": null}"#
        )
        #expect(input.mapper == ["text": "", "list": [], "b": "", "c": nil])
    }

    @Test(arguments: [#"{"number": "many"}"#, #"{"number": "{{1.n}}x"}"#, #"{"date": "soon"}"#, #"{"text": "{{`1`}}"}"#])
    func `what can't be converted fails the module and names the field`(json: String) throws {
        let failure = #expect(throws: ModuleFailure.self) { try mapper(json) }
        #expect(failure?.type == "DataError")
        #expect(failure?.message.contains(": ") == true)
    }
}
