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
    /// 1, or 12 for a yearly plan.
    package let months: Int
    private let starts: Recurrence

    package init(anchor: Instant, zone: Zone, months: Int = 1) {
        guard let interval = CalendarInterval(months: months) else { preconditionFailure("a billing period lasts a month or more") }
        self.months = months
        starts = Recurrence(every: interval, anchor: anchor, zone: zone)
    }

    package var anchor: Instant { starts.anchor }
    package var zone: Zone { starts.zone }

    package func start(ofPeriod number: Int) -> Instant { starts.occurrence(number) }

    package func period(_ number: Int) -> BillingPeriod {
        BillingPeriod(number: number, start: start(ofPeriod: number), end: start(ofPeriod: number + 1))
    }

    package func next(after period: BillingPeriod) -> BillingPeriod { self.period(period.number + 1) }

    /// The period that an instant belongs to; one before the anchor has a negative number.
    package func period(containing instant: Instant) -> BillingPeriod { period(starts.number(at: instant)) }
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
