import StorageCore
import TestSupport
import Testing

/// The storages that other tests wrap around theirs do what they say.
struct TestStorageTests {
    @Test(arguments: TestDatabase.available)
    func `rerunning counts each write once in the database`(database: TestDatabase) async throws {
        let storage = RerunningStorage(try await database.open(), seed: 7)
        try await storage.migrate(Schema.one)
        for id in 1...20 {
            try await storage.write { try $0.execute("INSERT INTO account (id, name) VALUES (\(id), \("n\(id)"))") }
        }
        #expect((5...15).contains(storage.reruns))
        #expect(try await storage.read { try $0.row("SELECT COUNT(*) FROM account")?.integer(0) } == 20)
    }

    @Test func `the same seed reruns the same writes`() async throws {
        let (one, other) = (
            RerunningStorage(try await TestDatabase.sqlite.open(), seed: 1), RerunningStorage(try await TestDatabase.sqlite.open(), seed: 1)
        )
        for _ in 0..<20 {
            try await one.write { _ in }
            try await other.write { _ in }
            #expect(one.reruns == other.reruns)
        }
    }

    private static func work(_ storage: any Storage) async throws {
        try await storage.write { transaction in
            try transaction.execute("INSERT INTO account (id, name) VALUES (1, 'one')")
            try transaction.batch("UPDATE account SET balance = ? WHERE id = ?", [[.integer(5), .integer(1)]])
            _ = try transaction.rows("SELECT * FROM account")
            _ = try transaction.rows("UPDATE account SET note = 'x' RETURNING id")
        }
    }

    @Test(arguments: TestDatabase.available)
    func `each write and the commit can be made to fail`(database: TestDatabase) async throws {
        for failAt in 1...5 {
            let base = try await database.open()
            try await base.migrate(Schema.one)
            let storage = FailingStorage(base, failAt: failAt)
            if failAt == 5 {
                try await Self.work(storage)
                #expect(!storage.hasFired)
                #expect(storage.count == 4)
                continue
            }
            await #expect(throws: FailingStorage.Failure(write: failAt)) { try await Self.work(storage) }
            #expect(storage.hasFired)
            #expect(try await storage.read { try $0.row("SELECT COUNT(*) FROM account")?.integer(0) } == 0)
            try await Self.work(storage)
            #expect(try await storage.read { try $0.row("SELECT balance FROM account")?.integer(0) } == 5)
        }
    }

    @Test func `a failure that the closure catches still takes everything back`() async throws {
        let base = try await TestDatabase.sqlite.open()
        try await base.migrate(Schema.one)
        let storage = FailingStorage(base, failAt: 2)
        await #expect(throws: FailingStorage.Failure.self) {
            try await storage.write { transaction in
                try transaction.execute("INSERT INTO account (id, name) VALUES (1, 'one')")
                _ = try? transaction.execute("INSERT INTO account (id, name) VALUES (2, 'two')")
            }
        }
        #expect(try await storage.read { try $0.row("SELECT COUNT(*) FROM account")?.integer(0) } == 0)
    }
}
