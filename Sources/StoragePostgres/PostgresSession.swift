import StorageCore
import Synchronization

/// One connection on a queue of its own, made when it is first needed and made again when it broke.
actor PostgresSession {
    enum Mode: String {
        case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case write = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
    }

    enum Attempt<Result: Sendable>: Sendable {
        case done(Result)
        case failed(any Error)
        /// Nothing was committed, and another try may succeed.
        case again(PostgresError)
    }

    /// Whether the server was ever reached: if not, what is wrong is the settings, and waiting won't help.
    final class Reach: Sendable {
        let wasReached = Atomic(false)
    }

    private let settings: PostgresSettings
    private let reach: Reach
    private var connection: PostgresConnection?
    private var isClosed = false
    private let executor: QueueExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ settings: PostgresSettings, name: String, reach: Reach) {
        self.settings = settings
        self.reach = reach
        executor = QueueExecutor(label: "flowmeter.postgres.\(name)")
    }

    func attempt<Result: Sendable>(_ mode: Mode, _ body: @Sendable (any Transaction) throws -> Result) -> Attempt<Result> {
        do {
            let connection = try connected()
            try begin(mode, on: connection)
            return run(mode, body, on: connection)
        } catch {
            disconnect()
            return isClosed || !reach.wasReached.load(ordering: .relaxed) ? .failed(error.storageError) : .again(error)
        }
    }

    /// For what isn't a transaction.
    func use<Result: Sendable>(_ body: @Sendable (PostgresConnection) throws -> Result) throws -> Result {
        do {
            return try body(connected())
        } catch let error as PostgresError {
            disconnect()
            throw error.storageError
        }
    }

    func close() {
        isClosed = true
        disconnect()
    }

    private func connected() throws(PostgresError) -> PostgresConnection {
        guard !isClosed else { throw PostgresError(message: "The database is closed.", isConnectionLost: false) }
        if let connection { return connection }
        let connection = try PostgresConnection(settings)
        reach.wasReached.store(true, ordering: .relaxed)
        self.connection = connection
        return connection
    }

    private func disconnect() { connection = nil }

    /// A standby refuses this with 0A000; it may be promoted soon, or the connection string names a primary beside it.
    private func begin(_ mode: Mode, on connection: PostgresConnection) throws(PostgresError) {
        do {
            try connection.command(mode.rawValue)
        } catch {
            throw PostgresError(sqlstate: error.sqlstate, message: error.message, isConnectionLost: true)
        }
    }

    private func run<Result: Sendable>(
        _ mode: Mode, _ body: (any Transaction) throws -> Result, on connection: PostgresConnection
    ) -> Attempt<Result> {
        let transaction = PostgresTransaction(on: connection)
        let result = Swift.Result { try body(transaction) }
        if let failure = transaction.failure {
            guard case .failure(let error) = result else { return recover(from: failure, mode, error: failure.storageError) }
            return recover(from: failure, mode, error: error)
        }
        switch result {
        case .success(let value):
            return mode == .read ? endReading(value) : commit(value, on: connection)
        case .failure(let error):
            rollBack()
            return .failed(error)
        }
    }

    private func recover<Result: Sendable>(from failure: PostgresError, _ mode: Mode, error: any Error) -> Attempt<Result> {
        switch failure.remedy {
        case .rerun:
            rollBack()
            return .again(failure)
        case .reconnect where mode == .write || failure.sqlstate != "25006", .prepareAgain:
            disconnect()
            return .again(failure)
        case .reconnect, .none:
            rollBack()
            return .failed(error)
        }
    }

    private func endReading<Result: Sendable>(_ value: Result) -> Attempt<Result> {
        rollBack()
        return .done(value)
    }

    private func commit<Result: Sendable>(_ value: Result, on connection: PostgresConnection) -> Attempt<Result> {
        do {
            let answer = try connection.command("COMMIT").command
            guard answer == "COMMIT" else { return .failed(StorageError.failed("The server answered COMMIT with \(answer).")) }
            return .done(value)
        } catch {
            // An answer over a connection that is still there says that it was not committed. Anything else says nothing.
            guard !error.isConnectionLost, connection.isIdle else {
                disconnect()
                return .failed(StorageError.outcomeUnknown("The connection broke during COMMIT: \(error.message)"))
            }
            return error.remedy == .rerun ? .again(error) : .failed(error.storageError)
        }
    }

    /// What can't be rolled back goes with its connection.
    private func rollBack() {
        guard let connection else { return }
        do {
            try connection.command("ROLLBACK")
        } catch {
            disconnect()
        }
    }
}
