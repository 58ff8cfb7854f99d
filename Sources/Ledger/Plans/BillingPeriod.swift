/// One period of a subscription: from `start` up to, but not including, `end`.
package struct BillingPeriod: Hashable, Sendable {
    /// 0 for the period that began with the subscription.
    package let number: Int
    package let start: Instant
    package let end: Instant

    package init(number: Int, start: Instant, end: Instant) {
        self.number = number
        self.start = start
        self.end = end
    }

    package func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
}

/// When periods begin (decision 12): each month, or year, on the day and at the time of the subscription, by the zone's clocks.
/// A month that lacks the day begins its period on its last; the day itself is kept, so that 31 January gives 28 February, then 31 March.
package struct BillingCalendar: Hashable, Sendable {
    package let anchor: Instant
    package let zone: Zone
    /// 1, or 12 for a yearly plan.
    package let months: Int
    private let anchored: LocalTime

    package init(anchor: Instant, zone: Zone, months: Int = 1) {
        precondition(months > 0, "a billing period lasts a month or more")
        self.anchor = anchor
        self.zone = zone
        self.months = months
        anchored = zone.localTime(at: anchor)
    }

    package func start(ofPeriod number: Int) -> Instant {
        // Not through the clocks: where they are put back, the anchor may be the second of two equal readings.
        guard number != 0 else { return anchor }
        let (year, month, day) = anchored.day.components
        let monthIndex = year * 12 + month - 1 + number * months
        let (targetYear, targetMonth) = (monthIndex / 12, monthIndex % 12 + 1)
        let targetDay = min(day, LocalDay.daysIn(year: targetYear, month: targetMonth))
        return zone.instant(
            of: LocalTime(
                day: LocalDay(year: targetYear, month: targetMonth, day: targetDay), millisecondOfDay: anchored.millisecondOfDay))
    }

    package func period(_ number: Int) -> BillingPeriod {
        BillingPeriod(number: number, start: start(ofPeriod: number), end: start(ofPeriod: number + 1))
    }

    package func next(after period: BillingPeriod) -> BillingPeriod { self.period(period.number + 1) }

    /// The period that an instant belongs to; one before the anchor has a negative number.
    package func period(containing instant: Instant) -> BillingPeriod {
        let (year, month, _) = zone.day(containing: instant).components
        let (anchorYear, anchorMonth, _) = anchored.day.components
        // The month says which period it is, or the one before or after: clocks and short months shift a start within its month only.
        var number = floorDivide((year - anchorYear) * 12 + month - anchorMonth, by: months)
        while instant < start(ofPeriod: number) { number -= 1 }
        while start(ofPeriod: number + 1) <= instant { number += 1 }
        return period(number)
    }

    private func floorDivide(_ value: Int, by divisor: Int) -> Int {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension BillingPeriod {
    /// The days that the period touches, by the clocks of `zone`; the first and last may belong to it in part.
    package func days(in zone: Zone, upTo now: Instant? = nil) -> [LocalDay] {
        let last = min(end + -1, now ?? end + -1)
        guard last >= start else { return [] }
        return (zone.day(containing: start).number...zone.day(containing: last).number).map { LocalDay(number: $0) }
    }

    /// Days from `now` to the reset, a started one counted in full.
    package func daysLeft(at now: Instant) -> Int {
        Int((max(0, end - now) + Instant.millisecondsPerDay - 1) / Instant.millisecondsPerDay)
    }
}
