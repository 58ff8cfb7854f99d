/// Bytes that are no value: cut off, damaged, or of a later version.
package struct ValueCodecError: Error, Hashable, Sendable, CustomStringConvertible {
    package var offset: Int
    package var message: String

    package var description: String { "byte \(offset): \(message)" }
}

extension ValueCodec {
    /// Reads one value from `position` on and moves it behind.
    package static func decode(_ bytes: [UInt8], at position: inout Int) throws(ValueCodecError) -> Value {
        try bytes.withUnsafeBufferPointer { (buffer) throws(ValueCodecError) in
            var reader = ValueReader(bytes: buffer, position: position)
            let value = try reader.value(depth: 0)
            position = reader.position
            return value
        }
    }

    package static func encode(_ value: Value) -> [UInt8] {
        var bytes: [UInt8] = []
        encode(value, into: &bytes)
        return bytes
    }

    package static func decode(_ bytes: [UInt8]) throws(ValueCodecError) -> Value {
        var position = 0
        let value = try decode(bytes, at: &position)
        guard position == bytes.count else { throw ValueCodecError(offset: position, message: "more bytes than the value has") }
        return value
    }
}

private struct ValueReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position: Int

    mutating func value(depth: Int) throws(ValueCodecError) -> Value {
        guard depth < ValueCodec.maxDepth else { throw error("nested deeper than maxDepth, which is \(ValueCodec.maxDepth)") }
        guard position >= 0, position < bytes.count else { throw error("the bytes end before the value does") }
        guard let tag = ValueCodec.Tag(rawValue: bytes[position]) else { throw error("unknown tag \(bytes[position])") }
        position += 1
        switch tag {
        case .null: return .null
        case .no: return .boolean(false)
        case .yes: return .boolean(true)
        case .integer: return .number(Number(try signed()))
        case .decimal:
            let exponent = try exponent()
            return .number(Number(Int128(try signed()), exponent: exponent))
        case .wideDecimal: return .number(try wide())
        case .text: return .text(try text())
        case .date: return .date(Timestamp(milliseconds: try signed()))
        case .buffer: return .buffer(Buffer(bytes: try data()))
        case .encodedBuffer:
            let encoding = try text()
            return .buffer(Buffer(bytes: try data(), encoding: encoding))
        case .array: return .array(try items(depth: depth + 1))
        case .collection: return .collection(try fields(depth: depth + 1))
        }
    }

    private mutating func items(depth: Int) throws(ValueCodecError) -> [Value] {
        let count = try count()
        var items: [Value] = []
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try value(depth: depth)) }
        return items
    }

    private mutating func fields(depth: Int) throws(ValueCodecError) -> Fields {
        let count = try count()
        var entries: [Fields.Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            let key = try text()
            entries.append(Fields.Entry(key: key, value: try value(depth: depth)))
        }
        return Fields(distinct: entries)
    }

    private mutating func wide() throws(ValueCodecError) -> Number {
        let exponent = try exponent()
        let high = Int128(Int64(bitPattern: try unsigned()))
        let significand = high << 64 | Int128(try unsigned())
        return Number(significand, exponent: exponent)
    }

    private mutating func exponent() throws(ValueCodecError) -> Int {
        let exponent = try signed()
        guard exponent.magnitude <= Number.maxExponent else { throw error("an exponent out of range") }
        return Int(exponent)
    }

    private mutating func text() throws(ValueCodecError) -> String {
        let count = try count()
        let part = UnsafeBufferPointer(rebasing: bytes[position..<position + count])
        position += count
        return String(decoding: part, as: UTF8.self)
    }

    private mutating func data() throws(ValueCodecError) -> [UInt8] {
        let count = try count()
        let part = Array(bytes[position..<position + count])
        position += count
        return part
    }

    /// A number of things of at least a byte each, so that damaged bytes never ask for more memory than they have themselves.
    private mutating func count() throws(ValueCodecError) -> Int {
        let count = try unsigned()
        guard count <= UInt64(bytes.count - position) else { throw error("the bytes end before the value does") }
        return Int(count)
    }

    private mutating func signed() throws(ValueCodecError) -> Int64 {
        let number = try unsigned()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    private mutating func unsigned() throws(ValueCodecError) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        throw error("a number without an end")
    }

    private func error(_ message: String) -> ValueCodecError { ValueCodecError(offset: position, message: message) }
}
