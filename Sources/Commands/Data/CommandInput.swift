import Engine
import Ledger
import Stores
import Values

/// A file that a command reads as JSON.
enum CommandDocument {
    static func json(_ bytes: [UInt8]) throws -> JSON {
        do throws(JSONError) {
            return try JSON(parsing: bytes)
        } catch {
            throw InvalidInput("file", "It is not JSON: \(error.description)")
        }
    }
}

/// Amounts as people write them: `500`, `0.5`.
enum CommandAmount {
    static func credits(_ text: String, _ name: String) throws -> Credits {
        guard let amount = Credits(parsing: text), amount > .zero, amount <= LedgerDesk.most else {
            throw InvalidInput(name, "It is an amount above zero, such as 500 or 0.5.")
        }
        return amount
    }

    static func instant(_ text: String, _ name: String) throws -> Timestamp {
        guard let instant = Timestamp(iso8601: text) else {
            throw InvalidInput(name, "It is a time in ISO 8601, such as 2026-11-22T10:00:00Z.")
        }
        return instant
    }
}
