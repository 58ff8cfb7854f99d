import TestSupport
import Testing
import Values

@Suite struct ValueCodecTests {
    @Test func `every kind of value survives`() throws {
        let values: [Value] = [
            nil, true, false, 0, 1, -1, 127, 128, .number(Number(Int64.min)), .number(Number(Int64.max)), "", "é😀",
            .date(Timestamp(milliseconds: -5)),
            .buffer(Buffer(bytes: [0, 255])), .buffer(Buffer(bytes: [65], encoding: "utf-8")), [], [:], [[1, "a"], ["b": nil]],
        ]
        for value in values { #expect(try ValueCodec.decode(ValueCodec.encode(value)) == value) }
        for text in ["0.5", "-1e400", "1e-300", "12345678901234567890.123456789", "-99999999999999999999999999999999"] {
            let value = Value.number(try #require(Number(parsing: text)))
            #expect(try ValueCodec.decode(ValueCodec.encode(value)) == value)
        }
    }

    @Test func `random values survive, one behind the other`() throws {
        for seed: UInt64 in 0..<300 {
            var generator = Seeded(seed)
            let values = (0..<5).map { _ in value(depth: 4, &generator) }
            var bytes: [UInt8] = []
            for value in values { ValueCodec.encode(value, into: &bytes) }
            var position = 0
            for value in values { #expect(try ValueCodec.decode(bytes, at: &position) == value, "seed \(seed)") }
            #expect(position == bytes.count)
        }
    }

    private func value(depth: Int, _ generator: inout Seeded) -> Value {
        switch Int.random(in: 0...(depth > 0 ? 8 : 5), using: &generator) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &generator))
        case 2: return .number(Number(Int64.random(in: .min ... .max, using: &generator) >> Int64.random(in: 0..<64, using: &generator)))
        case 3: return .text(String(repeating: "aé", count: Int.random(in: 0...200, using: &generator)))
        case 4: return .date(Timestamp(milliseconds: Int64.random(in: -(1 << 50)...(1 << 50), using: &generator)))
        case 5: return .buffer(Buffer(bytes: (0..<Int.random(in: 0...300, using: &generator)).map { UInt8(truncatingIfNeeded: $0) }))
        case 6: return .array((0..<Int.random(in: 0...5, using: &generator)).map { _ in value(depth: depth - 1, &generator) })
        default:
            let count = Int.random(in: 0...5, using: &generator)
            return .collection(Fields((0..<count).map { ("k\($0)", value(depth: depth - 1, &generator)) }))
        }
    }

    @Test func `damaged bytes are errors, never crashes`() {
        let whole = ValueCodec.encode([
            "a": [1, "text", nil, .buffer(Buffer(bytes: [1, 2, 3]))], "b": ["c": true, "d": .date(Timestamp(milliseconds: 7))],
        ])
        for seed: UInt64 in 0..<3000 {
            var generator = Seeded(seed)
            var bytes = whole
            bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator)) }
            _ = try? ValueCodec.decode(bytes)
        }
        #expect(throws: ValueCodecError.self) { try ValueCodec.decode([]) }
        #expect(throws: ValueCodecError.self) { try ValueCodec.decode([99]) }
        #expect(throws: ValueCodecError.self) {
            try ValueCodec.decode(Array(repeating: 10, count: 1) + Array(repeating: 0xFF, count: 9) + [1])
        }
        let deep = [UInt8](Array(repeating: [10, 1] as [UInt8], count: 600).joined()) + [0]
        #expect(throws: ValueCodecError.self) { try ValueCodec.decode(deep) }
    }
}
