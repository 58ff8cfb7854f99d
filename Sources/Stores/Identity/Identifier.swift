package import StorageCore
import Synchronization

/// An integer id that can't be taken for another kind's.
package struct Identifier<Entity>: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible, SQLParameter {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    package static func < (left: Identifier, right: Identifier) -> Bool { left.rawValue < right.rawValue }
    package var description: String { "\(rawValue)" }
    package var sqlValue: SQLValue { .integer(rawValue) }
}

/// 32 lower-case hex digits, ordered by the time they were made: 48 bits of milliseconds, then 80 of chance.
package struct RunID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible, SQLParameter {
    package let rawValue: String

    /// `nil` unless it is 32 lower-case hex digits.
    package init?(rawValue: String) {
        guard rawValue.utf8.count == 32, rawValue.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else { return nil }
        self.rawValue = rawValue
    }

    init(trusted rawValue: String) { self.rawValue = rawValue }

    package static func make(at milliseconds: Int64, using generator: inout some RandomNumberGenerator) -> RunID {
        let high = UInt64(bitPattern: milliseconds) << 16 | UInt64.random(in: 0...0xFFFF, using: &generator)
        return RunID(trusted: hex(high) + hex(generator.next()))
    }

    package static func make(at milliseconds: Int64) -> RunID {
        var generator = SystemRandomNumberGenerator()
        return make(at: milliseconds, using: &generator)
    }

    /// The smallest id of an instant, for ranges.
    package static func first(at milliseconds: Int64) -> RunID { RunID(trusted: hex(UInt64(bitPattern: milliseconds) << 16) + hex(0)) }

    package static func < (left: RunID, right: RunID) -> Bool { left.rawValue < right.rawValue }
    package var description: String { rawValue }
    package var sqlValue: SQLValue { .text(rawValue) }

    fileprivate static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Gives new ids, each after those that it gave before for the same millisecond: what comes in first stays first.
package final class RunIDSequence: Sendable {
    private let last = Mutex((milliseconds: Int64.min, high: UInt64(0), low: UInt64(0)))

    package init() {}

    package func next(at milliseconds: Int64) -> RunID {
        var generator = SystemRandomNumberGenerator()
        return last.withLock { last in
            if last.milliseconds == milliseconds {
                // A step by chance, so that the next id can't be told from this one.
                last.low += UInt64.random(in: 1...0xFFFF_FFFF, using: &generator)
            } else {
                let high = UInt64(bitPattern: milliseconds) << 16 | UInt64.random(in: 0...0xFFFF, using: &generator)
                // Half of the room is left for the steps: more of them than a millisecond has time for.
                last = (milliseconds, high, generator.next() >> 1)
            }
            return RunID(trusted: RunID.hex(last.high) + RunID.hex(last.low))
        }
    }
}
