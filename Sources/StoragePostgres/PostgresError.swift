import StorageCore

/// What the server or libpq refused, and what can be done about it.
struct PostgresError: Error {
    enum Remedy {
        /// Another transaction came in between: run the closure again.
        case rerun
        /// The server went away, or is a standby by now: connect again, then run the closure again.
        case reconnect
        /// The tables changed under a prepared statement: connect again, once.
        case prepareAgain
        case none
    }

    /// Empty when it was libpq that found the error.
    let sqlstate: String
    let message: String
    let isConnectionLost: Bool

    init(sqlstate: String = "", message: String, isConnectionLost: Bool) {
        self.sqlstate = sqlstate
        self.message = message
        self.isConnectionLost = isConnectionLost
    }

    /// 25006, "read-only transaction", is what a client gets from a standby that was the primary a moment ago.
    var remedy: Remedy {
        if isConnectionLost || sqlstate.hasPrefix("08") { return .reconnect }
        switch sqlstate {
        case "40001", "40P01": return .rerun
        case "57P01", "57P02", "57P03", "25006": return .reconnect
        case "0A000": return .prepareAgain
        default: return .none
        }
    }

    /// 42804: a value of another type than its column's, which a STRICT table of SQLite refuses as a constraint.
    var storageError: StorageError {
        if sqlstate.hasPrefix("23") || sqlstate == "42804" { return .constraint(message) }
        return .failed(sqlstate.isEmpty ? message : "\(message) (SQLSTATE \(sqlstate))")
    }
}
