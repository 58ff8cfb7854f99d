import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct WorkerTests {
    @Test(arguments: TestDatabase.available)
    func `runs beyond the bound begin as others end, without waiting for the clock`(_ database: TestDatabase) async throws {
        let settings: (inout EngineSettings) -> Void = {
            $0.concurrency = 2
            $0.tickMilliseconds = 3_600_000
        }
        try await TestEngine(database.open(), settings: settings).working { test in
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            try await withThrowingTaskGroup(of: RunState.self) { group in
                for _ in 0..<10 { group.addTask { try await test.engine.runByHand(scenario, author: nil, trigger: nil).run.state } }
                for try await state in group { #expect(state == .success) }
            }
        }
    }

    /// One that leaves while others hold more than the bound gives its place back all the same.
    @Test func `runs that are more than memory has room for begin one by one, and each gives its place back`() async throws {
        let settings: (inout EngineSettings) -> Void = {
            $0.concurrency = 2
            $0.processHeldBytes = 1
        }
        let count = 40
        let test = try await TestEngine(TestDatabase.sqlite.open(), settings: settings)
        let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
        let (organization, now) = (test.organization.id, test.clock.now)
        try await test.engine.storage.write { transaction in
            try QueueStore(transaction).add(
                (0..<count).map { _ in
                    QueuedRun(
                        id: RunID.make(at: now.milliseconds), organization: organization, team: scenario.team, scenario: scenario.id,
                        version: scenario.version, hook: nil, origin: .onDemand, author: nil, input: nil, options: RunOptions(), transfer: 0,
                        received: now)
                })
        }
        try await test.working { test in
            try await test.idle()
            #expect(try await test.runs().count { $0.state == .success } == count)
        }
    }
}
