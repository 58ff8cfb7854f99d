import StorageCore

final class PostgresTransaction: Transaction {
    private let connection: PostgresConnection
    /// The first error; the server refuses all that follows it.
    private(set) var failure: PostgresError?

    init(on connection: PostgresConnection) { self.connection = connection }

    var dialect: Dialect { .postgres }

    func rows(_ statement: SQL) throws -> [Row] {
        try attempt { () throws(PostgresError) in try connection.execute(statement) }.rows()
    }

    func execute(_ statement: SQL) throws -> Int {
        try attempt { () throws(PostgresError) in try connection.execute(statement).changed }
    }

    func batch(_ text: String, _ parameters: [[SQLValue]]) throws {
        try attempt { () throws(PostgresError) in try connection.batch(text, parameters) }
    }

    private func attempt<Result>(_ work: () throws(PostgresError) -> Result) throws(StorageError) -> Result {
        if let failure { throw failure.storageError }
        do {
            return try work()
        } catch {
            failure = error
            throw error.storageError
        }
    }
}
