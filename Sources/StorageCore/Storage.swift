/// A database, whichever it is. One transaction is one closure.
///
/// A closure given to ``write(_:)`` may run more than once (serialization failure, fail-over), so it has no side effects
/// outside the transaction; whatever it learns it returns.
///
/// An error ends its transaction, on both databases: whoever catches it inside the closure and goes on gets it again,
/// and nothing is committed.
package protocol Storage: Sendable {
    /// Which dialect the few statements that differ are written for.
    var dialect: Dialect { get }

    /// Runs `body` in a read-only transaction that sees one state of the database.
    func read<Result: Sendable>(_ body: @Sendable (any Transaction) throws -> Result) async throws -> Result

    /// Runs `body` in a transaction; when this returns, what it wrote survives a power cut.
    @discardableResult
    func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result

    /// Brings the schema up to date. Refuses a database whose schema is newer than the last of `migrations`.
    func migrate(_ migrations: [Migration]) async throws

    /// Gives back to the file system what was deleted, a little at a time, so that writers are not held up.
    func reclaim() async throws

    func close() async throws
}

extension Storage {
    // A server has its own ways (PostgreSQL: autovacuum).
    package func reclaim() async throws {}
}

/// One transaction on one connection; synchronous, since nothing else may come in between.
package protocol Transaction {
    var dialect: Dialect { get }

    /// The rows that `statement` returns (a `SELECT`, or a write with `RETURNING`).
    func rows(_ statement: SQL) throws -> [Row]

    /// Runs a write and says how many rows it changed.
    @discardableResult func execute(_ statement: SQL) throws -> Int

    /// Runs one text with many sets of parameters, for writes whose result nobody waits for:
    /// a loop over a prepared statement on SQLite, pipeline mode on PostgreSQL. An error surfaces here or at commit.
    func batch(_ text: String, _ parameters: [[SQLValue]]) throws
}

extension Transaction {
    /// The first row, if any.
    package func row(_ statement: SQL) throws -> Row? { try rows(statement).first }
}

package enum Dialect: Sendable { case sqlite, postgres }

/// A step of the schema's history, in portable SQL; ``Dialect`` rewrites types where PostgreSQL's differ. Never edited once shipped.
package struct Migration: Sendable {
    package let version: Int
    package let name: String
    /// Statements, run one after the other in one transaction.
    package let statements: [String]

    package init(version: Int, name: String, statements: [String]) {
        self.version = version
        self.name = name
        self.statements = statements
    }
}
