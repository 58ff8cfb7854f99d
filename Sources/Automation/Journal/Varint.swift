/// Seven bits a byte, the lowest first; the high bit says that more follow.
extension [UInt8] {
    package mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    package mutating func appendZigzag(_ value: Int64) { appendVarint(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    package mutating func appendText(_ text: String) {
        appendVarint(UInt64(text.utf8.count))
        append(contentsOf: text.utf8)
    }

    package func byte(_ position: inout Int) throws -> UInt8 {
        guard position < count else { throw DamagedSegment(message: "it ends too early") }
        defer { position += 1 }
        return self[position]
    }

    package func varint(_ position: inout Int) throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte(&position)
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
            guard shift < 64 else { throw DamagedSegment(message: "a number is too long") }
        }
    }

    package func zigzag(_ position: inout Int) throws -> Int64 {
        let value = try varint(&position)
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    package func text(_ position: inout Int) throws -> String {
        let length = Int(truncatingIfNeeded: try varint(&position))
        guard length >= 0, length <= count - position else { throw DamagedSegment(message: "a text is too long") }
        defer { position += length }
        return String(decoding: self[position..<position + length], as: UTF8.self)
    }
}
