import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// How attempts end that get further than their bundle got before, and not to the end.
struct AttemptEndTests {
    private static func compose(_ id: Int, extra: String = "") -> String {
        #"{"id":\#(id),"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}\#(extra)}"#
    }

    private static let sleeping = #"{"id":3,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"60"}}"#
    private static let misconfigured = compose(3, extra: #","filter":{"conditions":[[{"a":"1","o":"number:foo","b":"1"}]]}"#)
    private static let rolledBack =
        #"{"id":3,"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"},"onerror":[{"id":9,"module":"builtin:Rollback","version":1}]}"#

    /// A run of it has failed at module 2, which has been mended since.
    private struct Case {
        let test: TestEngine
        let scenario: Scenario

        var kept: [IncompleteExecution] {
            get async throws {
                let (scenario, organization) = (scenario.id, test.organization.id)
                return try await test.engine.storage.read { try IncompleteStore($0).executions(of: scenario, in: organization, limit: 100) }
                    .sorted { $0.moduleId < $1.moduleId }
            }
        }

        /// `2 resolved, 3 unresolved`
        var states: String {
            get async throws { try await kept.map { "\($0.moduleId) \($0.state.name)" }.joined(separator: ", ") }
        }

        func run(_ id: Run.ID) async throws -> Run? {
            try await test.engine.storage.read { try RunStore($0).run(id, in: test.organization.id) }
        }

        func begin() async throws -> Run.ID {
            let open = try await kept.filter { $0.state == .unresolved }
            #expect(open.count == 1)
            return try await IncompleteDesk(engine: test.engine).retry(try #require(open.first).id, in: test.organization.id, by: nil)
        }

        func attempt() async throws -> Run {
            let id = try await begin()
            try await test.until("the attempt has ended") { try await run(id)?.ended != nil }
            return try #require(try await run(id))
        }
    }

    private static func working(
        _ rest: [String], on database: TestDatabase = .sqlite, settings: String = #""dlq":true"#, plan: Plan? = nil, limit: Int64 = 10_000,
        ticks: Bool = false, _ body: @Sendable (Case) async throws -> Void
    ) async throws {
        let modules = [#"{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}}"#, parsing] + rest
        let blueprint = """
            {"name":"Fails","flow":[\(modules.joined(separator: ","))],"metadata":{"version":1,"scenario":{\(settings)}}}
            """
        let clock = TestClock(ticks: ticks)
        let engine =
            if let plan {
                try await TestEngine(database.open(), plan: plan, clock: clock, settings: { $0.incompleteLimit = limit })
            } else {
                try await TestEngine(database.open(), clock: clock, settings: { $0.incompleteLimit = limit })
            }
        try await engine.working { test in
            let flow = Case(test: test, scenario: try await test.add(blueprint))
            _ = try await test.engine.runToEnd(flow.scenario, origin: .onDemand, author: nil, trigger: [["json": "bad"]])
            let kept = try #require(try await flow.kept.first)
            _ = try await IncompleteDesk(engine: test.engine).mend(
                kept.id, in: test.organization.id, blueprint: nil, bundles: [1: ["json": "{}"]], by: nil)
            try await body(flow)
            #expect(try await test.findings() == [])
        }
    }

    private static let parsing =
        #"{"id":2,"module":"json:ParseJSON","version":1,"parameters":{"type":""},"mapper":{"json":"{{1.json}}"},"onerror":[{"id":8,"module":"builtin:Break","version":1,"mapper":{}}]}"#

    @Test(arguments: TestDatabase.available)
    func `one that fails of a wrong configuration further on isn't begun again where it began`(_ database: TestDatabase) async throws {
        // There is room for what takes its place, and no more.
        try await Self.working([Self.misconfigured, Self.compose(4)], on: database, limit: 1) { flow async throws in
            let first = try await flow.attempt()
            #expect(first.state == .warning && first.operations == 1)
            #expect(try await flow.states == "2 resolved, 3 unresolved")
        }
    }

    @Test func `one that is rolled back further on goes on from there, or where it began if all was taken back`() async throws {
        try await Self.working([Self.rolledBack]) { flow async throws in
            #expect(try await flow.attempt().state == .error)
            #expect(try await flow.states == "2 resolved, 3 unresolved")
            // And stays there.
            #expect(try await flow.attempt().state == .error)
            #expect(try await flow.states == "2 resolved, 3 unresolved")
            #expect(try await flow.kept.last?.attempts == 1)
        }
        try await Self.working([Self.rolledBack], settings: #""dlq":true,"autoCommit":false"#) { flow async throws in
            #expect(try await flow.attempt().state == .error)
            #expect(try await flow.states == "2 unresolved")
            #expect(try await flow.kept.first?.attempts == 1)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `one that somebody stops goes on from where it came to`(_ database: TestDatabase) async throws {
        try await Self.working([Self.sleeping, Self.compose(4)], on: database) { flow async throws in
            let id = try await flow.begin()
            try await flow.test.until("it sleeps") { try await flow.run(id)?.state == .sleeping }
            try await flow.test.engine.stop(id, in: flow.test.organization.id)
            try await flow.test.until("it has ended") { try await flow.run(id)?.ended != nil }
            #expect(try await flow.run(id)?.state == .stopped)
            #expect(try await flow.states == "2 resolved, 4 unresolved")
            let rest = try await flow.attempt()
            #expect(rest.state == .success && rest.operations == 1)
            #expect(try await flow.states == "2 resolved, 4 resolved")
        }
    }

    @Test func `one that is cut off by its plan's run time does no module twice`() async throws {
        let plan = Plan(
            id: "short", name: "Short", creditsPerPeriod: Credits(1_000_000), transferPerPeriod: nil, retentionDays: 30,
            limits: [PlanLimit(.runTime, 300)])
        let modules = 400
        try await Self.working((10..<10 + modules).map { Self.compose($0) }, plan: plan, ticks: true) { flow async throws in
            var operations: [Int64] = []
            while operations.count < 20 {
                let kept = try await flow.kept
                guard kept.contains(where: { $0.state.isOpen }) else { break }
                operations.append(try await flow.attempt().operations)
            }
            #expect(operations.count > 1 && operations.reduce(0, +) == Int64(modules + 1), "\(operations)")
        }
    }

    @Test func `an aggregator that fails as it closes goes on with what it gathered, however large that is`() async throws {
        let gathering = """
            {"id":3,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":"{{split(1.list;\\",\\")}}"}},
            {"id":4,"module":"util:TextAggregator","version":1,"parameters":{"feeder":3,"rowSeparator":"other","otherRowSeparator":"{{toString(parseNumber(1.separator))}}"},
             "mapper":{"value":"{{3.value}}"}},
            {"id":5,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{4.text}}"}}
            """
        let blueprint = """
            {"name":"Joins","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},\(gathering)],
            "metadata":{"version":1,"scenario":{"dlq":true}}}
            """
        let list = (0..<500).map { "item \($0)" }
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let flow = Case(test: test, scenario: try await test.add(blueprint))
            let trigger: Value = ["list": .text(list.joined(separator: ",")), "separator": "none"]
            _ = try await test.engine.runToEnd(flow.scenario, origin: .onDemand, author: nil, trigger: [trigger])
            #expect(try await flow.attempt().state == .warning)
            #expect(try await flow.states == "4 unresolved")
            var mended = trigger
            if case .collection(var fields) = trigger {
                fields["separator"] = "0"
                mended = .collection(fields)
            }
            _ = try await IncompleteDesk(engine: test.engine).mend(
                try #require(try await flow.kept.first).id, in: test.organization.id, blueprint: nil, bundles: [1: mended], by: nil)
            let attempt = try await flow.attempt()
            let outputs = try await test.engine.storage.read { try RunStore($0).outputs(of: attempt.id, in: test.organization.id) }
            #expect(attempt.state == .success && outputs?["text"] == .text(list.joined(separator: "0")))
            #expect(try await flow.states == "4 resolved")
            #expect(try await test.findings() == [])
        }
    }
}
