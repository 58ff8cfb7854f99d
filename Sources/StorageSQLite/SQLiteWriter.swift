import GRDB
import StorageCore

/// The one writing connection, on a queue of its own.
///
/// GRDB's asynchronous calls give up a transaction when the task that asked for it is cancelled, with no word on whether
/// the commit was done; these run to their end.
actor SQLiteWriter {
    let pool: DatabasePool
    let file: String
    private let statements: StatementCaches
    private let executor = QueueExecutor(label: "flowmeter.sqlite.writer")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(pool: DatabasePool, file: String, statements: StatementCaches) {
        self.pool = pool
        self.file = file
        self.statements = statements
    }

    func write<Result: Sendable>(_ body: @Sendable (any Transaction) throws -> Result) throws -> Result {
        try storageErrors {
            try pool.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.immediate) {
                    result = try transaction(on: database, statements).run(body)
                    return .commit
                }
                guard let result else { preconditionFailure("a transaction was committed without its result") }
                return result
            }
        }
    }

    func synchronous() throws -> Int {
        try storageErrors {
            try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
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

private func transaction(on database: Database, _ statements: StatementCaches) throws -> SQLiteTransaction {
    try SQLiteTransaction(on: database.sqliteConnection, statements: statements.cache(of: database))
}
