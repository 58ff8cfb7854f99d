import CLibPQ
import StorageCore

/// What a statement returned, in binary format.
final class PostgresResult {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { pq_clear(result) }

    var status: Int32 { pq_result_status(result) }
    var isSuccess: Bool { status == pq_result_command_ok || status == pq_result_tuples_ok }
    var command: String { String(cString: pq_result_command(result)) }
    /// How many rows the statement changed; 0 where the server says nothing about it.
    var changed: Int { Int(String(cString: pq_result_changed(result))) ?? 0 }

    func error(isConnectionLost: Bool) -> PostgresError {
        let severity = pq_result_severity(result).map { String(cString: $0) } ?? ""
        return PostgresError(
            sqlstate: pq_result_sqlstate(result).map { String(cString: $0) } ?? "",
            message: pq_result_message(result).map { String(cString: $0) } ?? "The statement failed.",
            isConnectionLost: isConnectionLost || severity == "FATAL" || severity == "PANIC")
    }

    func rows() throws(StorageError) -> [Row] {
        let count = pq_row_count(result)
        let types = (0..<pq_column_count(result)).map { pq_column_type(result, $0) }
        var rows: [Row] = []
        rows.reserveCapacity(Int(count))
        for row in 0..<count {
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for (column, type) in types.enumerated() { values.append(try value(row, column, type)) }
            rows.append(Row(values))
        }
        return rows
    }

    private func value(_ row: Int32, _ column: Int, _ type: UInt32) throws(StorageError) -> SQLValue {
        let index = Int32(column)
        guard pq_is_null(result, row, index) == 0, let start = pq_value(result, row, index) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(pq_length(result, row, index)))
        switch type {
        case PostgresType.int8: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.unknown:
            return .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.bytea: return .bytes([UInt8](bytes))
        case PostgresType.int4: return .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case PostgresType.int2: return .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case PostgresType.bool: return .integer(bytes[0] == 0 ? 0 : 1)
        case PostgresType.void: return .null
        case PostgresType.numeric:
            guard let integer = Int64(numeric: bytes) else { throw .unexpectedType(column: column, wanted: "an integer of 64 bits") }
            return .integer(integer)
        case PostgresType.float8:
            let double = Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
            guard let integer = Int64(exactly: double) else { throw .unexpectedType(column: column, wanted: "no fractions") }
            return .integer(integer)
        default: throw .unexpectedType(column: column, wanted: "integers, text and bytes only (this is type \(type))")
        }
    }
}

/// Object ids of the types that statements give and take; they are the same on every server.
enum PostgresType {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let name: UInt32 = 19
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let float8: UInt32 = 701
    static let unknown: UInt32 = 705
    static let varchar: UInt32 = 1043
    static let numeric: UInt32 = 1700
    static let void: UInt32 = 2278
}

extension Int64 {
    /// `SUM` of integers is a numeric: digits to the base 10,000, the first one's weight, a sign. Nil unless it is an integer that fits.
    init?(numeric bytes: UnsafeRawBufferPointer) {
        func field(_ index: Int) -> Int16 { Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self)) }
        let (count, weight, sign) = (Int(field(0)), Int(field(1)), UInt16(bitPattern: field(2)))
        guard sign == 0 || sign == 0x4000 else { return nil }  // not a number, infinity
        guard count <= weight + 1 || count == 0 else { return nil }  // digits after the point
        // Downwards from zero, as the least integer has no positive counterpart.
        var negative: Int64 = 0
        for position in 0..<(count == 0 ? 0 : weight + 1) {
            let (shifted, overflow) = negative.multipliedReportingOverflow(by: 10_000)
            let (next, underflow) = shifted.subtractingReportingOverflow(position < count ? Int64(field(4 + position)) : 0)
            guard !overflow, !underflow else { return nil }
            negative = next
        }
        guard sign == 0 else {
            self = negative
            return
        }
        guard negative != .min else { return nil }
        self = -negative
    }
}
