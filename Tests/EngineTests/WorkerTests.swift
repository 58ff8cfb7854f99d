import Engine
import Stores
import TestSupport
import Testing

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
}
