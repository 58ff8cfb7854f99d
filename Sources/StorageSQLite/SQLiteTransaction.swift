import StorageCore

final class SQLiteTransaction: Transaction {
    private let connection: OpaquePointer
    private let statements: StatementCache
    /// The first error. PostgreSQL gives up a transaction at its first error; so does this one, so that stores can't tell them apart.
    private var failure: StorageError?

    init(on connection: OpaquePointer?, statements: StatementCache) throws(StorageError) {
        guard let connection else { throw .failed("The database is closed.") }
        self.connection = connection
        self.statements = statements
    }

    var dialect: Dialect { .sqlite }

    func run<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        let result = try body(self)
        if let failure { throw failure }
        return result
    }

    func rows(_ statement: SQL) throws -> [Row] {
        try attempt { () throws(StorageError) in
            try statements.statement(statement.text, on: connection).rows(statement.parameters)
        }
    }

    func execute(_ statement: SQL) throws -> Int {
        try attempt { () throws(StorageError) in
            try statements.statement(statement.text, on: connection).execute(statement.parameters)
        }
    }

    func batch(_ text: String, _ parameters: [[SQLValue]]) throws {
        try attempt { () throws(StorageError) in
            let statement = try statements.statement(text, on: connection)
            for row in parameters { _ = try statement.execute(row) }
        }
    }

    private func attempt<Result>(_ work: () throws(StorageError) -> Result) throws(StorageError) -> Result {
        if let failure { throw failure }
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }
}
