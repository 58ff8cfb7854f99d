import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// `maximum_runs_per_minute` of a scenario that begins with each delivery.
struct PaceTests {
    private static let hooked = """
        {"name":"Hooked","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
        {"id":2,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{1.n}}"}}],"metadata":{"version":1}}
        """

    private static func paced(_ test: TestEngine, _ limit: Int, sequential: Bool = false) async throws -> Scenario {
        let text = hooked.replacing(#"{"version":1}}"#, with: #"{"version":1,"scenario":{"sequential":\#(sequential)}}}"#)
        return try await test.add(text, scheduling: #"{"type":"immediately","maximum_runs_per_minute":\#(limit)}"#)
    }

    private static func deliver(_ count: Int, to scenario: Scenario, _ test: TestEngine) async throws {
        let secret = String(test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
        for n in 0..<count { _ = try await test.hooks.deliver(secret: secret, bundle: ["n": .number(Number(n))], bytes: 1) }
    }

    @Test(arguments: TestDatabase.available, [false, true])
    func `no minute sees more runs begin than the schedule says, and all take place, also with two servers`(
        _ database: TestDatabase, sequential: Bool
    ) async throws {
        let (storage, clock, count) = (try await database.open(), TestClock(), 20)
        let other = try await TestEngine(storage, clock: clock, folder: "two")
        try await TestEngine(storage, clock: clock, folder: "one").working { test in
            try await other.working { _ in
                let scenario = try await Self.paced(test, 3, sequential: sequential)
                try await Self.deliver(count, to: scenario, test)
                try await test.until("all have run") {
                    clock.advance(milliseconds: 1_700)
                    return try await test.runs().count { $0.ended != nil } == count
                }
            }
            let runs = try await test.runs().sorted { $0.id < $1.id }
            #expect(runs.allSatisfy { $0.state == .success })
            let begun = runs.map(\.started.milliseconds).sorted()
            for (earlier, later) in zip(begun, begun.dropFirst(3)) { #expect(later - earlier >= 60_000) }
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what waits for its pace goes in its order, before what came later`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let scenario = try await Self.paced(test, 2)
            for round in 1...4 {
                try await Self.deliver(3, to: scenario, test)
                try await test.until("two more have run") {
                    test.clock.advance(milliseconds: 1_000)
                    return try await test.runs().count { $0.ended != nil } >= 2 * round
                }
            }
            try await test.until("all have run") {
                test.clock.advance(milliseconds: 1_000)
                return try await test.runs().count { $0.ended != nil } == 12
            }
            let begun = try await test.runs().sorted { $0.id < $1.id }.map(\.started)
            #expect(begun == begun.sorted())
        }
    }

    @Test(arguments: TestDatabase.available)
    func `who takes the pace away lets all go that waits for it`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let scenario = try await Self.paced(test, 1)
            try await Self.deliver(5, to: scenario, test)
            try await test.until("one has run, and the others wait") {
                let paced = try await test.engine.storage.read { try QueueStore($0).paced() }
                return try await test.runs().count { $0.ended != nil } == 1 && paced.count == 1
            }
            _ = try await test.scenarios.save(
                scenario.id, in: test.organization.id, ScenarioEdits(scheduling: #"{"type":"immediately"}"#), author: nil)
            try await test.idle()
            #expect(try await test.runs().count == 5)
        }
    }

    @Test func `runs by hand have no pace`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await Self.paced(test, 1)
            for _ in 0..<3 {
                #expect(try await test.engine.runByHand(scenario, author: nil, trigger: [["n": 1]]).run.state == .success)
            }
        }
    }
}
