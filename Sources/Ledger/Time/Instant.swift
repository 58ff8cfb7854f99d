/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static let millisecondsPerDay: Int64 = 86_400_000

    /// Later than every instant that is reckoned with: stands for "never" in comparisons.
    static let distantFuture = Instant(milliseconds: .max)

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
    package static func - (left: Instant, right: Instant) -> Int64 { left.milliseconds - right.milliseconds }
    package static func + (left: Instant, milliseconds: Int64) -> Instant { Instant(milliseconds: left.milliseconds + milliseconds) }
}

/// A quarter of an hour, the finest grain of roll-ups: every zone's days begin at the border of one.
package struct QuarterHour: Hashable, Comparable, Sendable {
    /// Quarters since 1970-01-01T00:00:00Z.
    package let index: Int64

    package static let milliseconds: Int64 = 900_000

    package init(index: Int64) { self.index = index }

    package init(containing instant: Instant) {
        // Down, not towards zero: instants before 1970 belong to negative quarters.
        let (quotient, remainder) = instant.milliseconds.quotientAndRemainder(dividingBy: Self.milliseconds)
        index = remainder < 0 ? quotient - 1 : quotient
    }

    package var start: Instant { Instant(milliseconds: index * Self.milliseconds) }
    package var end: Instant { Instant(milliseconds: (index + 1) * Self.milliseconds) }

    package static func < (left: QuarterHour, right: QuarterHour) -> Bool { left.index < right.index }
}
