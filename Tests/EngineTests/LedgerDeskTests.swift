import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Grants, voids and refunds, on each database; after each the books balance.
struct LedgerDeskTests {
    private static func plan(_ credits: Int64) -> Plan {
        Plan(id: "tiny", name: "Tiny", creditsPerPeriod: Credits(credits), transferPerPeriod: nil, retentionDays: 30)
    }
    private static let words = "count-the-words.blueprint.json"

    @Test(arguments: TestDatabase.available)
    func `a grant is a lot to the end of the period, and is written down`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(10)).working { test in
            let lot = try await test.desk { try $0.grant(.promotional, Credits(5), note: "sorry", to: test.organization.id, by: .test) }
            #expect(lot.kind == .promotional && lot.remaining == Credits(5))
            #expect(lot.expires == Instant(test.organization.periodEnd))
            #expect(try await test.available() == Credits(15))
            #expect(try await test.acts().map(\.summary) == ["Granted 5 promotional credits: sorry"])
            #expect(try await test.acts().map(\.address) == ["192.0.2.1"])
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what can't be granted is refused, and nothing is written`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(10)).working { test in
            let (id, now) = (test.organization.id, test.clock.now)
            await #expect(throws: InvalidInput.self) { try await test.desk { try $0.grant(.extra, .zero, note: nil, to: id, by: .test) } }
            await #expect(throws: InvalidInput.self) {
                try await test.desk { try $0.grant(.plan, Credits(1), note: nil, to: id, by: .test) }
            }
            await #expect(throws: InvalidInput.self) {
                try await test.desk { try $0.grant(.extra, Credits(1), expires: now, note: nil, to: id, by: .test) }
            }
            let (acts, available) = (try await test.acts(), try await test.available())
            #expect(acts.isEmpty && available == Credits(10))
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a voided lot has nothing left, and is not voided twice`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(10)).working { test in
            let id = test.organization.id
            let lot = try await test.desk { try $0.grant(.extra, Credits(20), note: nil, to: id, by: .test) }
            let scenario = try await test.add(ExampleRunTests.text(Self.words))
            #expect(try await test.engine.runByHand(scenario, author: nil, trigger: nil).run.state == .success)
            let voided = try await test.desk { try $0.void(lot.id, of: id, note: "by mistake", by: .test) }
            #expect(voided.used == Credits(9) && voided.adjusted == Credits(-11) && voided.remaining == .zero)
            await #expect(throws: InvalidInput.self) { try await test.desk { try $0.void(lot.id, of: id, note: nil, by: .test) } }
            await #expect(throws: NotFound.self) { try await test.desk { try $0.void(99, of: id, note: nil, by: .test) } }
            #expect(try await test.available() == .zero)
            #expect(try await test.entries().map(\.credits) == [Credits(-11)])
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a refund goes back to the lots that paid, the last drained first`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(10)).working { test in
            let id = test.organization.id
            let extra = try await test.desk { try $0.grant(.extra, Credits(20), note: nil, to: id, by: .test) }
            let scenario = try await test.add(ExampleRunTests.text(Self.words))
            let run = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
            let first = try await test.desk { try $0.refund(run.id, of: id, note: "a part", credits: Credits(4), by: .test) }
            #expect(first.id == extra.id && first.adjusted == Credits(4))
            let rest = try await test.desk { try $0.refund(run.id, of: id, note: "the rest", by: .test) }
            #expect(rest.kind == .plan && rest.adjusted == Credits(10))
            #expect(try await test.available() == Credits(30))
            await #expect(throws: InvalidInput.self) { try await test.desk { try $0.refund(run.id, of: id, note: "again", by: .test) } }
            await #expect(throws: InvalidInput.self) {
                try await test.desk { try $0.refund(run.id, of: id, note: nil, credits: Credits(1), by: .test) }
            }
            #expect(try await test.entries().map(\.credits) == [Credits(4), Credits(5), Credits(10)])
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a refund with the same key is carried out once`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(100)).working { test in
            let id = test.organization.id
            let scenario = try await test.add(ExampleRunTests.text(Self.words))
            let run = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
            for _ in 0..<2 {
                let lot = try await test.desk { try $0.refund(run.id, of: id, note: nil, credits: Credits(4), key: "one", by: .test) }
                #expect(lot.adjusted == Credits(4))
            }
            #expect(try await test.acts().count == 1)
            #expect(try await test.available() == Credits(85))
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what a lapsed lot paid comes back as a new lot, valid to the end of the running period`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(100)).working { test in
            let id = test.organization.id
            let scenario = try await test.add(ExampleRunTests.text(Self.words))
            let run = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
            test.clock.advance(milliseconds: 31 * Instant.millisecondsPerDay)
            let lot = try await test.desk { try $0.refund(run.id, of: id, note: nil, by: .test) }
            let period = try await test.engine.registry.books(of: id, at: test.clock.now).period(containing: test.clock.now)
            #expect(lot.kind == .adjustment && lot.remaining == Credits(19) && lot.expires == period.end)
            #expect(try await test.available() == Credits(119))
            await #expect(throws: InvalidInput.self) { try await test.desk { try $0.refund(run.id, of: id, note: nil, by: .test) } }
            let now = test.clock.now
            let page = try await test.engine.storage.read {
                try StatementStore($0).page(of: id, StatementFilter(), limit: 100, offset: 0, at: now)
            }
            #expect(page.entries.first?.balance == Credits(119) && page.sum == Credits(119))
            #expect(page.entries.map(\.kind) == [.refund, .grant, .lapse, .usage, .grant])
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `runs that waited for credits go on when some are granted`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(10)).working { test in
            let scenario = try await test.add(ExampleRunTests.text(Self.words))
            #expect(try await test.engine.runByHand(scenario, author: nil, trigger: nil).run.state == .outOfCredits)
            _ = try await test.desk { try $0.grant(.extra, Credits(20), note: nil, to: test.organization.id, by: .test) }
            try await test.idle()
            let runs = try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 2) }
            #expect(runs.map(\.state) == [.success] && runs.map(\.credits) == [Credits(19)])
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `each day's flows lead from one balance to the next`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan(100)).working { test in
            let id = test.organization.id
            let scenario = try await test.add(ExampleRunTests.text(Self.words))
            let run = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
            test.clock.advance(milliseconds: Instant.millisecondsPerDay)
            let lot = try await test.desk { try $0.grant(.promotional, Credits(7), note: nil, to: id, by: .test) }
            _ = try await test.engine.runByHand(scenario, author: nil, trigger: nil)
            _ = try await test.desk { try $0.refund(run.id, of: id, note: nil, credits: Credits(2), by: .test) }
            _ = try await test.desk { try $0.void(lot.id, of: id, note: nil, by: .test) }
            test.clock.advance(milliseconds: 31 * Instant.millisecondsPerDay)
            try await test.engine.registry.refresh(at: test.clock.now)
            let (now, clock) = (test.clock.now, try await test.engine.registry.books(of: id, at: test.clock.now).clock)
            let today = clock.day(containing: now)
            let spans = (-40...0).map { clock.span(of: today.adding(days: $0)) }
            let flows = try await test.engine.storage.read { try StatementStore($0).flows(of: id, in: spans, at: now) }
            #expect(flows.first?.opening == .zero && flows.last?.closing == Credits(100))
            for (before, after) in zip(flows, flows.dropFirst()) { #expect(before.closing == after.opening) }
            #expect(flows.map(\.used).sum() == Credits(38) && flows.map(\.granted).sum() == Credits(207))
            for (span, flow) in zip(spans, flows) where span.upperBound <= now.milliseconds {
                let at = Timestamp(milliseconds: span.upperBound - 1)
                let lots = try await test.engine.storage.read { try LedgerStore($0).lots(of: id, asOf: at) }
                #expect(lots.available(at: Instant(at)) == flow.closing, "\(at.iso8601)")
            }
            #expect(try await test.findings() == [])
        }
    }
}

extension Actor {
    fileprivate static let test = Actor(user: nil, address: "192.0.2.1")
}

extension TestEngine {
    fileprivate func desk<Result: Sendable>(_ body: @escaping @Sendable (LedgerDesk) throws -> Result) async throws -> Result {
        let (plans, now) = (engine.plans, clock.now)
        let result = try await engine.storage.write { try body(LedgerDesk($0, plans: plans, at: now)) }
        try await engine.registry.reload(organization.id, at: now)
        return result
    }

    fileprivate func available() async throws -> Credits? { try await engine.registry.books(of: organization.id, at: clock.now).available }

    fileprivate func acts() async throws -> [Act] {
        try await engine.storage.read { try ActStore($0).acts(of: self.organization.id, ActFilter(), limit: 10) }
    }

    fileprivate func entries() async throws -> [LotEntry] {
        try await engine.storage.read { try LedgerStore($0).entries(of: self.organization.id) }
    }
}
