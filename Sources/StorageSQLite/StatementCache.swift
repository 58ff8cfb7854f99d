import GRDB
import StorageCore
import Synchronization

/// The prepared statements of one connection. Used on that connection's queue only.
final class StatementCache {
    /// Statements differ by their text, and lists make texts; without a bound a long life would collect them all.
    private static let limit = 500
    private var statements: [String: PreparedStatement] = [:]

    func statement(_ text: String, on connection: OpaquePointer) throws(StorageError) -> PreparedStatement {
        if let statement = statements[text] { return statement }
        if statements.count >= Self.limit { statements.removeAll() }
        let statement = try PreparedStatement(text, on: connection)
        statements[text] = statement
        return statement
    }

    func empty() { statements.removeAll() }
}

/// A cache for each of the pool's connections.
final class StatementCaches: Sendable {
    // Safe as each cache is used on its connection's queue only, and emptied when none of them is in use.
    private struct Confined: @unchecked Sendable { let cache: StatementCache }
    private let caches = Mutex<[ObjectIdentifier: Confined]>([:])

    func cache(of database: Database) -> StatementCache {
        caches.withLock { caches in
            if let known = caches[ObjectIdentifier(database)] { return known }
            let new = Confined(cache: StatementCache())
            caches[ObjectIdentifier(database)] = new
            return new
        }.cache
    }

    func empty() {
        caches.withLock { caches in
            for confined in caches.values { confined.cache.empty() }
        }
    }
}
