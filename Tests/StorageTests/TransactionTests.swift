import StorageCore
import TestSupport
import Testing

struct TransactionTests {
    private struct Stop: Error {}

    private func accounts(_ database: TestDatabase) async throws -> any Storage {
        let storage = try await database.open()
        try await storage.migrate(Schema.two)
        try await storage.write { try $0.execute("INSERT INTO account (id, name, balance) VALUES (1, 'one', 100)") }
        return storage
    }

    private func count(_ storage: any Storage) async throws -> Int64? {
        try await storage.read { try $0.row("SELECT COUNT(*) FROM account")?.integer(0) }
    }

    @Test(arguments: TestDatabase.available)
    func `what was written is there once write returns`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        let balance = try await storage.write { transaction in
            #expect(try transaction.execute("UPDATE account SET balance = balance + \(5) WHERE id = \(1)") == 1)
            #expect(try transaction.execute("UPDATE account SET balance = 0 WHERE id = \(2)") == 0)
            return try transaction.row("UPDATE account SET balance = balance + 1 WHERE id = 1 RETURNING balance")?.integer(0)
        }
        #expect(balance == 106)
        #expect(try await storage.read { try $0.row("SELECT balance FROM account")?.integer(0) } == 106)
    }

    @Test(arguments: TestDatabase.available)
    func `writes that share a commit stand alone: one that throws takes back only its own`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        let failed = await withTaskGroup(of: Bool.self) { group in
            for index in 2...61 {
                group.addTask {
                    do {
                        try await storage.write { transaction in
                            try transaction.execute("INSERT INTO account (id, name) VALUES (\(index), \("account \(index)"))")
                            if index.isMultiple(of: 3) { throw Stop() }
                        }
                        return false
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failed == 20)
        #expect(try await count(storage) == 41)
        #expect(try await storage.read { try $0.row("SELECT COUNT(*) FROM account WHERE id % 3 = 0")?.integer(0) } == 0)
    }

    @Test(arguments: TestDatabase.available)
    func `a throw takes everything back`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        await #expect(throws: Stop.self) {
            try await storage.write { transaction in
                try transaction.execute("INSERT INTO account (id, name) VALUES (2, 'two')")
                throw Stop()
            }
        }
        #expect(try await count(storage) == 1)
    }

    @Test(
        arguments: TestDatabase.available,
        [
            "INSERT INTO account (id, name) VALUES (1, 'again')", "INSERT INTO account (id, name) VALUES (2, 'one')",
            "INSERT INTO account (id, name) VALUES (2, NULL)", "UPDATE account SET balance = balance - 101",
            "INSERT INTO entry (account, position, amount) VALUES (7, 1, 1)",
        ])
    func `what the schema forbids is a constraint error`(database: TestDatabase, statement: String) async throws {
        let storage = try await accounts(database)
        let error = await #expect(throws: StorageError.self) { try await storage.write { try $0.execute(SQL(statement)) } }
        guard case .constraint = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a value of the wrong type is a constraint error`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        let error = await #expect(throws: StorageError.self) {
            try await storage.write { try $0.execute("INSERT INTO account (id, name) VALUES (\("no number"), 'x')") }
        }
        guard case .constraint = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a mistake in a statement is an error that says what it is`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        let error = await #expect(throws: StorageError.self) { try await storage.read { try $0.rows("SELECT nothing FROM account") } }
        guard case .failed(let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(message.contains("nothing"))
        #expect(try await count(storage) == 1)
    }

    @Test(arguments: TestDatabase.available)
    func `a closure that catches an error and goes on commits nothing`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        await #expect(throws: StorageError.self) {
            try await storage.write { transaction in
                try transaction.execute("INSERT INTO account (id, name) VALUES (2, 'two')")
                _ = try? transaction.execute("INSERT INTO account (id, name) VALUES (3, 'two')")
                _ = try? transaction.execute("INSERT INTO account (id, name) VALUES (4, 'four')")
            }
        }
        #expect(try await count(storage) == 1)
        try await storage.write { try $0.execute("INSERT INTO account (id, name) VALUES (2, 'two')") }
        #expect(try await count(storage) == 2)
    }

    @Test(arguments: TestDatabase.available)
    func `a read can't write`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        await #expect(throws: StorageError.self) { try await storage.read { try $0.execute("DELETE FROM account") } }
        #expect(try await count(storage) == 1)
    }

    @Test(arguments: TestDatabase.available)
    func `a read sees one state, whatever is written meanwhile`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        let (first, second) = (Signal(), Signal())
        let reading = Task {
            try await storage.read { transaction in
                let before = try transaction.row("SELECT COUNT(*) FROM account")?.integer(0)
                first.send()
                second.wait()
                return (before, try transaction.row("SELECT COUNT(*) FROM account")?.integer(0))
            }
        }
        await first.arrival()
        try await storage.write { try $0.execute("INSERT INTO account (id, name) VALUES (2, 'two')") }
        second.send()
        let (before, after) = try await reading.value
        #expect(before == 1)
        #expect(after == 1)
        #expect(try await count(storage) == 2)
    }

    @Test(arguments: TestDatabase.available)
    func `more statements than are kept prepared all work`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        let sum = try await storage.read { transaction in
            try (0..<1200).reduce(into: Int64(0)) { sum, number in
                sum += try transaction.row("SELECT \(literal: "\(number)") + \(1)")?.integer(0) ?? 0
            }
        }
        #expect(sum == 1200 * 1201 / 2)
    }

    @Test(arguments: TestDatabase.available)
    func `concurrent read-then-write closures lose nothing`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<25 {
                        try await storage.write { transaction in
                            let balance = try transaction.row("SELECT balance FROM account WHERE id = 1")?.integer(0) ?? 0
                            try transaction.execute("UPDATE account SET balance = \(balance + 1) WHERE id = 1")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await storage.read { try $0.row("SELECT balance FROM account")?.integer(0) } == 200)
    }

    @Test(arguments: TestDatabase.available)
    func `a closed database says so`(database: TestDatabase) async throws {
        let storage = try await accounts(database)
        try await storage.close()
        await #expect(throws: StorageError.self) { try await storage.write { try $0.execute("DELETE FROM account") } }
        await #expect(throws: StorageError.self) { try await storage.read { try $0.rows("SELECT 1") } }
    }
}
