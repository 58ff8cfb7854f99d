import Engine
import Ledger
import Payments
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// A payment server that declines, times out, answers twice, sends its webhook first, or never.
struct PurchaseTests {
    static let plan = Plan(
        id: "sold", name: "Sold", creditsPerPeriod: Credits(20_000), transferPerPeriod: nil, retentionDays: 30,
        price: PlanPrice(minorUnits: 1_882, currency: "USD", per: Credits(10_000)), extra: Plan.ExtraTerms())

    private static func working<Result: Sendable>(
        _ database: TestDatabase, _ payer: ScriptedPayer, _ body: @Sendable (TestEngine) async throws -> Result
    ) async throws -> Result {
        try await TestEngine(database.open(), plan: plan, providers: PaymentProviders(payer)).working(body)
    }

    /// No credit granted unpaid, none paid ungranted, no second charge.
    static func expectBooksAndPayments(agree payer: ScriptedPayer, _ test: TestEngine, _ comment: Comment? = nil) async throws {
        let (purchases, lots) = try await test.engine.storage.read { transaction in
            (
                try PurchaseStore(transaction).purchases(of: test.organization.id, limit: 1_000),
                try LedgerStore(transaction).lots(of: test.organization.id)
            )
        }
        let granted = purchases.filter { $0.state == .granted }
        #expect(Set(granted.map { "flowmeter-\($0.organization)-\($0.id)" }) == payer.charged, comment)
        #expect(lots.filter { $0.kind == .extra }.count == granted.count, comment)
        #expect(try await test.findings() == [], comment)
    }

    @Test(arguments: TestDatabase.available)
    func `what is bought by hand is paid, granted and written down, once per key`(_ database: TestDatabase) async throws {
        let payer = ScriptedPayer()
        try await Self.working(database, payer) { test in
            let buyer = Actor(user: nil, address: "127.0.0.1")
            let first = try await test.engine.purchases.buy(Credits(5_000), key: "a", for: test.organization.id, by: buyer)
            let again = try await test.engine.purchases.buy(Credits(5_000), key: "a", for: test.organization.id, by: buyer)
            #expect(first == again)
            #expect(first.state == .granted)
            // 18.82 per 10,000, at 125 percent: 11.7625, rounded up.
            #expect(first.price == 1_177)
            #expect(payer.requests == 1)
            #expect(try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).available == Credits(25_000))
            let acts = try await test.engine.storage.read { try ActStore($0).acts(of: test.organization.id, ActFilter(), limit: 10) }
            #expect(acts.map(\.summary) == ["Bought 5000 extra credits for 11.77 USD"])
            try await Self.expectBooksAndPayments(agree: payer, test)
        }
    }

    @Test(
        arguments: [
            (0, "Say how many credits to buy, in multiples of 1000."), (1_500, "Extra credits are sold in multiples of 1000."),
        ] as [(Int64, String)])
    func `what is not sold says why`(_ credits: Int64, message: String) async throws {
        try await Self.working(.sqlite, ScriptedPayer()) { test in
            _ = await #expect(throws: InvalidInput("centicredits", message)) {
                _ = try await test.engine.purchases.buy(Credits(credits), key: "a", for: test.organization.id, by: .commandLine)
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a payment without an answer is asked for again with the same key, and charged once`(_ database: TestDatabase) async throws {
        for script: [ScriptedPayer.Step] in [[.settleUnheard], [.timeOut], [.timeOut, .settleUnheard], [.timeOut, .timeOut, .settle]] {
            let payer = ScriptedPayer(script)
            try await Self.working(database, payer) { test in
                let first = try await test.engine.purchases.buy(Credits(1_000), key: "a", for: test.organization.id, by: .commandLine)
                #expect(first.state == .pending)
                for _ in 0..<4 {
                    test.clock.advance(milliseconds: 3_600_000)
                    _ = try await test.engine.purchases.step(at: test.clock.now)
                }
                let last = try await test.engine.storage.read { try PurchaseStore($0).purchase(first.id, of: test.organization.id) }
                #expect(last?.state == .granted, "\(script)")
                #expect(payer.charged.count == 1)
                try await Self.expectBooksAndPayments(agree: payer, test, "\(script)")
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a webhook that comes first, twice or after the answer grants once`(_ database: TestDatabase) async throws {
        let payer = ScriptedPayer([.settleUnheard, .pend, .settle])
        try await Self.working(database, payer) { test in
            for key in ["unheard", "pending", "heard"] {
                _ = try await test.engine.purchases.buy(Credits(1_000), key: key, for: test.organization.id, by: .commandLine)
            }
            for event in payer.collect() + payer.events + payer.events { try await test.engine.purchases.take(event, of: payer.name) }
            test.clock.advance(milliseconds: 3_600_000)
            _ = try await test.engine.purchases.step(at: test.clock.now)
            #expect(payer.charged.count == 3)
            try await Self.expectBooksAndPayments(agree: payer, test)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what is pending and never told of is asked about`(_ database: TestDatabase) async throws {
        let payer = ScriptedPayer([.pend])
        try await Self.working(database, payer) { test in
            _ = try await test.engine.purchases.buy(Credits(1_000), key: "a", for: test.organization.id, by: .commandLine)
            #expect(try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).available == Credits(20_000))
            _ = payer.collect()
            test.clock.advance(milliseconds: 3_600_000)
            try await test.until("it is granted") {
                try await test.engine.storage.read { try PurchaseStore($0).purchase(key: "a", of: test.organization.id)?.state } == .granted
            }
            try await Self.expectBooksAndPayments(agree: payer, test)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a payment that came in after it was declined is granted all the same`(_ database: TestDatabase) async throws {
        let payer = ScriptedPayer([.decline])
        try await Self.working(database, payer) { test in
            let declined = try await test.engine.purchases.buy(Credits(1_000), key: "a", for: test.organization.id, by: .commandLine)
            #expect(declined.state == .declined)
            #expect(declined.failure == "insufficient funds")
            try await Self.expectBooksAndPayments(agree: payer, test)
            let event = PaymentEvent(
                id: "evt", reference: "late", purchase: declined.id.rawValue, organization: test.organization.id.rawValue,
                state: .settled(reference: "late"))
            try await test.engine.purchases.take(event, of: payer.name)
            #expect(try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).available == Credits(21_000))
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `an invoice grants nothing until the operator settles it`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan).working { test in
            let (desk, organization) = (test.engine.purchases, test.organization.id)
            let bought = try await desk.buy(Credits(1_000), key: "a", for: organization, by: .commandLine)
            #expect(bought.state == .pending)
            #expect(bought.reference == "INV-00000001")
            #expect(try await desk.settle(bought.id, of: organization, by: .commandLine).state == .granted)
            #expect(try await desk.settle(bought.id, of: organization, by: .commandLine).state == .granted)
            #expect(try await test.engine.registry.books(of: organization, at: test.clock.now).available == Credits(21_000))
            let second = try await desk.buy(Credits(1_000), key: "b", for: organization, by: .commandLine)
            #expect(try await desk.cancel(second.id, of: organization, by: .commandLine).state == .cancelled)
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a purchase that the storage fails at any write ends paid and granted, or neither`(_ database: TestDatabase) async throws {
        for failAt in 1...200 {
            let storage = try await database.open()
            let payer = ScriptedPayer()
            let prepared = try await TestEngine(storage, plan: Self.plan, providers: PaymentProviders(payer))
            let failing = FailingStorage(storage, failAt: failAt)
            let clock = prepared.clock
            _ = try? await TestEngine(failing, plan: Self.plan, clock: clock, providers: PaymentProviders(payer)).engine.purchases.buy(
                Credits(1_000), key: "a", for: prepared.organization.id, by: .commandLine)
            // Whoever asks again after the crash, and whatever is left pending, comes to the same end.
            clock.advance(milliseconds: 3_600_000)
            _ = try await prepared.engine.purchases.step(at: clock.now)
            let again = try await prepared.engine.purchases.buy(
                Credits(1_000), key: "a", for: prepared.organization.id, by: .commandLine)
            #expect(again.state == .granted, "after a failure at write \(failAt)")
            #expect(payer.charged.count == 1)
            try await Self.expectBooksAndPayments(agree: payer, prepared, "after a failure at write \(failAt)")
            guard failing.hasFired else {
                print("\(database): a purchase survives each of its \(failAt - 1) writes failing")
                return
            }
        }
    }
}
