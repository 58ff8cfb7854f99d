import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct RetentionTests {
    private static let plan = Plan(id: "brief", name: "Brief", creditsPerPeriod: Credits(10_000), transferPerPeriod: nil, retentionDays: 7)
    private static let day: Int64 = 86_400_000
    /// The engine leaves upkeep to the test.
    private static func manual(_ settings: inout EngineSettings) { settings.upkeepMilliseconds = 1_000 * day }

    /// Twenty days of runs, an audit each night, and retention.
    private static func live(_ test: TestEngine, days: Int) async throws {
        let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
        for _ in 0..<days {
            for _ in 0..<3 { _ = try await test.engine.runByHand(scenario, author: nil, trigger: nil) }
            test.clock.advance(milliseconds: day)
            #expect(try await test.findings() == [])
        }
    }

    private static func remove(_ test: TestEngine) async throws -> Int {
        let retention = Retention(storage: test.engine.storage, catalog: test.engine.catalog)
        var removed = 0
        while true {
            let step = try await retention.step(at: test.clock.now, limit: 5)
            if step == 0 { return removed }
            removed += step
            // The books balance after each step, not only after the last.
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what is older than the plan keeps goes once it is sealed, and every sum stays`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan, settings: Self.manual).working { test in
            try await Self.live(test, days: 20)
            let (storage, organization, now) = (test.engine.storage, test.organization.id, test.clock.now)
            let before = try await storage.read {
                try StatementStore($0).page(of: organization, StatementFilter(), limit: 1_000, offset: 0, at: now)
            }
            let used = try await storage.read { try UsageStore($0).total(of: organization, period: test.organization.periodStart) }
            let removed = try await Self.remove(test)
            #expect(removed == 39)
            let runs = try await storage.read { try RunStore($0).runs(of: organization, RunFilter(), limit: 100) }
            #expect(runs.count == 60 - removed)
            let after = try await storage.read {
                try StatementStore($0).page(of: organization, StatementFilter(), limit: 1_000, offset: 0, at: now)
            }
            #expect(after.sum == before.sum)
            #expect(after.entries.first?.balance == before.entries.first?.balance)
            #expect(after.entries.map(\.runs).reduce(0, +) == before.entries.map(\.runs).reduce(0, +))
            #expect(try await storage.read { try UsageStore($0).total(of: organization, period: test.organization.periodStart) } == used)
            #expect(try await Self.remove(test) == 0)
        }
    }

    @Test func `nothing goes before it is sealed`() async throws {
        try await TestEngine(TestDatabase.sqlite.open(), plan: Self.plan, settings: Self.manual).working { test in
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            _ = try await test.engine.runByHand(scenario, author: nil, trigger: nil)
            test.clock.advance(milliseconds: 30 * Self.day)
            let retention = Retention(storage: test.engine.storage, catalog: test.engine.catalog)
            #expect(try await retention.step(at: test.clock.now) == 0)
            #expect(try await test.findings() == [])
            #expect(try await retention.step(at: test.clock.now) == 1)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that waits keeps what it needs`(_ database: TestDatabase) async throws {
        let tiny = Plan(id: "tiny", name: "Tiny", creditsPerPeriod: Credits(7), transferPerPeriod: nil, retentionDays: 7)
        try await TestEngine(database.open(), plan: tiny, settings: Self.manual).working { test in
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            let run = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
            #expect(run.state == .outOfCredits)
            test.clock.advance(milliseconds: 29 * Self.day)
            #expect(try await test.findings() == [])
            #expect(try await Self.remove(test) == 0)
            #expect(try await test.engine.storage.read { try RunStore($0).run(run.id, in: run.organization) } != nil)
        }
    }

    @Test func `the file gets smaller`() async throws {
        let storage = try await TestDatabase.sqlite.open()
        try await TestEngine(storage, plan: Self.plan, settings: Self.manual).working { test in
            let scenario = try await test.add(
                #"{"name":"Large","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"\#(String(repeating: "0123456789", count: 5_000))"}}],"metadata":{"version":1}}"#
            )
            for _ in 0..<200 { _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil) }
            test.clock.advance(milliseconds: 12 * Self.day)
            #expect(try await test.findings() == [])
            let before = try await Self.pages(storage)
            #expect(try await Self.remove(test) == 200)
            try await storage.reclaim()
            #expect(try await Self.pages(storage) < before / 2, "\(before) pages before")
        }
    }

    private static func pages(_ storage: any Storage) async throws -> Int64 {
        try await storage.read { try $0.row("PRAGMA page_count")?.integer(0) ?? 0 }
    }
}
