import GRDB
import StorageCore

/// Runs `work`; GRDB's errors leave as ours, all others as they are.
func storageErrors<Result>(_ work: () throws -> Result) throws -> Result {
    do {
        return try work()
    } catch let error as DatabaseError {
        let message = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        throw error.resultCode == .SQLITE_CONSTRAINT ? StorageError.constraint(message) : StorageError.failed(message)
    }
}
