import Ledger

extension Zone {
    /// When the clocks show `time`, never empty: twice where they were put back; where they were put forward over it, the moment
    /// after the jump.
    func occurrences(of time: LocalTime) -> [Instant] {
        let local = Int64(time.day.number) * Instant.millisecondsPerDay + time.millisecondOfDay
        let before = offset(at: Instant(milliseconds: local - Instant.millisecondsPerDay))
        let after = offset(at: Instant(milliseconds: local + Instant.millisecondsPerDay))
        let candidates = Set([before, after]).map { Instant(milliseconds: local - $0) }
        let shown = candidates.filter { localTime(at: $0) == time }.sorted()
        guard shown.isEmpty else { return shown }
        return [change(after: Instant(milliseconds: local - max(before, after)), to: Instant(milliseconds: local - min(before, after)))]
    }

    /// The change of clocks within a day, if there is one.
    func change(on day: LocalDay) -> Instant? {
        let (first, last) = (start(of: day), end(of: day))
        guard offset(at: first) != offset(at: last) else { return nil }
        return change(after: first, to: last)
    }

    /// The first instant with the offset of `last`.
    private func change(after first: Instant, to last: Instant) -> Instant {
        let offset = offset(at: last)
        var (low, high) = (first.milliseconds, last.milliseconds)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if self.offset(at: Instant(milliseconds: middle)) == offset { high = middle } else { low = middle }
        }
        return Instant(milliseconds: high)
    }
}
