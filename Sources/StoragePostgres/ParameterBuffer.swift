import StorageCore

/// The parameters of one execution, laid out as libpq wants them. Used again and again, so that rows of a batch cost no allocation.
struct ParameterBuffer {
    private var bytes: [UInt8] = []
    /// Where each parameter begins; -1 for NULL.
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var pointers: [UnsafePointer<CChar>?] = []

    /// Types as the server should know them; 0 leaves one to be inferred, which is all that NULL can say.
    static func type(of value: SQLValue) -> UInt32 {
        switch value {
        case .null: 0
        case .integer: PostgresType.int8
        case .text: PostgresType.text
        case .bytes: PostgresType.bytea
        }
    }

    /// Calls `body` with count, values, lengths and formats, which it may not keep.
    mutating func with<Result>(
        _ values: [SQLValue],
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        for value in values { add(value) }
        bytes.append(0)  // so that an empty last one points somewhere
        while formats.count < values.count { formats.append(1) }
        return bytes.withUnsafeBytes { bytes in
            pointers.removeAll(keepingCapacity: true)
            for offset in offsets {
                pointers.append(offset < 0 ? nil : bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self))
            }
            return body(Int32(values.count), pointers, lengths, formats)
        }
    }

    private mutating func add(_ value: SQLValue) {
        let start = bytes.count
        switch value {
        case .null: break
        case .integer(let integer): withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .bytes(let content): bytes.append(contentsOf: content)
        }
        offsets.append(value == .null ? -1 : start)
        lengths.append(Int32(bytes.count - start))
    }
}
