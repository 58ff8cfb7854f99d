import GRDB
import GRDBSQLite
import StorageCore
import Synchronization

/// The one writing connection, on a queue of its own.
///
/// GRDB's asynchronous calls give up a transaction when the task that asked for it is cancelled, with no word on whether
/// the commit was done; these run to their end.
actor SQLiteWriter {
    let pool: DatabasePool
    let file: String
    private let statements: StatementCaches
    private let executor = QueueExecutor(label: "flowmeter.sqlite.writer")
    private let waiting = Mutex<[any WriteJob]>([])

    /// Closures that share one commit at most.
    private static let groupLimit = 64

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(pool: DatabasePool, file: String, statements: StatementCaches) {
        self.pool = pool
        self.file = file
        self.statements = statements
    }

    /// What waits while a commit is on its way to the disk goes into the next one together: each closure in a savepoint of its own,
    /// so that one that throws takes back only what it did, and all the others durable by one flush.
    nonisolated func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        let job = PendingWrite(body)
        waiting.withLock { $0.append(job) }
        await commitWaiting()
        return try job.outcome()
    }

    private func commitWaiting() {
        let jobs = waiting.withLock { waiting in
            let jobs = Array(waiting.prefix(Self.groupLimit))
            waiting.removeFirst(jobs.count)
            return jobs
        }
        guard !jobs.isEmpty else { return }
        do {
            try storageErrors { try commit(jobs) }
        } catch {
            for job in jobs { job.fail(error) }
        }
    }

    private func commit(_ jobs: [any WriteJob]) throws {
        try pool.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                for job in jobs { try carryOut(job, alone: jobs.count == 1, on: database) }
                return .commit
            }
        }
    }

    /// Throws only where the whole transaction is lost.
    private func carryOut(_ job: any WriteJob, alone: Bool, on database: Database) throws {
        if alone { return try job.run(transaction(on: database, statements)) }
        try database.execute(sql: "SAVEPOINT job")
        do {
            try storageErrors { try job.run(transaction(on: database, statements)) }
            try database.execute(sql: "RELEASE job")
        } catch {
            // A full disk, or one that fails, has rolled everything back already.
            guard sqlite3_get_autocommit(database.sqliteConnection) == 0 else { throw error }
            try database.execute(sql: "ROLLBACK TO job")
            try database.execute(sql: "RELEASE job")
            job.fail(error)
        }
    }

    func synchronous() throws -> Int {
        try storageErrors {
            try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
        }
    }

    /// Pages that are given back at a time: 4 MB.
    private static let reclaimedPages = 1_000

    /// Gives some free pages back; false when few are left. The file shrinks with the next checkpoint.
    func reclaim() throws -> Bool {
        try storageErrors {
            try pool.writeWithoutTransaction { database in
                guard try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0 > Self.reclaimedPages else { return false }
                _ = try Row.fetchAll(database, sql: "PRAGMA incremental_vacuum(\(Self.reclaimedPages))")
                _ = try Row.fetchAll(database, sql: "PRAGMA wal_checkpoint(PASSIVE)")
                return true
            }
        }
    }

    /// Leaves a database file that is whole without its WAL.
    func close() throws {
        try storageErrors {
            try pool.barrierWriteWithoutTransaction { database in
                statements.empty()
                try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
            try pool.close()
        }
    }
}

/// Reads on whichever of the pool's reading connections is free.
actor SQLiteReader {
    private let pool: DatabasePool
    private let statements: StatementCaches
    private let executor: QueueExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(pool: DatabasePool, number: Int, statements: StatementCaches) {
        self.pool = pool
        self.statements = statements
        executor = QueueExecutor(label: "flowmeter.sqlite.reader.\(number)")
    }

    func read<Result: Sendable>(_ body: @Sendable (any Transaction) throws -> Result) throws -> Result {
        try storageErrors {
            try pool.read { database in
                try transaction(on: database, statements).run(body)
            }
        }
    }
}

/// A closure that waits for its turn, and what became of it.
private protocol WriteJob: Sendable {
    func run(_ transaction: SQLiteTransaction) throws
    func fail(_ error: any Error)
}

private final class PendingWrite<Answer: Sendable>: WriteJob {
    private let body: @Sendable (any Transaction) throws -> Answer
    private let answer = Mutex<Result<Answer, any Error>?>(nil)

    init(_ body: @escaping @Sendable (any Transaction) throws -> Answer) { self.body = body }

    func run(_ transaction: SQLiteTransaction) throws {
        let value = try transaction.run(body)
        answer.withLock { $0 = .success(value) }
    }

    func fail(_ error: any Error) { answer.withLock { $0 = .failure(error) } }

    func outcome() throws -> Answer {
        guard let answer = answer.withLock({ $0 }) else { preconditionFailure("a write was neither done nor refused") }
        return try answer.get()
    }
}

private func transaction(on database: Database, _ statements: StatementCaches) throws -> SQLiteTransaction {
    try SQLiteTransaction(on: database.sqliteConnection, statements: statements.cache(of: database))
}
