/// What the clocks of a zone show: a day and the milliseconds since its midnight.
package struct LocalTime: Hashable, Sendable {
    package var day: LocalDay
    package var millisecondOfDay: Int64

    package init(day: LocalDay, millisecondOfDay: Int64) {
        self.day = day
        self.millisecondOfDay = millisecondOfDay
    }

    var asIfUTC: Int64 { Int64(day.number) * Instant.millisecondsPerDay + millisecondOfDay }

    init(asIfUTC milliseconds: Int64) {
        let perDay = Instant.millisecondsPerDay
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: perDay)
        day = LocalDay(number: Int(remainder < 0 ? quotient - 1 : quotient))
        millisecondOfDay = remainder < 0 ? remainder + perDay : remainder
    }
}

extension Zone {
    package func localTime(at instant: Instant) -> LocalTime { LocalTime(asIfUTC: instant.milliseconds + offset(at: instant)) }

    package func day(containing instant: Instant) -> LocalDay { localTime(at: instant).day }

    /// The instant at which the clocks show `time`. Shown twice (clocks put back): the first. Never shown (put forward): as
    /// much later as the clocks jumped, so that midnight in a gap is the first instant of its day.
    package func instant(of time: LocalTime) -> Instant {
        let local = time.asIfUTC
        guard self != .utc else { return Instant(milliseconds: local) }
        let before = offset(at: Instant(milliseconds: local - Instant.millisecondsPerDay))
        let after = offset(at: Instant(milliseconds: local + Instant.millisecondsPerDay))
        let candidates = [before, after].map { Instant(milliseconds: local - $0) }
        let shown = candidates.filter { $0.milliseconds + offset(at: $0) == local }
        return shown.min() ?? candidates[0]
    }

    package func start(of day: LocalDay) -> Instant { instant(of: LocalTime(day: day, millisecondOfDay: 0)) }

    /// The first instant that is no longer of the day.
    package func end(of day: LocalDay) -> Instant { start(of: day.adding(days: 1)) }
}
