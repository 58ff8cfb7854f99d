import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct CreditLimitTests {
    private static func plan(_ credits: Int64) -> Plan {
        Plan(id: "tiny", name: "Tiny", creditsPerPeriod: Credits(credits), transferPerPeriod: nil, retentionDays: 30)
    }

    @Test(arguments: TestDatabase.available)
    func `a run that runs out stops before the operation that it can't pay`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(10)).working { test in
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            let run = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
            #expect(run.state == .outOfCredits)
            #expect(run.credits == Credits(10))
            #expect(run.operations == 10)
            #expect(try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).available == .zero)
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that finds no credits does not start`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(0)).working { test in
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            await #expect(throws: InsufficientCredits.self) { try await test.engine.runByHand(scenario, author: nil, trigger: nil) }
            #expect(try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 1) }.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `plan credits burn before extra ones`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(10)).working { test in
            let now = test.clock.now
            try await test.engine.storage.write { transaction in
                let lot = Lot(
                    id: Lot.ID(rawValue: try SequenceStore(transaction).next("lot")), kind: .extra, granted: Credits(20),
                    effective: Instant(milliseconds: now.milliseconds))
                try LedgerStore(transaction).add(lot, to: test.organization.id)
            }
            try await test.engine.registry.reload(test.organization.id, at: now)
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            #expect(try await test.engine.runByHand(scenario, author: nil, trigger: nil).run.state == .success)
            let lots = try await test.engine.storage.read { try LedgerStore($0).lots(of: test.organization.id) }
            #expect(lots.map(\.used) == [Credits(10), Credits(9)])
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a new period grants the plan's credits once`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(10)).working { test in
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            #expect(try await test.engine.runByHand(scenario, author: nil, trigger: nil).run.state == .outOfCredits)
            test.clock.advance(milliseconds: 31 * 86_400_000)
            try await test.engine.registry.refresh(at: test.clock.now)
            try await test.engine.registry.refresh(at: test.clock.now)
            // The run that waited goes on by itself, and pays what it still does from the new credits.
            try await test.idle()
            let runs = try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 2) }
            #expect(runs.map(\.state) == [.success])
            #expect(runs.map(\.credits) == [Credits(19)])
            let lots = try await test.engine.storage.read { try LedgerStore($0).lots(of: test.organization.id) }
            #expect(lots.map(\.used) == [Credits(10), Credits(9)])
            #expect(try await test.findings() == [])
        }
    }
}
