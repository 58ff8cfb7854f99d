import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Stopping, replaying, runs one after another, and a fair share for everybody.
struct RunControlTests {
    private static let sleeper = """
        {"name":"Sleeper","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
        {"id":2,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"60"}},
        {"id":3,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{1.n}}"}}],"metadata":{"version":1,"scenario":{"sequential":SEQUENTIAL}}}
        """

    private static func sleeper(sequential: Bool = false) -> String { sleeper.replacing("SEQUENTIAL", with: "\(sequential)") }

    private static func runs(_ test: TestEngine, in organization: Organization.ID? = nil) async throws -> [Run] {
        try await test.engine.storage.read { try RunStore($0).runs(of: organization ?? test.organization.id, RunFilter(), limit: 500) }
    }

    private static func secret(_ test: TestEngine, _ scenario: Scenario) throws -> String {
        String(test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
    }

    @Test(arguments: TestDatabase.available)
    func `a run that sleeps stops when it is told to, and one that waits never begins`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), settings: { $0.organizationConcurrency = 1 }).working { test in
            let scenario = try await test.add(Self.sleeper(), active: true)
            let first = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["n": 1]])
            try await test.until("it sleeps") { try await Self.runs(test).first?.state == .sleeping }
            try await test.engine.stop(first, in: test.organization.id)
            try await test.idle()
            let stopped = try #require(try await Self.runs(test).first)
            #expect(stopped.state == .stopped && stopped.operations == 2)
            #expect(stopped.failure?.message.contains("Somebody stopped the run") == true)
            await #expect(throws: NotFound.self) { try await test.engine.stop(first, in: test.organization.id) }
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a sequential scenario's runs follow each other, in their order`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.sleeper(sequential: true), active: true)
            let secret = try Self.secret(test, scenario)
            for n in 0..<4 { _ = try await test.hooks.deliver(secret: secret, bundle: ["n": .number(Number(n))], bytes: 1) }
            for n in 1...4 {
                try await test.until("run \(n) sleeps") {
                    let runs = try await Self.runs(test)
                    return runs.count == n && runs.count { $0.state == .sleeping } == 1
                }
                test.clock.advance(milliseconds: 60_000)
                try await test.until("run \(n) has ended") { try await Self.runs(test).count { $0.ended != nil } >= n }
            }
            try await test.idle()
            let runs = try await Self.runs(test)
            #expect(runs.count == 4 && runs.allSatisfy { $0.state == .success })
            let spans = runs.sorted { $0.id < $1.id }.map { ($0.started, $0.ended ?? $0.started) }
            for (earlier, later) in zip(spans, spans.dropFirst()) { #expect(earlier.1 <= later.0) }
        }
    }

    @Test func `a replay runs the scenario as it is now on what the run was started with`() async throws {
        let blueprint: @Sendable (String) -> String = { text in
            """
            {"name":"Echo","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
            {"id":2,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"\(text) {{1.n}}"}}],"metadata":{"version":1}}
            """
        }
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(blueprint("old"), active: true)
            _ = try await test.hooks.deliver(secret: try Self.secret(test, scenario), bundle: ["n": 7], bytes: 1)
            try await test.idle()
            let run = try #require(try await Self.runs(test).first)
            _ = try await test.scenarios.save(
                scenario.id, in: test.organization.id, ScenarioEdits(blueprint: Array(blueprint("new").utf8)), author: nil)
            let replay = try await test.engine.replay(run, author: nil)
            try await test.idle()
            let again = try #require(try await Self.runs(test).first { $0.id == replay })
            #expect(again.origin == .replay && again.options.source == run.id && again.version == 2 && again.operations == run.operations)
            let outputs = try await test.engine.storage.read { try RunStore($0).outputs(of: replay, in: test.organization.id) }
            #expect(outputs == ["text": "new 7"])
            let single = try await test.engine.runByHand(
                scenario, author: nil, trigger: nil, options: RunOptions(onlyModule: 2)
            ).run
            await #expect(throws: InvalidInput.self) { try await test.engine.replay(single, author: nil) }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a hundred waiting runs of one organization keep another's one waiting for two rounds at most`(_ database: TestDatabase)
        async throws
    {
        let settings: (inout EngineSettings) -> Void = {
            $0.concurrency = 4
            $0.claimLimit = 4
            $0.organizationConcurrency = 3
        }
        let clock = TestClock(ticks: true)
        let test = try await TestEngine(database.open(), clock: clock, settings: settings)
        let now = clock.now
        let (other, team) = try await test.engine.storage.write { transaction -> (Organization, Team) in
            let other = try OrganizationMaker(transaction, at: now).make(name: "Other", zone: "Europe/Prague", plan: .selfHosted)
            return (other, try #require(try IdentityStore(transaction).teams(of: other.id).first))
        }
        let blueprint =
            #"{"name":"One","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}}],"metadata":{"version":1}}"#
        let busy = try await test.add(blueprint)
        let small = try await test.scenarios.create(
            blueprint: Array(blueprint.utf8), team: team.id, organization: other.id, author: nil
        ).scenario
        let ids = RunIDSequence()
        let queued = (Array(repeating: busy, count: 100) + [small]).map { scenario in
            QueuedRun(
                id: ids.next(at: now.milliseconds), organization: scenario.organization, team: scenario.team, scenario: scenario.id,
                version: nil, hook: nil, origin: .onDemand, author: nil, input: nil, options: RunOptions(), transfer: 0, received: now)
        }
        try await test.engine.storage.write { try QueueStore($0).add(queued) }
        // Queued before the engine went to work, the other's last of all: one round later it has begun.
        try await test.working { test in
            try await test.idle()
            let own = try #require(try await Self.runs(test, in: other.id).first)
            let before = try await Self.runs(test).count { $0.started < own.started }
            #expect(before <= 2 * 4, "\(before) began before it")
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a confidential scenario's bundles lie encrypted while it runs, and go when it ends`(_ database: TestDatabase) async throws {
        let confidential = Self.sleeper().replacing(#""sequential":false"#, with: #""confidential":true"#)
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(confidential, active: true)
            let id = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["n": "secret"]])
            try await test.until("it sleeps") { try await Self.runs(test).first?.state == .sleeping }
            func segments() async throws -> [[UInt8]] {
                try await test.engine.storage.read {
                    try RunStore($0).segments(of: id, in: test.organization.id, from: 0, limit: 9, bundles: true).map(\.bundles)
                }
            }
            #expect(try await segments().allSatisfy { $0.first == 0xFF })
            test.clock.advance(milliseconds: 60_000)
            try await test.idle()
            let run = try #require(try await Self.runs(test).first)
            #expect(run.state == .success && run.operations == 3)
            #expect(try await segments().allSatisfy(\.isEmpty))
            #expect(try await test.engine.storage.read { try RunStore($0).input(of: id, in: test.organization.id).input } == nil)
            // Not on an empty bundle in the place of what is gone.
            await #expect(throws: InvalidInput.self) { try await test.engine.replay(run, author: nil) }
            #expect(try await test.findings() == [])
        }
    }
}
