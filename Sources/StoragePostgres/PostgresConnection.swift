import CLibPQ
import StorageCore

/// One connection; every call blocks. Used on its session's queue only.
final class PostgresConnection {
    private struct Prepared {
        let name: String
        /// 0 where the server had to infer it.
        let types: [UInt32]

        func suits(_ wanted: [UInt32]) -> Bool {
            wanted.count == types.count && zip(wanted, types).allSatisfy { $0 == 0 || $0 == $1 }
        }

        /// Of a parameter that is NULL this time, the type is known from before.
        func completing(_ wanted: [UInt32]) -> [UInt32] {
            guard wanted.count == types.count else { return wanted }
            return zip(wanted, types).map { $0 == 0 ? $1 : $0 }
        }
    }

    /// Statements differ by their text, and lists make texts; without a bound server and client would collect them all.
    private static let limit = 500

    let connection: OpaquePointer
    var parameters = ParameterBuffer()
    private var prepared: [String: Prepared] = [:]
    private var preparedCount = 0

    init(_ settings: PostgresSettings) throws(PostgresError) {
        if let problem = pq_load() { throw PostgresError(message: String(cString: problem), isConnectionLost: false) }
        guard let connection = pq_connect(settings.connection) else {
            throw PostgresError(message: "libpq is out of memory.", isConnectionLost: true)
        }
        self.connection = connection
        guard pq_status(connection) == pq_connection_ok else { throw trouble() }
        for statement in settings.opening { try command(statement) }
    }

    deinit { pq_finish(connection) }

    /// True when no transaction is under way and the server is there.
    var isIdle: Bool { pq_status(connection) == pq_connection_ok && pq_transaction_status(connection) == pq_transaction_idle }

    /// Runs a text of our own, without parameters.
    @discardableResult
    func command(_ text: String) throws(PostgresError) -> PostgresResult { try checked(pq_exec(connection, text)) }

    func execute(_ statement: SQL) throws(PostgresError) -> PostgresResult {
        let name = try name(of: statement.text, types: statement.parameters.map(ParameterBuffer.type))
        return try checked(
            parameters.with(statement.parameters) { count, values, lengths, formats in
                pq_exec_prepared(connection, name, count, values, lengths, formats)
            })
    }

    /// The name under which `text` is prepared for parameters of these types.
    ///
    /// Types that were not known the first time (NULLs) are told the server when they are, as it would guess a narrower
    /// one in places like `COALESCE(?, 0)`.
    func name(of text: String, types: [UInt32]) throws(PostgresError) -> String {
        var types = types
        if let known = prepared[text] {
            guard !known.suits(types) else { return known.name }
            types = known.completing(types)
            prepared[text] = nil
            try command("DEALLOCATE \(known.name)")
        }
        if prepared.count >= Self.limit {
            prepared.removeAll()
            try command("DEALLOCATE ALL")
        }
        preparedCount += 1
        let name = "s\(preparedCount)"
        try checked(pq_prepare(connection, name, numberedPlaceholders(text), Int32(types.count), types))
        prepared[text] = Prepared(name: name, types: types)
        return name
    }

    @discardableResult
    func checked(_ result: OpaquePointer?) throws(PostgresError) -> PostgresResult {
        guard let result else { throw trouble() }
        let outcome = PostgresResult(result)
        guard outcome.isSuccess else { throw outcome.error(isConnectionLost: pq_status(connection) != pq_connection_ok) }
        return outcome
    }

    /// What libpq itself has to say, where there is no result.
    func trouble() -> PostgresError {
        var message = String(cString: pq_error_message(connection))
        while message.last?.isNewline == true { message.removeLast() }
        return PostgresError(message: message, isConnectionLost: pq_status(connection) != pq_connection_ok)
    }
}
