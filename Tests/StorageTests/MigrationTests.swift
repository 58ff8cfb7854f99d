import StorageCore
import TestSupport
import Testing

struct MigrationTests {
    private func history(_ storage: any Storage) async throws -> [String] {
        try await storage.read { transaction in
            try transaction.rows("SELECT version, name, applied FROM schema_version ORDER BY version").map { row in
                #expect(try row.integer(2) > 1_700_000_000_000)
                return try "\(row.integer(0)) \(row.text(1))"
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `each migration is applied once, in order`(database: TestDatabase) async throws {
        let storage = try await database.open()
        try await storage.migrate(Schema.one)
        #expect(try await history(storage) == ["1 accounts"])
        try await storage.migrate(Schema.two)
        try await storage.migrate(Schema.two)
        #expect(try await history(storage) == ["1 accounts", "2 entries"])
    }

    @Test(arguments: TestDatabase.available)
    func `a schema newer than the program is refused`(database: TestDatabase) async throws {
        let storage = try await database.open()
        try await storage.migrate(Schema.two)
        await #expect(throws: StorageError.schemaTooNew(found: 2, known: 1)) { try await storage.migrate(Schema.one) }
        #expect(try await history(storage) == ["1 accounts", "2 entries"])
    }

    @Test(arguments: TestDatabase.available)
    func `a migration that fails leaves nothing of itself`(database: TestDatabase) async throws {
        let storage = try await database.open()
        let wrong = Migration(
            version: 2, name: "wrong", statements: ["CREATE TABLE half (id INTEGER) STRICT", "CREATE TABLE account (id INTEGER) STRICT"])
        await #expect(throws: StorageError.self) { try await storage.migrate(Schema.one + [wrong]) }
        #expect(try await history(storage) == ["1 accounts"])
        await #expect(throws: StorageError.self) { try await storage.read { try $0.rows("SELECT * FROM half") } }
        try await storage.migrate(Schema.two)
        #expect(try await history(storage) == ["1 accounts", "2 entries"])
    }

    @Test(arguments: TestDatabase.available)
    func `several that migrate at once do it once`(database: TestDatabase) async throws {
        let storage = try await database.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await storage.migrate(Schema.two) } }
            try await group.waitForAll()
        }
        #expect(try await history(storage) == ["1 accounts", "2 entries"])
    }
}
