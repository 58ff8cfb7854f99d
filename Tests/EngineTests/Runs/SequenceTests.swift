import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Scenarios whose runs follow each other always go on.
struct SequenceTests {
    private static func sleeper(sequential: Bool) -> String {
        """
        {"name":"Sleeper","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
        {"id":2,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"60"}}],"metadata":{"version":1,"scenario":{"sequential":\(sequential)}}}
        """
    }

    private static func runs(_ test: TestEngine) async throws -> [Run] {
        try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 100) }
    }

    private static func start(_ test: TestEngine, _ scenario: Scenario) async throws -> Run.ID {
        try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["n": 1]])
    }

    @Test(arguments: TestDatabase.available)
    func `runs that wait for one that began before the scenario was sequential go on after it`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let before = try await test.add(Self.sleeper(sequential: false))
            _ = try await Self.start(test, before)
            try await test.until("it sleeps") { try await Self.runs(test).first?.state == .sleeping }
            let after = try await test.scenarios.save(
                before.id, in: test.organization.id, ScenarioEdits(blueprint: Array(Self.sleeper(sequential: true).utf8)), author: nil
            ).scenario
            for _ in 0..<2 { _ = try await Self.start(test, after) }
            try await test.until("both wait") {
                try await test.engine.storage.read { try QueueStore($0).count() - QueueStore($0).count(of: test.organization.id) } == 2
            }
            try await test.until("all have ended") {
                test.clock.advance(milliseconds: 10_000)
                return try await Self.runs(test).count { $0.ended != nil } == 3
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what waits goes on in its order when the one before it is stopped in the queue`(_ database: TestDatabase) async throws {
        // It ticks: both may begin and end between two looks of this test.
        let test = try await TestEngine(database.open(), clock: TestClock(ticks: true))
        let scenario = try await test.add(Self.sleeper(sequential: true))
        let organization = test.organization.id
        let ids = (1...3).map { RunID.make(at: Int64($0)) }
        var input: [UInt8] = []
        ValueCodec.encode(.array([["n": 1]]), into: &input)
        let given = input
        let queued = ids.map { id in
            QueuedRun(
                id: id, organization: organization, team: scenario.team, scenario: scenario.id, version: nil, hook: nil, origin: .onDemand,
                author: nil, input: given, options: RunOptions(), transfer: 0, received: test.clock.now)
        }
        // The first was let go on; the third came when the second waited already.
        try await test.engine.storage.write { transaction in
            try QueueStore(transaction).add([queued[0], queued[2]])
            try QueueStore(transaction).wait([queued[1]])
        }
        try await test.engine.stop(ids[0], in: organization)
        try await test.working { test in
            try await test.until("both have ended") {
                test.clock.advance(milliseconds: 10_000)
                return try await Self.runs(test).count { $0.ended != nil } == 2
            }
        }
        let runs = try await Self.runs(test).sorted { $0.id < $1.id }
        #expect(runs.map(\.id) == Array(ids[1...]) && runs.allSatisfy { $0.state == .success })
        #expect((runs[0].ended ?? runs[1].started) <= runs[1].started && runs[0].started < runs[1].started)
    }

    @Test func `a sequential scenario that waits for a run of itself fails, and doesn't wait for ever`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let first = try await test.add(TestEngine.oneStep)
            func calling(_ other: Scenario, sequential: Bool) -> String {
                """
                {"name":"Calls \(other.name)","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
                {"id":2,"module":"scenario-service:CallSubscenario","version":2,"parameters":{"scenario":\(other.id),"shouldWaitForExecutionEnd":true},
                "mapper":{"data":{}}}],"metadata":{"version":1,"scenario":{"sequential":\(sequential)}}}
                """
            }
            let second = try await test.add(calling(first, sequential: false))
            let changed = try await test.scenarios.save(
                first.id, in: test.organization.id, ScenarioEdits(blueprint: Array(calling(second, sequential: true).utf8)), author: nil
            ).scenario
            let run = try await test.engine.runToEnd(changed, origin: .onDemand, author: nil, trigger: [[:]]).run
            #expect(run.state == .error)
            #expect(run.failure?.message.contains("would wait for the next") == true)
        }
    }
}
