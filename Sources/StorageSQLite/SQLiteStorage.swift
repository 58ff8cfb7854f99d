import GRDB
package import StorageCore

/// The embedded database: one file in a data folder that this process owns.
///
/// Everything is written, and every checkpoint done, on one connection: SQLite up to 3.51.2 can damage a WAL file
/// when two connections write and checkpoint at once.
package final class SQLiteStorage: Storage {
    package static let fileName = "flowmeter.sqlite"

    private let pool: DatabasePool
    private let writer: SQLiteWriter
    private let readers: Pool<SQLiteReader>
    private let statements = StatementCaches()
    private let lock: FolderLock

    package init(folder: String, readers: Int = 4) throws {
        lock = try FolderLock(folder: folder)
        let file = folder + "/" + Self.fileName
        let pool = try storageErrors {
            let pool = try DatabasePool(path: file, configuration: SQLiteSettings.configuration(readers: readers))
            // FULL, as the ledger must survive a power cut. GRDB sets NORMAL on opening, so this can't be done sooner.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        }
        self.pool = pool
        writer = SQLiteWriter(pool: pool, file: file, statements: statements)
        self.readers = Pool((0..<readers).map { [statements] in SQLiteReader(pool: pool, number: $0, statements: statements) })
    }

    package var dialect: Dialect { .sqlite }

    package func read<Result: Sendable>(_ body: @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await readers.withMember { try await $0.read(body) }
    }

    @discardableResult
    package func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await writer.write(body)
    }

    package func migrate(_ migrations: [Migration]) async throws { try await writer.migrate(migrations) }

    package func reclaim() async throws {
        while try await writer.reclaim() { await Task.yield() }
    }

    package func close() async throws {
        try await writer.close()
        lock.release()
    }

    /// What `PRAGMA synchronous` reads on the writing connection: 2 is FULL.
    package func writerSynchronous() async throws -> Int { try await writer.synchronous() }
}
