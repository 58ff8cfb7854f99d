import Automation
import Ledger
import Testing
import Values

@Suite struct InterpreterTests {
    private func set(_ id: Int, _ value: String, filter: String = "null") -> String {
        #"{"id": \#(id), "module": "util:SetVariable2", "filter": \#(filter), "mapper": {"name": "v", "value": "\#(value)", "scope": "roundtrip"}}"#
    }

    private func iterator(_ id: Int, _ array: String) -> String {
        #"{"id": \#(id), "module": "builtin:BasicFeeder", "mapper": {"array": \#(array)}}"#
    }

    private func aggregator(_ id: Int, feeder: Int, _ mapper: String, flags: String = "{}") -> String {
        #"{"id": \#(id), "module": "builtin:BasicAggregator", "parameters": {"feeder": \#(feeder)}, "mapper": \#(mapper), "flags": \#(flags)}"#
    }

    private func router(_ id: Int, _ routes: [String], parameters: String = "{}") -> String {
        let list = routes.map { #"{"flow": [\#($0)]}"# }.joined(separator: ",")
        return #"{"id": \#(id), "module": "builtin:BasicRouter", "parameters": \#(parameters), "mapper": null, "routes": [\#(list)]}"#
    }

    private func filter(_ a: String, _ o: String, _ b: String) -> String {
        #"{"name": "f", "conditions": [[{"a": "\#(a)", "o": "\#(o)", "b": "\#(b)"}]]}"#
    }

    @Test func `an empty flow is done at once`() throws {
        #expect(try trace("").outcome == .completed(outputs: [:]))
    }

    @Test func `a bundle passes all modules after its own before the next begins`() throws {
        let flow = [iterator(1, "[1, 2]"), iterator(2, #"["a", "b"]"#), set(3, "{{1.value}}{{2.value}}")].joined(separator: ",")
        let trace = try trace(flow)
        #expect(trace.addresses == ["1", "2:0", "3:0.0", "3:0.1", "2:1", "3:1.0", "3:1.1"])
        #expect(trace.bundles(of: 3).map { $0[0]["v"] } == ["1a", "1b", "2a", "2b"])
    }

    @Test func `routes run in order for each bundle`() throws {
        let trace = try trace([iterator(1, "[1, 2]"), router(2, [set(3, "x"), "", set(4, "y")])].joined(separator: ","))
        #expect(trace.addresses == ["1", "3:0", "4:0", "3:1", "4:1"])
    }

    @Test func `an iterator takes objects, primitives, nothing and what is no array`() throws {
        let look = #""{{1.value}}|{{1.a}}|{{1.__IMTINDEX__}}/{{1.__IMTLENGTH__}}""#
        func texts(_ array: String) throws -> [Value?] {
            let trace = try trace([iterator(1, array), set(2, String(look.dropFirst().dropLast()))].joined(separator: ","))
            return trace.bundles(of: 2).map { $0[0]["v"] }
        }
        #expect(try texts(#"[{"a": "x"}, "y", 5]"#) == ["|x|1/3", "y||2/3", "5||3/3"])
        #expect(try texts(#""one""#) == ["one||1/1"])
        #expect(try texts("[]") == [])
        #expect(try texts("null") == [])
        #expect(try texts(#""{{99.nowhere}}""#) == [])
    }

    @Test func `an aggregator gathers while its loop runs and closes with it`() throws {
        let flow = [
            iterator(1, "[[1, 2], [3]]"), iterator(2, #""{{1.value}}""#), set(3, "{{2.value}}!"),
            aggregator(4, feeder: 2, #"{"v": "{{3.v}}", "n": "{{2.value}}"}"#), set(5, "{{length(4.array)}}"),
        ].joined(separator: ",")
        let trace = try trace(flow)
        #expect(trace.addresses == ["1", "2:0", "3:0.0", "3:0.1", "4:0", "5:0", "2:1", "3:1.0", "4:1", "5:1"])
        #expect(trace.bundles(of: 4)[0] == [["array": [["v": "1!", "n": 1], ["v": "2!", "n": 2]]]])
        #expect(trace.bundles(of: 5).map { $0[0]["v"] } == [2, 1])
    }

    @Test func `an aggregator may close a loop that is several loops out`() throws {
        let flow = [
            iterator(1, "[[1, 2], [3]]"), iterator(2, #""{{1.value}}""#), aggregator(3, feeder: 1, #"{"n": "{{2.value}}"}"#),
            set(4, "{{3.array[].n}}"),
        ].joined(separator: ",")
        let trace = try trace(flow)
        #expect(trace.addresses == ["1", "2:0", "2:1", "3", "4"])
        #expect(trace.bundles(of: 3)[0] == [["array": [["n": 1], ["n": 2], ["n": 3]]]])
    }

    @Test func `an empty loop still gives an empty result, unless it is to stop`() throws {
        let text =
            #"{"id": 3, "module": "util:TextAggregator", "parameters": {"feeder": 1, "rowSeparator": "\n"}, "mapper": {"value": "x"}}"#
        #expect(try trace([iterator(1, "[]"), text, set(4, "[{{3.text}}]")].joined(separator: ",")).bundles(of: 4) == [[["v": "[]"]]])
        let stops = aggregator(3, feeder: 1, "{}", flags: #"{"stopIfEmpty": true}"#)
        #expect(try trace([iterator(1, "[]"), stops, set(4, "x")].joined(separator: ",")).addresses == ["1"])
        #expect(try trace([iterator(1, "[1]"), stops, set(4, "x")].joined(separator: ",")).addresses == ["1", "3", "4"])
    }

    @Test func `an aggregator in a route closes when the loop outside ends, whatever route was taken`() throws {
        let flow = [
            iterator(1, "[1, 2, 3]"),
            router(
                2,
                [
                    [
                        set(3, "a", filter: filter("{{1.value}}", "number:less", "3")), aggregator(4, feeder: 1, #"{"n": "{{1.value}}"}"#),
                        set(5, "x"),
                    ]
                    .joined(separator: ","),
                    set(6, "b"),
                ]),
        ].joined(separator: ",")
        let trace = try trace(flow)
        #expect(trace.addresses == ["1", "3:0", "6:0", "3:1", "6:1", "6:2", "4", "5"])
        #expect(trace.bundles(of: 4)[0] == [["array": [["n": 1], ["n": 2]]]])
    }

    @Test(arguments: [
        (#""rowSeparator": "\n""#, "a\nb"), (#""rowSeparator": "\t""#, "a\tb"), (#""rowSeparator": """#, "ab"),
        (#""rowSeparator": "other", "otherRowSeparator": "\\n""#, "a\\nb"),
        (#""rowSeparator": "other", "otherRowSeparator": "{{newline}}""#, "a\nb"),
        (#""x": 1"#, "ab"),
    ])
    func `text is joined with the separator that was chosen`(parameters: String, joined: String) throws {
        let text =
            #"{"id": 2, "module": "util:TextAggregator", "parameters": {"feeder": 1, \#(parameters)}, "mapper": {"value": "{{1.value}}"}}"#
        #expect(try trace([iterator(1, #"["a", "b"]"#), text].joined(separator: ",")).bundles(of: 2) == [[["text": .text(joined)]]])
    }

    @Test func `a group is an operation of its own, and carries its key`() throws {
        let flow = [
            iterator(1, #"[{"k": "a", "n": 1}, {"k": "b", "n": 2}, {"k": "a", "n": 3}]"#),
            aggregator(2, feeder: 1, #"{"n": "{{1.n}}"}"#, flags: #"{"groupBy": "{{1.k}}"}"#),
            set(3, "{{2.`__IMTKEY__`}}{{length(2.array)}}"), aggregator(4, feeder: 2, #"{"v": "{{3.v}}"}"#),
        ].joined(separator: ",")
        let trace = try trace(flow)
        #expect(trace.addresses == ["1", "2:0", "3:0", "2:1", "3:1", "4"])
        #expect(trace.operations[1].kind == .aggregate)
        #expect(trace.bundles(of: 4)[0] == [["array": [["v": "a2"], ["v": "b1"]]]])
    }

    @Test func `after an aggregator its feeder and what lies between can't be seen`() throws {
        let flow = [
            set(9, "outside"), iterator(1, "[1]"), set(2, "between"), aggregator(3, feeder: 1, "{}"),
            set(4, "[{{1.value}}|{{2.v}}|{{9.v}}|{{5.v}}]"),
            set(5, "later"),
        ].joined(separator: ",")
        #expect(try trace(flow).bundles(of: 4)[0][0]["v"] == "[||outside|]")
    }

    @Test func `another route's modules can't be seen`() throws {
        let trace = try trace(router(1, [set(2, "two"), set(3, "[{{2.v}}]")]))
        #expect(trace.bundles(of: 3)[0][0]["v"] == "[]")
    }

    @Test(arguments: [(1, ["3", "5"]), (7, ["4", "5"]), (10, ["5"]), (20, ["2"]), (25, [])])
    func `the fallback runs last, and only if no other route did`(number: Int, ids: [String]) throws {
        let flow = router(
            1,
            [
                set(2, "fallback", filter: filter("{{var.input.n}}", "number:less", "25")),
                set(3, "low", filter: filter("{{var.input.n}}", "number:less", "5")),
                set(4, "mid", filter: filter("{{var.input.n}}", "number:equal", "7")),
                set(5, "any", filter: filter("{{var.input.n}}", "number:lessorequal", "10")),
            ], parameters: #"{"else": 0}"#)
        #expect(try trace(flow, inputs: ["n": .number(Number(number))]).addresses == ids)
    }

    @Test func `a disabled route never runs, not even as a fallback or to gather`() throws {
        let gather = aggregator(4, feeder: 1, "{}")
        let flow = [
            iterator(1, "[1]"),
            #"{"id": 2, "module": "builtin:BasicRouter", "parameters": {"else": 0}, "routes": [{"flow": [\#(set(3, "x"))], "disabled": true}, {"flow": [\#(gather)], "disabled": true}]}"#,
        ].joined(separator: ",")
        #expect(try trace(flow).addresses == ["1"])
    }

    @Test func `variables are kept by scope and read back`() throws {
        let flow = #"""
            {"id": 1, "module": "util:SetVariables", "mapper": {"scope": "execution", "variables": [{"name": "a", "value": "{{1+1}}"}, {"name": "b", "value": "x"}]}},
            {"id": 2, "module": "util:SetVariable2", "mapper": {"scope": "roundtrip", "name": "a", "value": "near"}},
            {"id": 3, "module": "util:GetVariables", "mapper": {"variables": ["a", "b", "none"]}},
            {"id": 4, "module": "util:GetVariable2", "mapper": {"name": "b"}}
            """#
        var interpreter = interpreter(try program(flow))
        let trace = interpreter.run()
        #expect(trace.bundles(of: 3)[0] == [["a": "near", "b": "x", "none": nil]])
        #expect(trace.bundles(of: 4)[0] == [["b": "x"]])
        #expect(interpreter.executionVariables == ["a": 2, "b": "x"])
    }

    @Test func `a trigger gives its bundles, and an empty one is a check run`() throws {
        let flow = #"{"id": 1, "module": "gateway:CustomWebHook"},"# + set(2, "{{1.n}}")
        let full = try trace(flow, trigger: [["n": 1], ["n": 2]])
        #expect(full.addresses == ["1", "2:0", "2:1"])
        #expect(full.operations[0].kind == .trigger && full.operations[0].isInherent)
        let empty = try trace(flow, trigger: [])
        #expect(empty.addresses == ["1"])
        #expect(empty.operations[0].kind == .checkRun)
    }

    @Test func `what a scenario returns becomes the run's outputs`() throws {
        let flow =
            #"{"id": 1, "module": "scenario-service:ReturnData", "mapper": {"greeting": "Hello, {{var.input.name}}!", "left": "{{ignore}}"}}"#
        #expect(try trace(flow, inputs: ["name": "Eva"]).outputs == ["greeting": "Hello, Eva!"])
    }

    @Test func `placeholders and directives pass a bundle on and are no operation`() throws {
        let flow = [
            set(1, "x"), #"{"id": 2, "module": "placeholder:Placeholder"}"#, #"{"id": 3, "module": "builtin:Ignore"}"#, set(4, "{{1.v}}"),
        ]
        #expect(try trace(flow.joined(separator: ",")).addresses == ["1", "4"])
    }

    @Test func `a module without a bundle ends the path, one with several begins a loop`() throws {
        let flow = [#"{"id": 1, "module": "test:Search"}"#, set(2, "{{1.n}}")].joined(separator: ",")
        #expect(try trace(flow) { _, _ in [] }.addresses == ["1"])
        #expect(try trace(flow) { _, _ in [["n": 1], ["n": 2]] }.addresses == ["1", "2:0", "2:1"])
        #expect(try trace(flow) { _, _ in [["n": 1]] }.addresses == ["1", "2"])
    }

    @Test func `a failure ends the run and names the module`() throws {
        let flow = [set(1, "x"), #"{"id": 2, "module": "no:Such"}"#, set(4, "y")]
            .joined(separator: ",")
        let failed = try trace(flow) { _, _ throws(ModuleFailure) in throw ModuleFailure("ConnectionError", "no") }
        #expect(failed.outcome == .failed(ModuleFailure("ConnectionError", "no"), moduleId: 2))
        let text = try trace(set(1, "{{formatDate(5; 5)}}"))
        #expect(text.failure?.failure.type == "DataError" && text.failure?.moduleId == 1)
        #expect(text.failure?.failure.message.hasPrefix("value: ") == true)
        #expect(try trace(set(1, "{{nosuch(1)}}")).failure?.moduleId == 1)
        #expect(try trace(set(1, "{{1 +}}")).failure?.moduleId == 1)
        let filtered = try trace([set(1, "x"), set(2, "y", filter: filter("abc", "number:less", "5"))].joined(separator: ","))
        #expect(filtered.failure?.moduleId == 2 && filtered.operations.count == 1)
        #expect(filtered.failure?.failure.began == false)
    }

    @Test func `one module can be run by itself on bundles that are given`() throws {
        let flow = [iterator(1, "[1]"), set(2, "x"), router(3, [set(4, "[{{1.value}}{{2.v}}]", filter: filter("1", "text:equal", "2"))])]
        let options = InterpreterOptions(onlyModule: 4, bundles: [1: ["value": "a"], 2: ["v": "b"]])
        let only = try trace(flow.joined(separator: ","), options: options)
        #expect(only.addresses == ["4"])
        #expect(only.bundles(of: 4)[0][0]["v"] == "[ab]")
        #expect(only.outputs != nil)
        #expect(try trace(flow.joined(separator: ","), options: InterpreterOptions(onlyModule: 3)).addresses == [])
        #expect(try trace(flow.joined(separator: ","), options: InterpreterOptions(onlyModule: 99)).failure?.moduleId == 99)
        let gathering = [iterator(1, "[1]"), aggregator(2, feeder: 1, #"{"n": "{{1.value}}"}"#), set(3, "x")].joined(separator: ",")
        let gathered = try trace(gathering, options: InterpreterOptions(onlyModule: 2, bundles: [1: ["value": 5]]))
        #expect(gathered.addresses == ["2"])
        #expect(gathered.bundles(of: 2)[0] == [["array": [["n": 5]]]])
    }

    @Test func `the bounds of a run are named`() throws {
        let flow = [iterator(1, "[1, 2, 3]"), set(2, "x"), aggregator(3, feeder: 1, "{}")].joined(separator: ",")
        let few = InterpreterOptions(limits: InterpreterLimits(operations: 2))
        let stopped = try trace(flow, options: few)
        #expect(stopped.operations.count == 2)
        #expect(stopped.failure?.failure.type == "OperationsLimitExceededError")
        #expect(stopped.failure?.failure.message.contains("limit: operations") == true)
        // A handler that ignores it would drop all that is left without a word.
        let ignoring = set(2, "x").replacing(/}$/, with: #","onerror":[{"id":9,"module":"builtin:Ignore","version":1,"mapper":{}}]}"#)
        let handled = try trace([iterator(1, "[1, 2, 3]"), ignoring].joined(separator: ","), options: few)
        #expect(handled.failure?.failure.type == "OperationsLimitExceededError")
        let small = try trace(flow, options: InterpreterOptions(limits: InterpreterLimits(aggregatorItems: 2)))
        #expect(small.failure?.failure.message.contains("limit: aggregatorItems") == true)
    }

    @Test func `now is when the last operation ended`() throws {
        let flow = [set(1, "{{formatDate(now; \\\"x\\\")}}"), set(2, "{{formatDate(now; \\\"x\\\")}}")].joined(separator: ",")
        let trace = try trace(flow)
        #expect(trace.bundles(of: 1)[0][0]["v"] == .text("\(start.milliseconds)"))
        #expect(trace.bundles(of: 2)[0][0]["v"] == .text("\(start.milliseconds + 7)"))
    }

    @Test func `an operation has the same key at every attempt, and no other has it`() throws {
        var interpreter = interpreter(try program([iterator(1, "[1, 2]"), set(2, "{{random}}")].joined(separator: ",")))
        var keys: Set<String> = []
        while case .perform(let operation) = interpreter.next() {
            let input = try interpreter.input(of: operation)
            #expect(try interpreter.input(of: operation).idempotencyKey == input.idempotencyKey)
            #expect(try interpreter.input(of: operation).mapper == input.mapper)
            #expect(keys.insert(input.idempotencyKey).inserted)
            interpreter.complete(operation, OperationResult(bundles: try interpreter.perform(operation), endedAt: start))
        }
        #expect(keys.count == 3)
    }
}
