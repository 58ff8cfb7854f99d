import StorageCore
import StoragePostgres
import Synchronization
import TestSupport
import Testing

struct PostgresStorageTests {
    private func counter(_ database: TestDatabase) async throws -> any Storage {
        let storage = try await database.open()
        try await storage.migrate(Schema.two)
        try await storage.write { try $0.execute("INSERT INTO account (id, name, balance) VALUES (1, 'one', 0), (2, 'two', 0)") }
        return storage
    }

    @Test(arguments: TestDatabase.postgres)
    func `a closure that another transaction came between runs again`(database: TestDatabase) async throws {
        let storage = try await counter(database)
        let runs = Atomic(0)
        let (hasRead, mayWrite) = (Signal(), Signal())
        let slow = Task {
            try await storage.write { transaction in
                let balance = try transaction.row("SELECT balance FROM account WHERE id = 1")?.integer(0) ?? 0
                if runs.add(1, ordering: .relaxed).newValue == 1 {
                    hasRead.send()
                    mayWrite.wait()
                }
                try transaction.execute("UPDATE account SET balance = \(balance + 1) WHERE id = 1")
            }
        }
        await hasRead.arrival()
        try await storage.write { try $0.execute("UPDATE account SET balance = balance + 1 WHERE id = 1") }
        mayWrite.send()
        try await slow.value
        #expect(runs.load(ordering: .relaxed) == 2)
        #expect(try await storage.read { try $0.row("SELECT balance FROM account WHERE id = 1")?.integer(0) } == 2)
    }

    /// The rule "together at most 1" holds only if writers see each other, as they do on SQLite.
    @Test(arguments: TestDatabase.postgres)
    func `two that decide on what the other changes can't both be right`(database: TestDatabase) async throws {
        let storage = try await counter(database)
        let runs = Atomic(0)
        let (firstHasRead, secondIsDone) = (Signal(), Signal())
        let first = Task {
            try await storage.write { transaction in
                let sum = try transaction.row("SELECT SUM(balance) FROM account")?.integer(0) ?? 0
                if runs.add(1, ordering: .relaxed).newValue == 1 {
                    firstHasRead.send()
                    secondIsDone.wait()
                }
                if sum < 1 { try transaction.execute("UPDATE account SET balance = 1 WHERE id = 1") }
            }
        }
        await firstHasRead.arrival()
        try await storage.write { transaction in
            let sum = try transaction.row("SELECT SUM(balance) FROM account")?.integer(0) ?? 0
            if sum < 1 { try transaction.execute("UPDATE account SET balance = 1 WHERE id = 2") }
        }
        secondIsDone.send()
        try await first.value
        #expect(try await storage.read { try $0.row("SELECT SUM(balance) FROM account")?.integer(0) } == 1)
    }

    @Test(arguments: TestDatabase.postgres)
    func `a connection that the server ends is made again and the closure runs again`(database: TestDatabase) async throws {
        let storage = try await counter(database)
        let runs = Atomic(0)
        try await storage.write { transaction in
            try transaction.execute("UPDATE account SET balance = balance + 1 WHERE id = 1")
            if runs.add(1, ordering: .relaxed).newValue == 1 {
                _ = try transaction.rows("SELECT pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(runs.load(ordering: .relaxed) == 2)
        #expect(try await storage.read { try $0.row("SELECT balance FROM account WHERE id = 1")?.integer(0) } == 1)
    }

    @Test(arguments: TestDatabase.postgres)
    func `a commit whose outcome nobody knows is an error`(database: TestDatabase) async throws {
        let storage = try await counter(database)
        let runs = Atomic(0)
        let victim = Mutex<Int64>(0)
        let (isReady, isGone) = (Signal(), Signal())
        let writing = Task {
            try await storage.write { transaction in
                runs.add(1, ordering: .relaxed)
                let process = try transaction.row("SELECT pg_backend_pid()")?.integer(0) ?? 0
                victim.withLock { $0 = process }
                isReady.send()
                isGone.wait()
            }
        }
        await isReady.arrival()
        let process = victim.withLock { $0 }
        try await storage.write { try $0.rows("SELECT pg_terminate_backend(CAST(\(process) AS INTEGER), 5000)") }
        isGone.send()
        let error = await #expect(throws: StorageError.self) { try await writing.value }
        guard case .outcomeUnknown = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(runs.load(ordering: .relaxed) == 1)
        try await storage.write { try $0.execute("UPDATE account SET balance = 3 WHERE id = 1") }
    }

    @Test(arguments: TestDatabase.postgres)
    func `concurrent claims take each row once`(database: TestDatabase) async throws {
        let storage = try await counter(database)
        try await storage.write { transaction in
            try transaction.batch(
                "INSERT INTO entry (account, position, amount) VALUES (1, ?, 0)", (0..<60).map { [.integer(Int64($0))] })
        }
        let claimed = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<3 { group.addTask { try await Self.claimAll(storage) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.sorted() == Array(0..<60))
    }

    private static func claimAll(_ storage: any Storage) async throws -> [Int64] {
        var all: [Int64] = []
        while true {
            let claimed = try await storage.write { transaction in
                let open = try transaction.rows(
                    "SELECT position FROM entry WHERE account = 1 AND amount = 0 ORDER BY position LIMIT \(5)\(transaction.dialect.skipLocked)"
                ).map { try $0.integer(0) }
                try transaction.execute("UPDATE entry SET amount = 1 WHERE account = 1 AND position IN (\(list: open))")
                return open
            }
            guard !claimed.isEmpty else {
                let left = try await storage.read { try $0.row("SELECT COUNT(*) FROM entry WHERE amount = 0")?.integer(0) }
                guard left != 0 else { return all }
                continue
            }
            all += claimed
        }
    }

    @Test(arguments: TestDatabase.postgres)
    func `a commit waits for the disk and reads are read-only snapshots`(database: TestDatabase) async throws {
        let storage = try await database.open()
        let settings: SQL = "SELECT current_setting('synchronous_commit'), current_setting('transaction_isolation')"
        #expect(try await storage.write { try $0.row(settings)?.values } == [.text("on"), .text("serializable")])
        #expect(try await storage.read { try $0.row(settings)?.values } == [.text("on"), .text("repeatable read")])
    }

    @Test(arguments: TestDatabase.postgres)
    func `a table that changed under a prepared statement is read again`(database: TestDatabase) async throws {
        let storage = try await counter(database)
        let all: SQL = "SELECT * FROM account WHERE id = \(1)"
        #expect(try await storage.write { try $0.row(all)?.values.count } == 5)
        let third = Migration(version: 3, name: "color", statements: ["ALTER TABLE account ADD COLUMN color TEXT"])
        try await storage.migrate(Schema.two + [third])
        #expect(try await storage.write { try $0.row(all)?.values.count } == 6)
    }

    @Test func `a server that was never there is an error at once`() async throws {
        let storage = try PostgresStorage(connection: "host=/nowhere/at/all dbname=none user=nobody")
        let error = await #expect(throws: StorageError.self) { try await storage.read { try $0.rows("SELECT 1") } }
        guard case .failed(let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(message.contains("/nowhere/at/all"))
    }
}
