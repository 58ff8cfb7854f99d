import Engine
import Foundation
import Ledger
import ModuleLibrary
import Payments
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// One organization's life, step by step, each step cut off at a random write and then tried again.
final class RandomHistory {
    static let plan = Plan(
        id: "history", name: "History", creditsPerPeriod: Credits(25), transferPerPeriod: nil, rollover: Plan.Rollover(percent: 40),
        retentionDays: 5, price: PlanPrice(minorUnits: 1_000, currency: "USD", per: Credits(10)),
        extra: Plan.ExtraTerms(manualUnit: Credits(1), autoUnit: Credits(5)))
    static let other = Plan(id: "other", name: "Other", creditsPerPeriod: Credits(40), transferPerPeriod: nil, retentionDays: 5)
    private static let day: Int64 = 86_400_000
    private static let blueprint =
        #"{"name":"Three","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"a"}},{"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":"{{split(\"a,b\"; \",\")}}"}},{"id":3,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{2.value}}"}}],"metadata":{"version":1}}"#

    private let storage: any Storage
    private var chance: Seeded
    private let clock: TestClock
    private let payer: ScriptedPayer
    private let organization: Organization.ID
    private let scenario: Scenario
    private let plans = Plans([plan, other])
    private var keys = 0
    private(set) var cutOff = 0
    private(set) var log: [String] = []

    init(_ storage: any Storage, payer: ScriptedPayer, seed: UInt64) async throws {
        self.payer = payer
        self.storage = storage
        chance = Seeded(seed)
        clock = TestClock("2027-01-31T22:30:00.000Z")
        let now = clock.now
        let made = try await storage.write { transaction in
            try OrganizationMaker(transaction, at: now).make(name: "History \(seed)", zone: "Europe/Prague", plan: Self.plan)
        }
        organization = made.id
        let team = try await storage.read { try IdentityStore($0).teams(of: made.id) }[0].id
        let engine = try await TestEngine(storage, plan: Self.plan, clock: clock, providers: PaymentProviders(payer))
        scenario = try await engine.scenarios.create(
            blueprint: Array(Self.blueprint.utf8), team: team, organization: made.id, author: nil
        ).scenario
        await engine.engine.library.shutdown()
    }

    /// A payment server that settles, declines, loses answers and lets wait, by chance.
    static func payer(seed: UInt64) -> ScriptedPayer {
        var chance = Seeded(seed)
        let steps: [ScriptedPayer.Step] = [.settle, .settle, .settleUnheard, .timeOut, .decline, .pend]
        return ScriptedPayer((0..<1_000).map { _ in steps[chance.below(steps.count)] })
    }

    func live(steps: Int) async throws {
        for _ in 0..<steps {
            try await step()
            try await check()
        }
    }

    // MARK: Steps

    private func step() async throws {
        switch chance.below(12) {
        case 0, 1, 2, 3: try await run()
        case 4, 5: try await buy()
        case 6:
            try await ledger("grant") { desk, id in _ = try desk.grant(.promotional, Credits(3), note: "gift", to: id, by: .commandLine) }
        case 7: try await void()
        case 8: try await refund()
        case 9: try await changePlan()
        case 10: try await upkeep()
        default: advance()
        }
    }

    /// As a process that dies at a write and one that comes after it.
    private func run() async throws {
        log.append("run")
        let id = RunID.make(at: clock.now.milliseconds)
        let (scenario, options) = (scenario, RunOptions())
        let failing = FailingStorage(storage, failAt: 1 + chance.below(14))
        _ = try? await engine(on: failing).working { test in
            let ticket = test.engine.completions.expect(id)
            do {
                _ = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil, options: options, id: id)
            } catch {
                test.engine.completions.forget(id)
                throw error
            }
            return try await ticket.value()
        }
        if failing.hasFired { cutOff += 1 }
        let organization = organization
        try await engine(on: storage).working { test in
            try await test.until("the run has ended, waits for credits, or never was") {
                let (queued, run) = try await test.engine.storage.read { transaction in
                    (try QueueStore(transaction).queued(id, in: organization), try RunStore(transaction).run(id, in: organization))
                }
                if let run { return !run.state.isLive }
                let paused = try await test.engine.registry.books(of: organization, at: test.clock.now).pause != nil
                return queued == nil || paused
            }
        }
    }

    private func buy() async throws {
        keys += 1
        log.append("buy \(keys)")
        let (key, amount) = ("key \(keys)", Credits(Int64(1 + chance.below(4))))
        let failing = FailingStorage(storage, failAt: 1 + chance.below(16))
        _ = try? await engine(on: failing).engine.purchases.buy(amount, key: key, for: organization, by: .commandLine)
        if failing.hasFired { cutOff += 1 }
        // Late and twice: what the provider tells by itself, and what it is asked for again.
        let test = try await engine(on: storage)
        for event in (chance.below(2) == 0 ? payer.collect() : []) + payer.events + payer.events {
            try await test.engine.purchases.take(event, of: payer.name)
        }
        clock.advance(milliseconds: 3_600_000)
        _ = try await test.engine.purchases.step(at: clock.now)
    }

    private func void() async throws {
        let id = organization
        let lots = try await storage.read { try LedgerStore($0).lots(of: id) }.filter { $0.granted != nil }
        guard !lots.isEmpty else { return }
        let lot = lots[chance.below(lots.count)].id
        try await ledger("void \(lot)") { desk, id in _ = try desk.void(lot, of: id, note: nil, by: .commandLine) }
    }

    private func refund() async throws {
        let id = organization
        let runs = try await storage.read { try RunStore($0).runs(of: id, RunFilter(), limit: 20) }
        guard !runs.isEmpty else { return }
        let run = runs[chance.below(runs.count)].id
        keys += 1
        let key = "refund \(keys)"
        try await ledger("refund") { desk, id in
            _ = try desk.refund(run, of: id, note: nil, credits: nil, key: key, by: .commandLine)
        }
    }

    private func changePlan() async throws {
        let plan = chance.below(2) == 0 ? Self.plan : Self.other
        let (plans, now) = (plans, clock.now)
        log.append("plan \(plan.id)")
        try await twice { transaction, id in
            _ = try PlanDesk(transaction, plans: plans, at: now).change(id, to: plan, by: .commandLine)
        }
    }

    private func ledger(_ what: String, _ body: @escaping @Sendable (LedgerDesk, Organization.ID) throws -> Void) async throws {
        log.append(what)
        let (plans, now) = (plans, clock.now)
        try await twice { transaction, id in
            // What the desk refuses, it refuses before it writes.
            do {
                try body(LedgerDesk(transaction, plans: plans, at: now), id)
            } catch is InvalidInput {
            } catch is NotFound {}
        }
    }

    /// Cut off at a random write, then again to the end.
    private func twice(_ body: @escaping @Sendable (any Transaction, Organization.ID) throws -> Void) async throws {
        let failing = FailingStorage(storage, failAt: 1 + chance.below(6))
        let id = organization
        do {
            try await failing.write { try body($0, id) }
        } catch is FailingStorage.Failure {
            cutOff += 1
            try await storage.write { try body($0, id) }
        }
    }

    private func upkeep() async throws {
        log.append("upkeep")
        let test = try await engine(on: storage)
        _ = try await Auditor(storage: storage, rates: test.engine.rates, plans: plans).audit(at: clock.now)
        _ = try? await Retention(storage: FailingStorage(storage, failAt: 1 + chance.below(8)), catalog: test.engine.catalog).step(
            at: clock.now, limit: 1 + chance.below(3))
    }

    private func advance() {
        let milliseconds = [60_000, 3_600_000, Self.day, 9 * Self.day, 35 * Self.day][chance.below(5)]
        log.append("advance \(milliseconds)")
        clock.advance(milliseconds: milliseconds)
    }

    private func engine(on storage: any Storage) async throws -> TestEngine {
        try await TestEngine(
            storage, plan: Self.plan, clock: clock, settings: { $0.upkeepMilliseconds = 10_000 * Self.day },
            providers: PaymentProviders(payer),
            plans: [Self.other])
    }

    // MARK: What must hold after each step

    private func check() async throws {
        let (id, now, plans) = (organization, clock.now, plans)
        let state = try await storage.write { transaction -> (findings: [String], lots: Credits?, past: Credits?, statement: Credits?) in
            let organization = try PeriodOpening(transaction, plans: plans, at: now).open(id)
            let at = Instant(milliseconds: now.milliseconds)
            let ledger = LedgerStore(transaction)
            let report = try Auditor.report(on: organization, rates: .shipped, plans: plans, transaction)
            let page = try StatementStore(transaction).page(of: id, StatementFilter(), limit: 1, offset: 0, at: now)
            let owed = try ledger.lots(of: id).map(\.debt).sum()
            return (
                report.findings, try ledger.lots(of: id).available(at: at), try ledger.lots(of: id, asOf: now).available(at: at),
                page.sum + owed
            )
        }
        let comment = Comment(rawValue: log.joined(separator: ", "))
        #expect(state.findings == [], comment)
        #expect(state.past == state.lots, "the past against the lots: \(log)")
        #expect(state.statement == state.lots, "the statement against the lots: \(log)")
        let purchases = try await storage.read { try PurchaseStore($0).purchases(of: id, limit: 100) }
        let charged = payer.charged.filter { $0.hasPrefix("flowmeter-\(id)-") }
        let granted = Set(purchases.filter { $0.state == .granted }.map { "flowmeter-\($0.organization)-\($0.id)" })
        #expect(granted.isSubset(of: charged), "granted and not paid: \(log)")
        let open = Set(purchases.filter { $0.state == .pending }.map { "flowmeter-\($0.organization)-\($0.id)" })
        #expect(charged.subtracting(granted).isSubset(of: open), "paid, not granted, and not asked about: \(log)")
    }
}
