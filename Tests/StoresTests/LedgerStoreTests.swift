import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct LedgerStoreTests {
    @Test(arguments: TestDatabase.available)
    func `a period is opened and granted for once, whoever tries`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let end = fixture.organization.periodEnd
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    _ = try await fixture.storage.write { transaction in
                        try PeriodOpening(transaction, plans: Plans([StoreFixture.plan]), at: end).open(fixture.organization.id)
                    }
                }
            }
            try await group.waitForAll()
        }
        let lots = try await fixture.storage.read { try LedgerStore($0).lots(of: fixture.organization.id) }
        #expect(lots.map(\.granted) == [Credits(100), Credits(100)])
        #expect(lots.available(at: Instant(milliseconds: end.milliseconds)) == Credits(100))
    }

    @Test(arguments: TestDatabase.available)
    func `merged postings keep their sums per lot`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let (organization, run) = (fixture.organization.id, fixture.run(1))
        try await fixture.storage.write { transaction in
            let ledger = LedgerStore(transaction)
            try ledger.post(
                [(0, 1, 300), (1, 1, 200), (1, 2, 50), (2, 2, 25)].map {
                    LedgerStore.Posting(
                        organization: organization, run: run, sequence: $0.0, lot: Lot.ID(rawValue: $0.1),
                        credits: Credits(centicredits: $0.2),
                        posted: StoreFixture.start)
                })
            try ledger.mergePostings(of: run, in: organization)
        }
        try await fixture.storage.read { transaction in
            let audit = AuditStore(transaction)
            #expect(try audit.postingsPerLot(of: organization) == [1: Credits(5), 2: Credits(centicredits: 75)])
            #expect(try audit.postings(of: [run], in: organization) == [run: Credits(centicredits: 575)])
            let rows = try transaction.rows("SELECT sequence FROM posting WHERE organization = \(organization) ORDER BY lot")
            #expect(try rows.map { try $0.integer(0) } == [0, 0])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a posting of nothing, or less, is refused by the schema`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let posting = LedgerStore.Posting(
            organization: fixture.organization.id, run: fixture.run(1), sequence: 0, lot: 1, credits: .zero, posted: StoreFixture.start)
        await #expect(throws: StorageError.self) { try await fixture.storage.write { try LedgerStore($0).post([posting]) } }
    }
}
