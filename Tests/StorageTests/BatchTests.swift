import StorageCore
import TestSupport
import Testing

struct BatchTests {
    private func accounts(_ database: TestDatabase) async throws -> any Storage {
        let storage = try await database.open()
        try await storage.migrate(Schema.two)
        try await storage.write { try $0.execute("INSERT INTO account (id, name, balance) VALUES (1, 'one', 100)") }
        return storage
    }

    @Test(arguments: TestDatabase.available, [0, 1, 2, 255, 256, 257, 1000])
    func `a batch writes all of its rows`(database: TestDatabase, size: Int) async throws {
        let storage = try await accounts(database)
        let rows = (0..<size).map { [SQLValue.integer(1), .integer(Int64($0)), .integer(Int64($0) * 3)] }
        let total = try await storage.write { transaction in
            try transaction.batch("INSERT INTO entry (account, position, amount) VALUES (?, ?, ?)", rows)
            return try transaction.row("SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM entry")?.values
        }
        #expect(total == [.integer(Int64(size)), .integer(Int64(size * (size - 1) / 2 * 3))])
    }

    @Test(arguments: TestDatabase.available, [0, 1, 300, 599])
    func `an error in a batch surfaces and takes everything back`(database: TestDatabase, wrong: Int) async throws {
        let storage = try await accounts(database)
        let rows = (0..<600).map { [SQLValue.integer($0 == wrong ? 9 : 1), .integer(Int64($0)), .integer(1)] }
        let error = await #expect(throws: StorageError.self) {
            try await storage.write { try $0.batch("INSERT INTO entry (account, position, amount) VALUES (?, ?, ?)", rows) }
        }
        guard case .constraint = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await storage.read { try $0.row("SELECT COUNT(*) FROM entry")?.integer(0) } == 0)
        let right = rows.filter { $0[0] == .integer(1) }
        try await storage.write { try $0.batch("INSERT INTO entry (account, position, amount) VALUES (?, ?, ?)", right) }
    }

    @Test(arguments: TestDatabase.available)
    func `a batch takes nulls before values`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        let notes: [SQLValue] = [.null, .text("two"), .null, .text("four")]
        let values = try await storage.write { transaction in
            try transaction.batch(
                "INSERT INTO account (id, name, note) VALUES (?, ?, ?)",
                notes.enumerated().map { [.integer(Int64($0.offset + 2)), .text("n\($0.offset)"), $0.element] })
            return try transaction.rows("SELECT note FROM account WHERE id > 1 ORDER BY id").map { $0[0] }
        }
        #expect(values == notes)
    }
}
