package import Ledger

/// What is to begin now of a schedule whose due time has come, and when it is due next (decision 27).
package struct DueTimes: Hashable, Sendable {
    package struct Fire: Hashable, Sendable {
        package var due: Instant
        /// It begins later than the grace allows, or stands for times that nobody served.
        package var isLate: Bool
        /// How many other due times it stands for, as far as they were counted.
        package var missed: Int
    }

    package private(set) var fires: [Fire] = []
    /// May have come already, where there was more to begin than one step takes.
    package private(set) var next: Instant?

    /// Due times that one step begins, or counts.
    package static let limit = 1_000

    /// - Parameters:
    ///   - due: the first due time that nobody served, not after `now`.
    ///   - grace: milliseconds within which a time is served as if on time.
    ///   - waited: the scenario was held up, by its own run or for want of credits: all that was due meanwhile is one run.
    package init(_ schedule: Schedule, from due: Instant, at now: Instant, grace: Int64, waited: Bool, in zone: Zone) {
        let isLate = now - due > grace
        if waited || isLate && schedule.missed == .one {
            let times = Self.times(schedule, from: due, until: now, zone)
            fires = [Fire(due: times[times.count - 1], isLate: isLate, missed: times.count - 1)]
            next = schedule.next(after: now, since: due, in: zone)
            return
        }
        var first: Instant? = due
        if isLate, schedule.missed == .none { first = schedule.next(after: now + (-grace - 1), since: due, in: zone) }
        guard let first, first <= now else {
            next = first
            return
        }
        let times = Self.times(schedule, from: first, until: now, zone)
        fires = times.map { Fire(due: $0, isLate: now - $0 > grace, missed: 0) }
        next = schedule.next(after: times[times.count - 1], since: times[times.count - 1], in: zone)
    }

    /// Begins only the first; the others are due next.
    package func oneByOne() -> DueTimes {
        guard fires.count > 1 else { return self }
        var first = self
        first.next = fires[1].due
        first.fires = [fires[0]]
        return first
    }

    private static func times(_ schedule: Schedule, from due: Instant, until now: Instant, _ zone: Zone) -> [Instant] {
        var times = [due]
        while times.count < limit, let next = schedule.next(after: times[times.count - 1], since: times[times.count - 1], in: zone),
            next <= now
        {
            times.append(next)
        }
        return times
    }
}
