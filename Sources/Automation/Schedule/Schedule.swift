package import Ledger

/// When a scenario runs by itself: `scheduling` of the API, understood. It knows neither the clock nor a zone; both are given.
package struct Schedule: Hashable, Sendable {
    package enum Timing: Hashable, Sendable {
        /// For each delivery of its webhook, at once.
        case immediately
        case onDemand
        /// Again and again, counted from the last due time.
        case interval(milliseconds: Int64)
        case once(ScheduleMoment)
        /// At a time of day, on the days that fit.
        case days(ScheduleDays, millisecondOfDay: Int64)
    }

    /// What becomes of due times that nobody served: the program was down, or the scenario had to wait (decision 27).
    package enum Missed: String, Hashable, Sendable, CaseIterable {
        case one, all, none
    }

    package var timing: Timing
    /// Only at times that one of these allows; empty: at all times.
    package var restrictions: [ScheduleRestriction] = []
    /// Nothing is due before, or from then on.
    package var start: ScheduleMoment?
    package var end: ScheduleMoment?
    package var missed = Missed.one
    /// Runs of a webhook that may begin within a minute; `nil` is no limit.
    package var runsPerMinute: Int?

    package init(_ timing: Timing) { self.timing = timing }

    /// Due by the clock, and not when something comes in.
    package var isTimed: Bool {
        switch timing {
        case .immediately, .onDemand: false
        case .interval, .once, .days: true
        }
    }

    /// The least time between two due times, in milliseconds; `nil` where there are no two.
    package var shortestGap: Int64? {
        switch timing {
        case .immediately, .onDemand, .once: nil
        case .interval(let milliseconds): milliseconds
        case .days: Instant.millisecondsPerDay
        }
    }

    /// As it is, but not more often than a plan allows.
    /// - Parameter milliseconds: the least interval.
    package func slowed(to milliseconds: Int64?) -> Schedule {
        guard let milliseconds, case .interval(let own) = timing, own < milliseconds else { return self }
        var slowed = self
        slowed.timing = .interval(milliseconds: milliseconds)
        return slowed
    }
}

/// A moment that was written with its offset, or as what the organization's clocks show.
package enum ScheduleMoment: Hashable, Sendable {
    case instant(Instant)
    case local(LocalTime)

    package func instant(in zone: Zone) -> Instant {
        switch self {
        case .instant(let instant): instant
        case .local(let time): zone.occurrences(of: time)[0]
        }
    }
}

/// Days of the calendar that a schedule picks.
package enum ScheduleDays: Hashable, Sendable {
    case every
    /// 1 is Monday, 7 is Sunday.
    case weekdays(Set<Int>)
    /// Of every month, or of some. A day that the month lacks is its last.
    case ofMonths(Set<Int>, days: Set<Int>)

    package func contain(_ day: LocalDay) -> Bool {
        switch self {
        case .every: return true
        case .weekdays(let weekdays): return weekdays.contains(day.weekday)
        case .ofMonths(let months, let days):
            let (year, month, dayOfMonth) = day.components
            guard months.contains(month) else { return false }
            if days.contains(dayOfMonth) { return true }
            return dayOfMonth == LocalDay.daysIn(year: year, month: month) && days.contains { $0 > dayOfMonth }
        }
    }
}
