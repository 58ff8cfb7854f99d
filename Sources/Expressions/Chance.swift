/// What is drawn at random, always from the context.
enum Chance {
    /// A version 4 UUID.
    static func uuid(_ context: any EvaluationContext) -> String {
        let (high, low) = (context.random(), context.random())
        var bytes = (0..<8).map { UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * $0)) }
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * $0)) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(TextCoding.hex(bytes).utf8)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
        return groups.joined(separator: "-")
    }

    /// A number from 0 up to `bound`.
    static func index(below bound: Int, _ context: any EvaluationContext) -> Int {
        Int(context.random().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
