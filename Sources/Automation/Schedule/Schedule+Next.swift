package import Ledger

extension Schedule {
    /// Days that are looked at before a schedule is said never to be due again.
    private static let horizon = 366 * 40

    /// The first due time after `instant`; `nil`: there is none.
    /// - Parameter last: the due time that an interval is counted from; without one, from `instant`.
    package func next(after instant: Instant, since last: Instant? = nil, in zone: Zone) -> Instant? {
        switch timing {
        case .immediately, .onDemand: return nil
        case .once(let moment):
            let due = moment.instant(in: zone)
            return due > instant && isWithin(due, zone) && allows(due, zone) ? due : nil
        case .interval(let interval):
            let base = last ?? instant
            let steps = max(1, (instant - base) / interval + 1)
            return allowed(from: base + steps * interval, zone)
        case .days(let days, let time):
            let after = max(instant, (start?.instant(in: zone)).map { $0 + -1 } ?? instant)
            return due(days, time, after: after, zone)
        }
    }

    /// The first due time of a scenario that is switched on at `instant`: an interval begins at once.
    package func first(at instant: Instant, in zone: Zone) -> Instant? {
        guard case .interval = timing else { return next(after: instant, in: zone) }
        return allowed(from: instant, zone)
    }

    private func due(_ days: ScheduleDays, _ time: Int64, after instant: Instant, _ zone: Zone) -> Instant? {
        // A day early, as a time that the clocks skip can come on the next day.
        let first = zone.day(containing: instant).adding(days: -1)
        for offset in 0..<Self.horizon {
            let day = first.adding(days: offset)
            guard days.contain(day) else { continue }
            // Of a time that is shown twice, the first.
            let due = zone.occurrences(of: LocalTime(day: day, millisecondOfDay: time))[0]
            if due > instant, allows(due, zone) { return isWithin(due, zone) ? due : nil }
        }
        return nil
    }

    // MARK: Restrictions

    private func isWithin(_ instant: Instant, _ zone: Zone) -> Bool {
        if let start, instant < start.instant(in: zone) { return false }
        if let end, instant >= end.instant(in: zone) { return false }
        return true
    }

    private func allows(_ instant: Instant, _ zone: Zone) -> Bool {
        guard !restrictions.isEmpty else { return true }
        let time = zone.localTime(at: instant)
        return restrictions.contains { $0.allows(time) }
    }

    /// The first instant from `instant` on that nothing forbids.
    private func allowed(from instant: Instant, _ zone: Zone) -> Instant? {
        let earliest = max(instant, start?.instant(in: zone) ?? instant)
        guard let found = opening(from: earliest, zone), isWithin(found, zone) else { return nil }
        return found
    }

    private func opening(from instant: Instant, _ zone: Zone) -> Instant? {
        if allows(instant, zone) { return instant }
        let first = zone.day(containing: instant)
        // Months and days of the week come round within a year and a week.
        for offset in 0..<(366 + 8) {
            let day = first.adding(days: offset)
            let fitting = restrictions.filter { $0.contains(day) }
            guard !fitting.isEmpty else { continue }
            var openings = fitting.flatMap(\.beginnings).flatMap { zone.occurrences(of: LocalTime(day: day, millisecondOfDay: $0)) }
            // Clocks that are put back or forward can lead into the hours without their beginning.
            if let change = zone.change(on: day) { openings.append(change) }
            if let found = openings.filter({ $0 >= instant && allows($0, zone) }).min() { return found }
        }
        return nil
    }
}
