/// Values as bytes, for the journal: a tag, then varints and UTF-8. What was written by one version is read by every later one: tags
/// are only ever added.
package enum ValueCodec {
    enum Tag: UInt8 {
        case null = 0
        case no = 1
        case yes = 2
        case integer = 3
        case decimal = 4
        case wideDecimal = 5
        case text = 6
        case date = 7
        case buffer = 8
        case encodedBuffer = 9
        case array = 10
        case collection = 11
    }

    /// Values nest no deeper than this; what does is refused when it is read, so that no stack overflows.
    package static let maxDepth = 512

    package static func encode(_ value: Value, into bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(Tag.null.rawValue)
        case .boolean(let flag): bytes.append(flag ? Tag.yes.rawValue : Tag.no.rawValue)
        case .number(let number): encode(number, into: &bytes)
        case .text(let text):
            bytes.append(Tag.text.rawValue)
            write(text, into: &bytes)
        case .date(let date):
            bytes.append(Tag.date.rawValue)
            write(zigzag(date.milliseconds), into: &bytes)
        case .buffer(let buffer):
            bytes.append(buffer.encoding == nil ? Tag.buffer.rawValue : Tag.encodedBuffer.rawValue)
            if let encoding = buffer.encoding { write(encoding, into: &bytes) }
            write(UInt64(buffer.bytes.count), into: &bytes)
            bytes.append(contentsOf: buffer.bytes)
        case .array(let items):
            bytes.append(Tag.array.rawValue)
            write(UInt64(items.count), into: &bytes)
            for item in items { encode(item, into: &bytes) }
        case .collection(let fields):
            bytes.append(Tag.collection.rawValue)
            encode(fields, into: &bytes)
        }
    }

    private static func encode(_ fields: Fields, into bytes: inout [UInt8]) {
        write(UInt64(fields.count), into: &bytes)
        for entry in fields.entries {
            write(entry.key, into: &bytes)
            encode(entry.value, into: &bytes)
        }
    }

    private static func encode(_ number: Number, into bytes: inout [UInt8]) {
        switch number.form {
        case .compact(let value, exponent: 0):
            bytes.append(Tag.integer.rawValue)
            write(zigzag(value), into: &bytes)
        case .compact(let value, let exponent):
            bytes.append(Tag.decimal.rawValue)
            write(zigzag(Int64(exponent)), into: &bytes)
            write(zigzag(value), into: &bytes)
        case .wide(let value, let exponent):
            bytes.append(Tag.wideDecimal.rawValue)
            write(zigzag(Int64(exponent)), into: &bytes)
            write(UInt64(truncatingIfNeeded: value >> 64), into: &bytes)
            write(UInt64(truncatingIfNeeded: value), into: &bytes)
        }
    }

    package static func write(_ number: UInt64, into bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func write(_ text: String, into bytes: inout [UInt8]) {
        write(UInt64(text.utf8.count), into: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    private static func zigzag(_ number: Int64) -> UInt64 { UInt64(bitPattern: number << 1 ^ number >> 63) }
}
