import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// A clock that jumps over resets, forwards and backwards; several processes at the reset.
struct ResetTests {
    private static let day: Int64 = 86_400_000

    private static func plan(_ kind: Plan.PeriodKind = .monthly, rollover: Plan.Rollover? = nil) -> Plan {
        Plan(
            id: "tiny", name: "Tiny", creditsPerPeriod: Credits(10), transferPerPeriod: nil, periodKind: kind, rollover: rollover,
            retentionDays: 30)
    }

    private static func open(_ test: TestEngine) async throws -> [Lot] {
        try await test.engine.registry.refresh(at: test.clock.now)
        return try await test.engine.storage.read { try LedgerStore($0).lots(of: test.organization.id) }
    }

    @Test(arguments: TestDatabase.available)
    func `a clock that jumps over resets and back grants each period once`(_ database: TestDatabase) async throws {
        let test = try await TestEngine(database.open(), plan: Self.plan())
        _ = try await Self.open(test)
        // Over three resets, back behind one, and over it again.
        for days in [95, -40, 40, -95, 95] {
            test.clock.advance(milliseconds: Int64(days) * Self.day)
            _ = try await Self.open(test)
        }
        let lots = try await Self.open(test)
        #expect(lots.count == 4)
        #expect(lots.available(at: Instant(milliseconds: test.clock.now.milliseconds)) == Credits(10))
        // Each begins where the one before ends.
        #expect(zip(lots, lots.dropFirst()).allSatisfy { $0.expires == $1.effective })
        #expect(try await test.findings() == [])
    }

    @Test(arguments: TestDatabase.postgres)
    func `processes that meet at a reset grant once`(_ database: TestDatabase) async throws {
        let storage = try await database.open()
        let clock = TestClock()
        let engines = [
            try await TestEngine(storage, plan: Self.plan(), clock: clock, folder: "one"),
            try await TestEngine(storage, plan: Self.plan(), clock: clock, folder: "two"),
        ]
        for test in engines { _ = try await Self.open(test) }
        for _ in 0..<10 {
            clock.advance(milliseconds: 31 * Self.day)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for test in engines { group.addTask { try await test.engine.registry.refresh(at: clock.now) } }
                try await group.waitForAll()
            }
        }
        let lots = try await Self.open(engines[0])
        #expect(lots.count == 11)
        #expect(Set(lots.map(\.effective)).count == 11)
        #expect(try await engines[0].findings() == [])
    }

    @Test(arguments: TestDatabase.available)
    func `unused credits roll over by the plan's rule, are used first, and lapse at the next reset`(_ database: TestDatabase) async throws {
        let plan = Self.plan(rollover: Plan.Rollover(percent: 50))
        try await TestEngine(database.open(), plan: plan).working { test in
            let scenario = try await test.add(
                #"{"name":"One","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"a"}}],"metadata":{"version":1}}"#
            )
            for _ in 0..<3 { _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil) }
            test.clock.advance(milliseconds: 31 * Self.day)
            // 7 were left: 3.5 of them go on.
            _ = try await Self.open(test)
            #expect(
                try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).available == Credits(centicredits: 1_350)
            )
            for _ in 0..<2 { _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil) }
            test.clock.advance(milliseconds: 31 * Self.day)
            // The rolled 1.5 that were left lapse; 5 of the plan's 10 go on.
            _ = try await Self.open(test)
            #expect(try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).available == Credits(15))
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `debt is paid first from the next grant`(_ database: TestDatabase) async throws {
        let test = try await TestEngine(database.open(), plan: Self.plan())
        let organization = test.organization.id
        _ = try await Self.open(test)
        // An operation that cost more than was held for it.
        try await test.engine.storage.write { transaction in
            try transaction.execute("UPDATE lot SET used = 1300 WHERE organization = \(organization)")
        }
        test.clock.advance(milliseconds: 31 * Self.day)
        let lots = try await Self.open(test)
        #expect(lots.map(\.debt) == [.zero, .zero])
        #expect(lots.last?.remaining == Credits(7))
        let entries = try await test.engine.storage.read { try LedgerStore($0).entries(of: organization) }
        #expect(entries.map(\.credits) == [Credits(3), Credits(-3)])
    }

    @Test(arguments: TestDatabase.available)
    func `an upgrade takes effect at once and moves what is left; a downgrade waits for the reset`(_ database: TestDatabase) async throws {
        let large = Plan(id: "large", name: "Large", creditsPerPeriod: Credits(100), transferPerPeriod: nil, retentionDays: 30)
        let test = try await TestEngine(database.open(), plan: Self.plan())
        let (organization, plans) = (test.organization.id, Plans([Self.plan(), large]))
        func change(to plan: Plan) async throws -> PlanChange.Direction {
            let now = test.clock.now
            return try await test.engine.storage.write {
                try PlanDesk($0, plans: plans, at: now).change(organization, to: plan, by: .commandLine)
            }
        }
        func available() async throws -> Credits? {
            let now = test.clock.now
            return try await test.engine.storage.write { transaction in
                try PeriodOpening(transaction, plans: plans, at: now).open(organization)
                return try LedgerStore(transaction).lots(of: organization).available(at: Instant(milliseconds: now.milliseconds))
            }
        }
        test.clock.advance(milliseconds: Self.day)
        #expect(try await change(to: large) == .upgrade)
        #expect(try await available() == Credits(110))
        test.clock.advance(milliseconds: Self.day)
        #expect(try await change(to: Self.plan()) == .downgrade)
        #expect(try await available() == Credits(110))
        test.clock.advance(milliseconds: 31 * Self.day)
        #expect(try await available() == Credits(10))
        #expect(try await test.engine.storage.read { try IdentityStore($0).organization(organization)?.plan } == "tiny")
        #expect(try await change(to: Self.plan()) == .same)
        let acts = try await test.engine.storage.read { try ActStore($0).acts(of: organization, ActFilter(), limit: 10) }
        #expect(acts.map(\.kind) == [.plan, .plan, .plan])
        #expect(try await test.findings() == [])
    }
}
