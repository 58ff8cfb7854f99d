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

    // MARK: Handlers within handlers

    @Test func `a break of a handler's own module keeps what the handler was for, which comes back to its flow`() throws {
        let handler =
            fails(10, "inner", onerror: directive("Break", 11, mapper: #"{"retry": true}"#)) + ","
            + directive("Resume", 12, mapper: #"{"n": "sub"}"#)
        let program = try program([list, fails(2, "{{1.value}}", onerror: handler), set(3, "{{2.n}}")].joined(separator: ","))
        let bundles = kept(program, failing(["2", "inner"]))
        #expect(bundles.map(\.point.moduleId) == [2] && bundles.map(\.point.path) == [[1]])
        #expect(bundles.map(\.retry) == [.every(minutes: 15, attempts: 3)])
        let again = attempt(program, at: bundles[0].point, failing(["2"]))
        #expect(again.trace.addresses == ["2:1", "10:1", "3:1"])
        #expect(again.trace.bundles(of: 3) == [[["v": "sub"]]])
        #expect(again.kept.isEmpty)
    }

    @Test func `a failure in the handler of a first module isn't kept, as it couldn't come back to its flow`() throws {
        let flow = fails(1, "1", onerror: fails(2, "2")) + "," + set(3, "")
        let program = try program(flow)
        var interpreter = interpreter(program, options: InterpreterOptions(keepsIncomplete: true))
        let trace = interpreter.run(standIn: failing(["1", "2"]))
        #expect(trace.failure?.moduleId == 2)
        #expect(interpreter.takeIncomplete().isEmpty)
    }

    // MARK: Aggregators that fail as they close

    private func joining(_ separator: String, flags: String = "{}") throws -> Program {
        try program(
            [
                list,
                #"""
                {"id": 2, "module": "util:TextAggregator", "mapper": {"value": "{{1.value}}"}, "flags": \#(flags), "onerror": [\#(directive("Break"))],
                 "parameters": {"feeder": 1, "rowSeparator": "other", "otherRowSeparator": "\#(separator)"}}
                """#, set(3, "{{2.text}}"),
            ].joined(separator: ","))
    }

    private let wrong = #"{{parseDate(\"x\"; \"YYYY\")}}"#

    @Test func `an aggregator that fails as it closes is kept with what it gathered`() throws {
        let point = kept(try joining(wrong), failing([]))[0].point
        #expect(point.moduleId == 2 && point.path == [])
        let again = attempt(try joining(wrong), at: point, failing([]))
        #expect(again.trace.addresses == ["2"])
        #expect(again.kept.map(\.point) == [point])
        let mended = attempt(try joining("-"), at: point, failing([]))
        #expect(mended.trace.addresses == ["2", "3"])
        #expect(mended.trace.bundles(of: 3)[0][0]["v"] == "1-2-3")
    }

    @Test func `each group of an aggregator is kept by itself, with its key and its place`() throws {
        let flags = #"{"groupBy": "{{if(1.value = 2; \"b\"; \"a\")}}"}"#
        let points = kept(try joining(wrong, flags: flags), failing([])).map(\.point)
        #expect(points.map(\.path) == [[0], [1]])
        for (point, (key, text)) in zip(points, [("a", "1-3"), ("b", "2")]) {
            let mended = attempt(try joining("-", flags: flags), at: point, failing([]))
            #expect(mended.trace.operations.map(\.path) == [point.path, point.path])
            #expect(mended.trace.bundles(of: 2) == [[["text": .text(text), "__IMTKEY__": .text(key)]]])
            #expect(mended.trace.bundles(of: 3)[0][0]["v"] == .text(text))
        }
    }

    // MARK: Merges

    @Test func `a merge that fails is kept with the branch it was come to by`() throws {
        func flow(_ second: String) -> String {
            #"""
            \#(list), {"id": 2, "module": "builtin:BasicIfElse", "mapper": null, "branches": [
                {"label": "one", "type": "condition", "merge": true, "flow": [\#(set(3, "A"))],
                 "conditions": [[{"a": "{{1.value}}", "o": "text:equal", "b": "1"}]]},
                {"label": "rest", "type": "else", "merge": true, "flow": [\#(set(4, "{{1.value}}"))]}]},
            {"id": 5, "module": "builtin:BasicMerge", "mapper": null, "onerror": [\#(directive("Break"))],
             "outputs": [{"name": "v", "mappings": ["{{3.v}}", "\#(second)"]}]}, \#(set(6, "{{5.v}}"))
            """#
        }
        let broken = try program(flow(#"{{parseDate(4.v; \"X-X\")}}"#))
        let points = kept(broken, failing([])).map(\.point)
        #expect(points.map(\.path) == [[1], [2]])
        let again = attempt(broken, at: points[1], failing([]))
        #expect(again.trace.addresses == ["5:2"])
        #expect(again.kept.map(\.point) == [points[1]])
        let mended = attempt(try program(flow("{{4.v}} of {{1.value}}")), at: points[1], failing([]))
        #expect(mended.trace.addresses == ["5:2", "6:2"])
        #expect(mended.trace.bundles(of: 6)[0][0]["v"] == "3 of 3")
    }

    // MARK: Failures further on

    private func failing(
        at point: ResumePoint, in flow: String, _ type: String, options change: (inout InterpreterOptions) -> Void = { _ in }
    )
        throws -> (trace: Trace, kept: [IncompleteBundle], isCarriedOn: Bool)
    {
        var options = InterpreterOptions(resume: point)
        change(&options)
        var interpreter = interpreter(try program(flow), options: options)
        let trace = interpreter.run(standIn: failing(["x2"], type: type))
        return (trace, interpreter.takeIncomplete(), interpreter.isCarriedOn)
    }

    private func twice(_ onerror: String = "", between: String = "") -> String {
        [list, fails(2, "{{1.value}}", onerror: directive("Break", 8)) + between, fails(3, "x{{1.value}}", onerror: onerror), set(4, "")]
            .joined(separator: ",")
    }

    @Test(arguments: ["DataError", "InvalidConfigurationError", "DataSizeLimitExceededError", "AccountValidationError", "OutOfSpaceError"])
    func `an attempt that fails further on is kept there, whatever it fails of`(type: String) throws {
        let point = kept(try program(twice()), failing(["2"]))[0].point
        let again = try failing(at: point, in: twice(), type)
        #expect(again.trace.addresses == ["2:1", "3:1"] && again.trace.failure == nil)
        #expect(again.kept.map(\.point.moduleId) == [3] && again.kept.map(\.point.run) == [point.run])
        // Where it began, it ends with what isn't kept.
        let third = try failing(at: again.kept[0].point, in: twice(), type)
        #expect((third.trace.failure == nil) == (type == "DataError") && third.kept.isEmpty == (type != "DataError"))
    }

    @Test func `a rollback ends an attempt, and its bundle is kept where it came to if that was all that was left`() throws {
        let flow = twice(directive("Rollback"))
        let point = kept(try program(flow), failing(["2"]))[0].point
        let again = try failing(at: point, in: flow, "DataError")
        #expect(again.trace.failure?.moduleId == 3 && again.isCarriedOn)
        #expect(again.kept.map(\.point.moduleId) == [3] && again.kept.map(\.point.path) == [[1]])

        let takenBack = try failing(at: point, in: flow, "DataError") { $0.takesBack = true }
        #expect(takenBack.trace.failure != nil && !takenBack.isCarriedOn && takenBack.kept.isEmpty)

        let first = try failing(at: again.kept[0].point, in: flow, "DataError")
        #expect(first.trace.failure != nil && !first.isCarriedOn && first.kept.isEmpty)

        // The second of the iterator's bundles would be lost.
        let loop = #", {"id": 5, "module": "builtin:BasicFeeder", "mapper": {"array": ["a", "b"]}}"#
        let looping = twice(directive("Rollback"), between: loop)
        let more = try failing(at: point, in: looping, "DataError")
        #expect(more.trace.addresses == ["2:1", "5:1", "3:1.0"] && !more.isCarriedOn && more.kept.isEmpty)
    }

    @Test func `an attempt that reaches the bound of operations is kept where it came to`() throws {
        let point = kept(try program(twice()), failing(["2"]))[0].point
        let again = try failing(at: point, in: twice(), "") { $0.limits = InterpreterLimits(operations: 1) }
        #expect(again.trace.failure?.failure.type == "OperationsLimitExceededError" && again.isCarriedOn)
        #expect(again.kept.map(\.point.moduleId) == [3])
    }

    @Test(arguments: 0..<200)
    func `whatever was kept fails again in the same place, and goes on from what is written of it`(seed: Int) throws {
        var generator = RandomBlueprint(seed: UInt64(seed))
        let program = try Program(Blueprint(generator.blueprint()), catalog: TestCatalog())
        let standIn: StandIn = { operation, input throws(ModuleFailure) in
            if operation.moduleId % 3 == 0 { throw ModuleFailure("DataError", "module \(operation.moduleId)") }
            return [["n": .number(Number(operation.moduleId)), "v": input.mapper["value"] ?? .null], ["n": 1]]
        }
        for bundle in kept(program, standIn, keeps: true).prefix(20) {
            let again = attempt(program, at: bundle.point, standIn)
            #expect(again.trace.operations.first.map { $0.moduleId == bundle.point.moduleId } ?? true, "seed \(seed)")
            #expect(Set(again.trace.addresses).count == again.trace.addresses.count, "seed \(seed): \(again.trace.addresses)")
            if again.trace.results.first?.failure != nil, again.trace.failure == nil, !again.kept.isEmpty {
                #expect(
                    again.kept.contains { $0.point.moduleId == bundle.point.moduleId && $0.point.path == bundle.point.path }, "seed \(seed)"
                )
            }
        }
    }
}
