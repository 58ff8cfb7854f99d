import Automation
import Ledger
import Testing
import Values

@Suite struct ErrorHandlingTests {
    /// Three bundles; module 2 fails on the second, module 3 looks at what 2 gave.
    private func flow(
        onerror: String, after: String = #"{"id": 3, "module": "util:SetVariable2", "mapper": {"name": "v", "value": "{{2.n}}"}}"#
    ) -> String {
        #"""
        {"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": [1, 2, 3]}},
        {"id": 2, "module": "test:Fails", "mapper": {"n": "{{1.value}}"}, "onerror": [\#(onerror)]}, \#(after)
        """#
    }

    /// Fails on the bundles that it is told.
    private func failing(_ numbers: Set<Int> = [2], type: String = "DataError") -> StandIn {
        { operation, input throws(ModuleFailure) in
            let number = input.mapper["n"]?.asInteger ?? 0
            if operation.module == "test:Fails", numbers.contains(number) {
                throw ModuleFailure(type, "number \(number) is bad", detail: ["code": 7])
            }
            return [.collection(["n": .number(Number(number))])]
        }
    }

    private func directive(_ name: String, _ id: Int = 9, mapper: String = "{}", filter: String = "null") -> String {
        #"{"id": \#(id), "module": "builtin:\#(name)", "filter": \#(filter), "mapper": \#(mapper)}"#
    }

    @Test func `without a handler the run ends with the error, after what was done`() throws {
        let trace = try trace(flow(onerror: ""), standIn: failing())
        #expect(trace.addresses == ["1", "2:0", "3:0", "2:1"])
        #expect(trace.failure?.moduleId == 2)
        #expect(trace.failure?.failure.message == "number 2 is bad")
    }

    @Test func `ignore drops the bundle and goes on with the next`() throws {
        let trace = try trace(flow(onerror: directive("Ignore")), standIn: failing())
        #expect(trace.addresses == ["1", "2:0", "3:0", "2:1", "2:2", "3:2"])
        #expect(trace.outcome == .completed(outputs: [:]))
    }

    @Test func `resume goes on with a substitute that may name the error`() throws {
        let mapper = #"{"n": "{{2.error.type}}: {{2.error.message}} ({{2.error.detail.code}}) of {{1.value}}"}"#
        let trace = try trace(flow(onerror: directive("Resume", mapper: mapper)), standIn: failing())
        #expect(trace.bundles(of: 3).map { $0[0]["v"] } == [1, "DataError: number 2 is bad (7) of 2", 3])
    }

    @Test func `commit ends the run as a success, rollback with the error`() throws {
        let committed = try trace(flow(onerror: directive("Commit")), standIn: failing())
        #expect(committed.addresses == ["1", "2:0", "3:0", "2:1"])
        #expect(committed.outcome == .completed(outputs: [:]))
        #expect(try trace(flow(onerror: directive("Rollback")), standIn: failing()).failure?.failure.message == "number 2 is bad")
    }

    @Test(arguments: [
        (#"{"retry": true, "count": "4", "interval": "20"}"#, RetryPolicy.every(minutes: 20, attempts: 4)),
        (#"{"retry": true}"#, .every(minutes: 15, attempts: 3)), (#"{"retry": false, "count": "4"}"#, .byHand),
        (#"{"retry": "{{true}}", "count": "{{1 + 1}}", "interval": 0}"#, .every(minutes: 1, attempts: 2)),
    ])
    func `break keeps the bundle with what could be seen, and goes on with the next`(mapper: String, policy: RetryPolicy) throws {
        var interpreter = interpreter(try program(flow(onerror: directive("Break", mapper: mapper))))
        let trace = interpreter.run(standIn: failing())
        #expect(trace.addresses == ["1", "2:0", "3:0", "2:1", "2:2", "3:2"])
        let kept = interpreter.takeIncomplete()
        #expect(kept.map(\.retry) == [policy])
        #expect(kept[0].point.moduleId == 2 && kept[0].point.path == [1] && kept[0].point.bundles == [1: ["value": 2]])
        #expect(kept[0].failure.message == "number 2 is bad")
        #expect(interpreter.takeIncomplete().isEmpty)
    }

    @Test func `a handler is a flow of its own, and ends as if ignored without a directive`() throws {
        let handler = #"{"id": 7, "module": "util:SetVariable2", "mapper": {"name": "w", "value": "{{2.error.message}}"}}"#
        let trace = try trace(flow(onerror: handler), standIn: failing())
        #expect(trace.addresses == ["1", "2:0", "3:0", "2:1", "7:1", "2:2", "3:2"])
        #expect(trace.bundles(of: 7)[0][0]["w"] == "number 2 is bad")
    }

    @Test func `a router in a handler chooses the directive`() throws {
        func filter(_ type: String) -> String { #"{"conditions": [[{"a": "{{2.error.type}}", "o": "text:equal", "b": "\#(type)"}]]}"# }
        let handler = #"""
            {"id": 6, "module": "builtin:BasicRouter", "mapper": null, "routes": [
                {"flow": [\#(directive("Ignore", 7, filter: filter("ConnectionError")))]},
                {"flow": [\#(directive("Resume", 8, mapper: #"{"n": "other"}"#, filter: filter("DataError")))]}]}
            """#
        #expect(try trace(flow(onerror: handler), standIn: failing()).bundles(of: 3).map { $0[0]["v"] } == [1, "other", 3])
        let ignored = try trace(flow(onerror: handler), standIn: failing(type: "ConnectionError"))
        #expect(ignored.bundles(of: 3).map { $0[0]["v"] } == [1, 3])
    }

    @Test func `a failure inside a handler goes to that module's own handler, or ends the run`() throws {
        let inner = directive("Resume", 8, mapper: #"{"n": "inner {{7.error.message}}"}"#)
        let module = #"{"id": 7, "module": "test:Fails", "mapper": {"n": 2}, "onerror": [\#(inner)]},"#
        let outer = module + directive("Resume", 9, mapper: #"{"n": "outer {{7.n}}"}"#)
        let nested = try trace(flow(onerror: outer), standIn: failing())
        #expect(nested.bundles(of: 3).map { $0[0]["v"] } == [1, "outer inner number 2 is bad", 3])
        let bare = #"{"id": 7, "module": "test:Fails", "mapper": {"n": 2}},"# + directive("Ignore")
        #expect(try trace(flow(onerror: bare), standIn: failing()).failure?.moduleId == 7)
    }

    @Test func `a filter, an expression or an aggregator's item that fails is handled like the module itself`() throws {
        let filtered = #"""
            {"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": ["5", "x", "7"]}},
            {"id": 2, "module": "test:Fails", "mapper": {}, "onerror": [\#(directive("Ignore"))],
             "filter": {"conditions": [[{"a": "{{1.value}}", "o": "number:greater", "b": "6"}]]}}
            """#
        #expect(try trace(filtered, standIn: failing()).addresses == ["1", "2:2"])
        let gathered = #"""
            {"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": ["5", "x", "7"]}},
            {"id": 2, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {"n": "{{parseNumber(1.value) * 1}}"},
             "onerror": [\#(directive("Ignore"))]}
            """#
        let trace = try trace(gathered, standIn: failing())
        #expect(trace.bundles(of: 2)[0][0]["array"] == [["n": 5], ["n": 7]])
    }

    @Test func `what failed in a loop is missing from its aggregator, and a resumed bundle is in it`() throws {
        let aggregator = #"{"id": 4, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {"n": "{{2.n}}"}}"#
        let ignored = try trace(flow(onerror: directive("Ignore"), after: aggregator), standIn: failing())
        #expect(ignored.bundles(of: 4)[0][0]["array"] == [["n": 1], ["n": 3]])
        let resumed = try trace(flow(onerror: directive("Resume", mapper: #"{"n": "?"}"#), after: aggregator), standIn: failing())
        #expect(resumed.bundles(of: 4)[0][0]["array"] == [["n": 1], ["n": "?"], ["n": 3]])
    }

    // MARK: Incomplete executions

    @Test(arguments: [
        ("ConnectionError", RetryPolicy.backOff), ("RateLimitError", .backOff), ("ModuleTimeoutError", .backOff), ("DataError", .byHand),
    ])
    func `with incomplete executions on, a failure without a handler is kept and the run goes on`(type: String, policy: RetryPolicy) throws
    {
        var interpreter = interpreter(try program(flow(onerror: "")), options: InterpreterOptions(keepsIncomplete: true))
        let trace = interpreter.run(standIn: failing(type: type))
        #expect(trace.addresses == ["1", "2:0", "3:0", "2:1", "2:2", "3:2"])
        #expect(trace.outcome == .completed(outputs: [:]))
        #expect(interpreter.takeIncomplete().map(\.retry) == [policy])
    }

    @Test func `the first module's failure and a wrong configuration are never kept`() throws {
        let first = #"{"id": 2, "module": "test:Fails", "mapper": {"n": 2}}"#
        #expect(try trace(first, options: InterpreterOptions(keepsIncomplete: true), standIn: failing()).failure != nil)
        let options = InterpreterOptions(keepsIncomplete: true)
        #expect(try trace(flow(onerror: ""), options: options, standIn: failing(type: "InvalidConfigurationError")).failure != nil)
    }

    @Test func `an attempt that fails in its handler keeps the first failure`() throws {
        let bare = #"{"id": 7, "module": "test:Fails", "mapper": {"n": 3}},"# + directive("Ignore")
        var interpreter = interpreter(try program(flow(onerror: bare)), options: InterpreterOptions(keepsIncomplete: true))
        let trace = interpreter.run(standIn: failing([2, 3]))
        #expect(trace.outcome == .completed(outputs: [:]))
        let kept = interpreter.takeIncomplete()
        #expect(kept.map(\.point.moduleId) == [2, 2])
        #expect(kept.map(\.failure.message) == ["number 2 is bad", "number 3 is bad"])
    }

    @Test func `a kept bundle goes on where it failed, with its variables, and closes the loops around it`() throws {
        let rest = #"""
            {"id": 3, "module": "util:GetVariable2", "mapper": {"name": "w"}},
            {"id": 4, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {"n": "{{2.n}}{{3.w}}"}},
            {"id": 5, "module": "util:SetVariable2", "mapper": {"name": "v", "value": "{{length(4.array)}}"}}
            """#
        let before = #"{"id": 8, "module": "util:SetVariable2", "mapper": {"name": "w", "value": "!"}},"#
        let program = try program(before + flow(onerror: directive("Break"), after: rest))
        var first = interpreter(program)
        let whole = first.run(standIn: failing())
        #expect(whole.bundles(of: 4)[0][0]["array"] == [["n": "1!"], ["n": "3!"]])
        let kept = first.takeIncomplete()[0]

        var again = interpreter(program, options: InterpreterOptions(resume: kept.point))
        let trace = again.run(standIn: failing([]))
        #expect(trace.addresses == ["2:1", "3:1", "4:1", "5:1"])
        #expect(trace.bundles(of: 4)[0][0]["array"] == [["n": "2!"]])
        #expect(trace.bundles(of: 5)[0][0]["v"] == 1)

        var failsAgain = interpreter(program, options: InterpreterOptions(resume: kept.point))
        _ = failsAgain.run(standIn: failing())
        #expect(failsAgain.takeIncomplete().map(\.point) == [kept.point])
    }

    @Test func `an aggregator on another route stays closed when a bundle goes on`() throws {
        let flow = #"""
            {"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": [1, 2]}},
            {"id": 2, "module": "builtin:BasicRouter", "mapper": null, "routes": [
              {"flow": [{"id": 3, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {}}]},
              {"flow": [{"id": 4, "module": "test:Fails", "mapper": {"n": "{{1.value}}"}, "onerror": [{"id": 5, "module": "builtin:Break"}]}]}]}
            """#
        let program = try program(flow)
        var first = interpreter(program)
        _ = first.run(standIn: failing())
        var again = interpreter(program, options: InterpreterOptions(resume: first.takeIncomplete()[0].point))
        #expect(again.run(standIn: failing([])).addresses == ["4:1"])
    }

    @Test func `an effect that is tried again carries the key that it had`() throws {
        let program = try program(flow(onerror: directive("Break")))
        var keys: [String] = []
        let standIn: StandIn = { operation, input throws(ModuleFailure) in
            if operation.module == "test:Fails" { keys.append(input.idempotencyKey) }
            if input.mapper["n"] == 2 { throw ModuleFailure("DataError", "bad") }
            return [[:]]
        }
        var first = interpreter(program)
        _ = first.run(standIn: standIn)
        let point = first.takeIncomplete()[0].point
        var again = Interpreter(
            program: program, run: RunIdentity(id: "another", startedAt: start), options: InterpreterOptions(resume: point))
        _ = again.run(standIn: standIn)
        #expect(keys.count == 4)
        #expect(keys[3] == keys[1])
        #expect(Set(keys).count == 3)
    }

    // MARK: Cycles

    @Test func `a trigger that gives something is asked again, up to the number of cycles`() throws {
        let flow =
            #"{"id": 1, "module": "test:Poll"}, {"id": 2, "module": "util:SetVariable2", "mapper": {"name": "v", "value": "{{1.n}}"}}"#
        func run(_ cycles: Int, giving counts: [Int]) throws -> Trace {
            var asked = 0
            return try trace(flow, options: InterpreterOptions(cycles: cycles)) { _, _ throws(ModuleFailure) in
                defer { asked += 1 }
                return (0..<(asked < counts.count ? counts[asked] : 0)).map { ["n": .number(Number($0))] }
            }
        }
        #expect(try run(1, giving: [2, 2]).addresses == ["1", "2:0", "2:1"])
        let three = try run(3, giving: [2, 1, 1, 1])
        #expect(three.addresses == ["1:0", "2:0.0", "2:0.1", "1:1", "2:1", "1:2", "2:2"])
        #expect(Set(three.addresses).count == three.operations.count)
        #expect(try run(9, giving: [1, 0, 5]).addresses == ["1:0", "2:0", "1:1"])
    }
}

@Suite struct HeldMemoryTests {
    private let flow = #"""
        {"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": "{{var.input.list}}"}},
        {"id": 2, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {"text": "{{1.value}}{{1.value}}"}},
        {"id": 3, "module": "util:SetVariable2", "mapper": {"name": "v", "value": "x"}}
        """#

    private let list: Value = .array((0..<100).map { _ in .text(String(repeating: "a", count: 1_000)) })

    @Test func `what a run holds is counted, and let go of at its end`() throws {
        var interpreter = interpreter(try program(flow), inputs: ["list": list])
        var most = 0
        while case .perform(let operation) = interpreter.next() {
            most = max(most, interpreter.held)
            interpreter.complete(operation, OperationResult(bundles: try interpreter.perform(operation), endedAt: start))
        }
        #expect(most > 200_000 && most < 400_000)
        #expect(interpreter.held == 0)
    }

    @Test func `a run that would hold more than it may fails, and names the bound`() throws {
        let options = InterpreterOptions(limits: InterpreterLimits(heldBytes: 150_000))
        let trace = try trace(flow, inputs: ["list": list], options: options)
        #expect(trace.failure?.failure.type == "DataSizeLimitExceededError")
        #expect(trace.failure?.failure.message.contains("limit: heldBytes") == true)
        #expect(trace.failure?.moduleId == 2)
    }

    @Test func `the bound holds whatever an aggregator's handler does`() throws {
        let ignoring = #"""
            {"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": "{{var.input.list}}"}},
            {"id": 2, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {"text": "{{1.value}}{{1.value}}"},
             "onerror": [{"id": 3, "module": "builtin:Ignore"}]}
            """#
        let options = InterpreterOptions(limits: InterpreterLimits(heldBytes: 150_000))
        let trace = try trace(ignoring, inputs: ["list": list], options: options)
        let items = trace.bundles(of: 2)[0][0]["array"]?.asArray ?? []
        // The list is held as well.
        #expect(items.count > 10 && items.count < 25)
    }

    @Test func `groups that wait stay counted while another is given`() throws {
        let grouping = #"""
            {"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": "{{var.input.list}}"}},
            {"id": 2, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {"text": "{{1.value}}"},
             "flags": {"groupBy": "{{if(1.__IMTINDEX__ > 50; 2; 1)}}"}},
            {"id": 3, "module": "util:SetVariable2", "mapper": {"name": "v", "value": "x"}}
            """#
        var interpreter = interpreter(try program(grouping), inputs: ["list": list])
        var held: [Int] = []
        while case .perform(let operation) = interpreter.next() {
            if operation.moduleId == 3 { held.append(interpreter.held) }
            interpreter.complete(operation, OperationResult(bundles: try interpreter.perform(operation), endedAt: start))
        }
        #expect(held.count == 2 && held[0] > 95_000 && held[1] > 45_000 && held[1] < 65_000, "\(held)")
        #expect(interpreter.held == 0)
    }
}
