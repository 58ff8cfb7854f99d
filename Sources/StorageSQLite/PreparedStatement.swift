import GRDBSQLite
import StorageCore

/// A statement of SQLite's, used directly: GRDB's own binding and stepping cost more than the insert of a small row.
/// Belongs to one connection, and goes when it goes.
final class PreparedStatement {
    private let connection: OpaquePointer
    private let statement: OpaquePointer
    private let parameterCount: Int

    /// Tells SQLite to copy what is bound. The macro isn't imported.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ text: String, on connection: OpaquePointer) throws(StorageError) {
        var prepared: OpaquePointer?
        var text = text
        let (code, isWhole) = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var rest: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    connection, characters.baseAddress, Int32(characters.count), UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &rest)
                guard let rest, let start = characters.baseAddress else { return (code, true) }
                return (code, characters[(rest - start)...].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x3B })
            }
        }
        guard code == SQLITE_OK else { throw Self.failure(of: connection, text: text) }
        guard let prepared, isWhole else {
            sqlite3_finalize(prepared)
            throw .failed("Not one statement: \(text)")
        }
        self.connection = connection
        statement = prepared
        parameterCount = Int(sqlite3_bind_parameter_count(prepared))
    }

    deinit { sqlite3_finalize(statement) }

    /// Runs a write and says how many rows it changed.
    func execute(_ parameters: [SQLValue]) throws(StorageError) -> Int {
        try run(parameters) { _ in }
        return sqlite3_stmt_readonly(statement) == 0 ? Int(sqlite3_changes(connection)) : 0
    }

    func rows(_ parameters: [SQLValue]) throws(StorageError) -> [Row] {
        var rows: [Row] = []
        try run(parameters) { (statement) throws(StorageError) in rows.append(try Self.row(of: statement)) }
        return rows
    }

    private func run(_ parameters: [SQLValue], onRow: (OpaquePointer) throws(StorageError) -> Void) throws(StorageError) {
        try bind(parameters)
        // A statement that isn't reset keeps its transaction from ending.
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try onRow(statement)
            case SQLITE_DONE: return
            default: throw Self.failure(of: connection, text: text)
            }
        }
    }

    private func bind(_ parameters: [SQLValue]) throws(StorageError) {
        guard parameters.count == parameterCount else {
            throw .failed("\(parameters.count) parameters for the \(parameterCount) of: \(text)")
        }
        var index: Int32 = 0
        for parameter in parameters {
            index += 1
            guard bind(parameter, at: index) == SQLITE_OK else { throw Self.failure(of: connection, text: text) }
        }
    }

    @inline(__always)
    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(statement, index)
        case .integer(let integer):
            return sqlite3_bind_int64(statement, index, integer)
        case .text(var text):
            return text.withUTF8 { bytes in
                // A nil pointer would bind NULL.
                guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, Self.transient) }
                return sqlite3_bind_text64(
                    statement, index, UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), UInt64(bytes.count), Self.transient,
                    UInt8(SQLITE_UTF8))
            }
        case .bytes(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
            return bytes.withUnsafeBytes { sqlite3_bind_blob64(statement, index, $0.baseAddress, UInt64($0.count), Self.transient) }
        }
    }

    private static func row(of statement: OpaquePointer) throws(StorageError) -> Row {
        let count = sqlite3_column_count(statement)
        var values: [SQLValue] = []
        values.reserveCapacity(Int(count))
        for column in 0..<count { values.append(try value(of: statement, column)) }
        return Row(values)
    }

    private static func value(of statement: OpaquePointer, _ column: Int32) throws(StorageError) -> SQLValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement, column)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, column)
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))))
        case SQLITE_FLOAT:
            guard let integer = Int64(exactly: sqlite3_column_double(statement, column)) else {
                throw .unexpectedType(column: Int(column), wanted: "no fractions")
            }
            return .integer(integer)
        default:
            return .null
        }
    }

    private var text: String { sqlite3_sql(statement).map { String(cString: $0) } ?? "" }

    private static func failure(of connection: OpaquePointer, text: String) -> StorageError {
        let message = String(cString: sqlite3_errmsg(connection))
        switch sqlite3_errcode(connection) & 0xFF {
        // A text where an integer key belongs has a code of its own.
        case SQLITE_CONSTRAINT, SQLITE_MISMATCH: return .constraint(message)
        default: return .failed("\(message), in: \(text)")
        }
    }
}
