/// Figures about use over time (decision 17).
package enum UsageFigures {
    /// Credits per day from `start` to `now`: the running day as a fraction, at least one day, to the nearest centicredit.
    package static func averageDaily(_ used: Credits, from start: Instant, to now: Instant) -> Credits {
        let elapsed = Int128(max(Instant.millisecondsPerDay, now - start))
        let exact = Int128(used.centicredits) * Int128(Instant.millisecondsPerDay)
        return Credits(centicredits: Int64(Rounding.nearest.quotient(exact, by: elapsed)))
    }

    /// Credits per day over the running day and the six before it, or since `since` if that is later.
    /// `days` are those of `zone`; days without use may be missing.
    package static func last7Days(_ days: [(day: LocalDay, used: Credits)], zone: Zone, since: Instant, now: Instant) -> Credits {
        let today = zone.day(containing: now)
        let first = today.adding(days: -6)
        let used = days.lazy.filter { first <= $0.day && $0.day <= today }.map(\.used).sum()
        return averageDaily(used, from: max(zone.start(of: first), since), to: now)
    }
}
