import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// What never begins, or is stopped anywhere, leaves nobody waiting for it.
struct StoppingTests {
    private static let one =
        #"{"name":"One","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}}],"metadata":{"version":1}}"#

    /// A bundle of a run that failed, on disk.
    private static func keep(_ test: TestEngine, of scenario: Scenario) async throws -> IncompleteExecution {
        let run = test.engine.ids.next(at: test.clock.now.milliseconds)
        let kept = IncompleteExecution(
            id: run.rawValue, organization: scenario.organization, team: scenario.team, scenario: scenario.id, version: scenario.version,
            run: run, firstRun: run, moduleId: 1, module: "util:ComposeTransformer",
            failure: RunFailure(type: "RuntimeError", message: "no", module: 1), retry: .byHand, state: .unresolved,
            created: test.clock.now)
        var encoder = PointEncoder { _ in "" }
        let point = ResumePoint(moduleId: 1, path: [], bundles: [:], run: run.rawValue)
        let content = encoder.encode(KeptBundle(point: point, inputs: [:]))
        try await test.engine.storage.write { try IncompleteStore($0).add([(kept, content)]) }
        return kept
    }

    private static func kept(_ test: TestEngine, _ id: String) async throws -> IncompleteExecution? {
        try await test.engine.storage.read { try IncompleteStore($0).execution(id, in: test.organization.id) }
    }

    private static func queued(_ scenario: Scenario, _ origin: ChargeOrigin, _ id: Run.ID, at now: Timestamp) -> QueuedRun {
        QueuedRun(
            id: id, organization: scenario.organization, team: scenario.team, scenario: scenario.id, version: nil, hook: nil,
            origin: origin,
            author: nil, input: nil, options: RunOptions(), transfer: 0, received: now)
    }

    @Test(arguments: TestDatabase.available)
    func `an attempt that is stopped before it begins leaves its incomplete execution to be tried again`(_ database: TestDatabase)
        async throws
    {
        let test = try await TestEngine(database.open())
        let scenario = try await test.add(Self.one)
        let kept = try await Self.keep(test, of: scenario)
        let attempt = try await IncompleteDesk(engine: test.engine).retry(kept.id, in: test.organization.id, by: nil)
        #expect(try await Self.kept(test, kept.id)?.state == .inProgress)
        try await test.engine.stop(attempt, in: test.organization.id)
        let left = try #require(try await Self.kept(test, kept.id))
        #expect(left.state == .unresolved && left.attempt == nil)
        try await IncompleteDesk(engine: test.engine).retry(kept.id, in: test.organization.id, by: nil)
    }

    @Test(arguments: TestDatabase.available)
    func `a called run that is stopped, or whose scenario is deleted, before it begins lets its caller go on`(_ database: TestDatabase)
        async throws
    {
        for deletes in [false, true] {
            let test = try await TestEngine(database.open(), settings: { $0.concurrency = 1 })
            let child = try await test.add(Self.one)
            let (parent, id) = (RunID.make(at: 1), RunID.make(at: 2))
            var queued = Self.queued(child, .called, id, at: test.clock.now)
            queued.options.caller = RunOptions.Caller(run: parent, address: "a")
            let (waiting, organization) = (queued, test.organization.id)
            try await test.engine.storage.write { transaction in
                try QueueStore(transaction).add([waiting])
                try CallStore(transaction).add(child: id, of: parent, address: "a", in: organization)
            }
            if deletes {
                try await test.scenarios.delete(child.id, in: organization, author: nil)
            } else {
                try await test.engine.stop(id, in: organization)
            }
            let call = try await test.engine.storage.read { try CallStore($0).call(of: parent, address: "a", in: organization) }
            guard case .failure(let failure)? = call?.outcome else {
                Issue.record("the call has no outcome")
                continue
            }
            #expect(failure.message.contains("before"))
            #expect(try await test.engine.storage.read { try QueueStore($0).count() } == 0)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a worker with its hands full hears of a stop that another one was told`(_ database: TestDatabase) async throws {
        let storage = try await database.open()
        let other = try await TestEngine(storage)
        let endless = """
            {"name":"Long","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
            {"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":"{{1.list}}"}},
            {"id":3,"module":"util:FunctionIncrement","version":1,"parameters":{"reset":"execution"},"mapper":{}}],"metadata":{"version":1}}
            """
        let many = Value.array(Array(repeating: 1, count: 200_000))
        try await TestEngine(storage, settings: { $0.concurrency = 1 }).working { test in
            let scenario = try await test.add(endless)
            let id = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["list": many]])
            func run() async throws -> Run? { try await storage.read { try RunStore($0).run(id, in: test.organization.id) } }
            try await test.until("it works") { (try await run()?.operations ?? 0) > 3 }
            try await other.engine.stop(id, in: test.organization.id)
            try await test.until("it has ended") { try await run()?.ended != nil }
            #expect(try await run()?.state == .stopped)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `scheduled runs that have not begun wait while their scenario is off, and go with it`(_ database: TestDatabase) async throws {
        let test = try await TestEngine(database.open())
        let scenario = try await test.add(Self.one, active: true)
        let (run, organization) = (Self.queued(scenario, .schedule, RunID.make(at: 1), at: test.clock.now), test.organization.id)
        try await test.engine.storage.write { try QueueStore($0).add([run]) }
        func ready() async throws -> Int64 { try await test.engine.storage.read { try QueueStore($0).count(of: organization) } }
        for isOn in [false, true, false] {
            _ = try await test.scenarios.save(scenario.id, in: organization, ScenarioEdits(active: isOn), author: nil)
            #expect(try await ready() == (isOn ? 1 : 0))
        }
        try await test.scenarios.delete(scenario.id, in: organization, author: nil)
        #expect(try await test.engine.storage.read { try QueueStore($0).count() } == 0)
    }

    @Test func `an attempt that the plan's run time cuts off is not resolved`() async throws {
        let plan = Plan(
            id: "short", name: "Short", creditsPerPeriod: Credits(100), transferPerPeriod: nil, retentionDays: 30,
            limits: [PlanLimit(.runTime, 0)])
        try await TestEngine(TestDatabase.sqlite.open(), plan: plan).working { test in
            let kept = try await Self.keep(test, of: try await test.add(Self.one))
            let attempt = try await IncompleteDesk(engine: test.engine).retry(kept.id, in: test.organization.id, by: nil)
            try await test.idle()
            let run = try #require(try await test.engine.storage.read { try RunStore($0).run(attempt, in: test.organization.id) })
            #expect(run.state == .warning && run.failure?.type == "ExecutionInterruptedError")
            let left = try #require(try await Self.kept(test, kept.id))
            #expect(left.state == .unresolved && left.attempts == 1)
        }
    }
}
