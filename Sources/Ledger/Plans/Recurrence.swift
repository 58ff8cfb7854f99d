/// Instants at an equal interval before and after an anchor, by the clocks of a zone.
///
/// Each is reckoned from the anchor, never from the one before: a month that lacks the anchor's day has its last day instead, so that
/// 31 January gives 29 February, then 31 March.
package struct Recurrence: Hashable, Sendable {
    package let interval: CalendarInterval
    package let anchor: Instant
    package let zone: Zone
    private let anchored: LocalTime

    package init(every interval: CalendarInterval, anchor: Instant, zone: Zone = .utc) {
        self.interval = interval
        self.anchor = anchor
        self.zone = zone
        anchored = zone.localTime(at: anchor)
    }

    /// 0 is the anchor; those before it have negative numbers.
    package func occurrence(_ number: Int) -> Instant {
        // Not through the clocks: where they are put back, the anchor may be the second of two equal readings.
        guard number != 0 else { return anchor }
        let exact = Int64(number) * interval.milliseconds
        guard interval.months > 0 || interval.days > 0 else { return anchor + exact }
        let day = month(number * interval.months).adding(days: number * interval.days)
        return zone.instant(of: LocalTime(day: day, millisecondOfDay: anchored.millisecondOfDay)) + exact
    }

    /// The number of the last occurrence at or before an instant.
    package func number(at instant: Instant) -> Int {
        let (quotient, rest) = (instant - anchor).quotientAndRemainder(dividingBy: interval.roughMilliseconds)
        var number = Int(rest < 0 ? quotient - 1 : quotient)
        // Months and clocks shift an occurrence by a few days at most, so this is done in one or two steps.
        while instant < occurrence(number) { number -= 1 }
        while occurrence(number + 1) <= instant { number += 1 }
        return number
    }

    package func next(after instant: Instant) -> Instant { occurrence(number(at: instant) + 1) }

    package func next(atOrAfter instant: Instant) -> Instant { next(after: instant + -1) }

    package func previous(atOrBefore instant: Instant) -> Instant { occurrence(number(at: instant)) }

    package func previous(before instant: Instant) -> Instant { previous(atOrBefore: instant + -1) }

    package func occurs(at instant: Instant) -> Bool { previous(atOrBefore: instant) == instant }

    private func month(_ offset: Int) -> LocalDay {
        guard offset != 0 else { return anchored.day }
        let (year, month, day) = anchored.day.components
        let index = year * 12 + month - 1 + offset
        let (targetYear, targetMonth) = (index / 12, index % 12 + 1)
        return LocalDay(year: targetYear, month: targetMonth, day: min(day, LocalDay.daysIn(year: targetYear, month: targetMonth)))
    }
}
