import CLibPQ
package import StorageCore

/// A PostgreSQL that several processes may share.
///
/// Writes are SERIALIZABLE, so that stores may read, decide and write as they do on SQLite, where writers come one after
/// the other (docs/decisions/0003).
package final class PostgresStorage: Storage {
    let settings: PostgresSettings
    let writers: Pool<PostgresSession>
    private let readers: Pool<PostgresSession>
    private let patience: Duration

    /// - Parameters:
    ///   - connection: a conninfo string or a URL; several hosts with `target_session_attrs=read-write` follow a fail-over.
    ///   - schema: where the tables are; without one, where the server's `search_path` points.
    ///   - patience: how long a transaction waits for a server that was there and went away.
    package init(
        connection: String, schema: String? = nil, writers: Int = 8, readers: Int = 8, patience: Duration = .seconds(30)
    ) throws {
        if let problem = pq_load() { throw StorageError.failed(String(cString: problem)) }
        let settings = PostgresSettings(connection: connection, schema: schema)
        let reach = PostgresSession.Reach()
        self.settings = settings
        self.patience = patience
        self.writers = Pool((0..<writers).map { PostgresSession(settings, name: "writer.\($0)", reach: reach) })
        self.readers = Pool((0..<readers).map { PostgresSession(settings, name: "reader.\($0)", reach: reach) })
    }

    package var dialect: Dialect { .postgres }

    package func read<Result: Sendable>(_ body: @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await run(.read, body, in: readers)
    }

    @discardableResult
    package func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await run(.write, body, in: writers)
    }

    package func close() async throws {
        for session in writers.members + readers.members { await session.close() }
    }

    private func run<Result: Sendable>(
        _ mode: PostgresSession.Mode, _ body: @Sendable (any Transaction) throws -> Result, in sessions: Pool<PostgresSession>
    ) async throws -> Result {
        var retries = Retries(patience: patience)
        while true {
            switch await sessions.withMember({ await $0.attempt(mode, body) }) {
            case .done(let result): return result
            case .failed(let error): throw error
            case .again(let error):
                guard let delay = retries.delay(after: error) else { throw error.storageError }
                if delay > .zero { try await Task.sleep(for: delay) }
            }
        }
    }
}
