import Engine
import Ledger
import Payments
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct AutoPurchasingTests {
    private static let plan = Plan(
        id: "small", name: "Small", creditsPerPeriod: Credits(30), transferPerPeriod: nil, retentionDays: 30,
        price: PlanPrice(minorUnits: 1_000, currency: "USD", per: Credits(10)),
        extra: Plan.ExtraTerms(manualUnit: Credits(1), autoUnit: Credits(10)))

    private static func working(
        _ database: TestDatabase, _ payer: ScriptedPayer, _ body: @Sendable (TestEngine, Scenario) async throws -> Void
    ) async throws {
        try await TestEngine(database.open(), plan: plan, providers: PaymentProviders(payer)).working { test in
            try await test.engine.storage.write { try AutoPurchasingStore($0).save(AutoPurchasing(isOn: true), of: test.organization.id) }
            try await test.engine.registry.reload(test.organization.id, at: test.clock.now)
            try await body(test, try await test.add(ExampleRunTests.text("count-the-words.blueprint.json")))
        }
    }

    private static func settings(_ test: TestEngine) async throws -> AutoPurchasing {
        try await test.engine.storage.read { try AutoPurchasingStore($0).settings(of: test.organization.id) }
    }

    @Test(arguments: TestDatabase.available)
    func `at zero it buys one unit, the run goes on, and no more is bought than the plan's own credits`(_ database: TestDatabase)
        async throws
    {
        let payer = ScriptedPayer()
        try await Self.working(database, payer) { test, scenario in
            // 19 credits each: 30 of the plan and 30 that are bought pay three, and 3 of the fourth.
            for _ in 0..<4 {
                try await test.until("there are credits") {
                    try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).available != .zero
                }
                _ = try await test.engine.runByHand(scenario, author: nil, trigger: nil)
            }
            // They share what comes, so one or two of them wait in the end.
            try await test.until("all credits are used") {
                let runs = try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 10) }
                return runs.map(\.credits).sum() == Credits(60)
            }
            _ = try await test.engine.purchases.step(at: test.clock.now)
            #expect(payer.charged.count == 3)
            try await PurchaseTests.expectBooksAndPayments(agree: payer, test)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `three declines in a row switch it off, and off stays off`(_ database: TestDatabase) async throws {
        let payer = ScriptedPayer([.decline, .decline, .decline])
        try await Self.working(database, payer) { test, scenario in
            for _ in 0..<2 { _ = try await test.engine.runByHand(scenario, author: nil, trigger: nil) }
            try await test.until("it is off") { try await !Self.settings(test).isOn }
            let settings = try await Self.settings(test)
            #expect(settings.offBecause == "3 payments in a row were declined, the last one: insufficient funds")
            test.clock.advance(milliseconds: 86_400_000)
            #expect(try await test.engine.purchases.step(at: test.clock.now) == 0)
            #expect(payer.requests == 3)
            try await PurchaseTests.expectBooksAndPayments(agree: payer, test)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `one purchase is in flight at a time`(_ database: TestDatabase) async throws {
        let payer = ScriptedPayer([.pend])
        try await Self.working(database, payer) { test, scenario in
            for _ in 0..<2 { _ = try await test.engine.runByHand(scenario, author: nil, trigger: nil) }
            try await test.until("it asked for a payment") { payer.requests > 0 }
            for _ in 0..<5 { _ = try await test.engine.purchases.step(at: test.clock.now) }
            #expect(payer.requests == 1)
            for event in payer.collect() { try await test.engine.purchases.take(event, of: payer.name) }
            try await test.idle()
            try await PurchaseTests.expectBooksAndPayments(agree: payer, test)
        }
    }
}
