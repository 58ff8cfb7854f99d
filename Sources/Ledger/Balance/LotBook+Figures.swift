extension LotBook {
    /// What operations cost in [`start`, `end`), each at its own instant.
    package func charged(from start: Instant, to end: Instant) -> Credits {
        events.lazy.filter { start <= $0.at && $0.at < end }.map(\.charged).sum()
    }

    package func charged(byDayOf zone: Zone) -> [LocalDay: Credits] { charged { zone.day(containing: $0) } }

    /// By the number of the period.
    package func charged(byPeriodOf calendar: BillingCalendar) -> [Int: Credits] { charged { calendar.period(containing: $0).number } }

    private func charged<Window: Hashable>(by window: (Instant) -> Window) -> [Window: Credits] {
        var sums: [Window: Credits] = [:]
        for event in events where event.charged > .zero { sums[window(event.at), default: .zero] += event.charged }
        return sums
    }

    /// One after the other, as long as `interval`, from `start` on: what there was at the beginning, and what was charged until the next.
    package func windows(_ count: Int, of interval: CalendarInterval, from start: Instant, zone: Zone = .utc) -> [Window] {
        let starts = Recurrence(every: interval, anchor: start, zone: zone)
        return (0..<count).map {
            let (start, end) = (starts.occurrence($0), starts.occurrence($0 + 1))
            return Window(start: start, end: end, available: asOf(start).balance.available, charged: charged(from: start, to: end))
        }
    }

    package struct Window: Hashable, Sendable {
        package let start: Instant
        package let end: Instant
        /// At the start, before anything was charged; `nil` is no limit.
        package let available: Credits?
        package let charged: Credits
    }
}

extension BookEvent {
    fileprivate var charged: Credits { if case .charge(let amount) = kind { amount } else { .zero } }
}

extension Sequence<Balance.Entry> {
    /// What lots paid of a charge, or of its debt, and did not get back, in the order in which they paid.
    package func partsPaid(of charge: EventKey) -> [Burn.Part] {
        var parts: [Burn.Part] = []
        for entry in self where entry.charge == charge {
            guard let lot = entry.lot else { continue }
            switch entry.kind {
            case .charge, .debtPayment: parts.append(Burn.Part(lot: lot, credits: -entry.credits))
            case .refund: parts.giveBack(entry.credits)
            case .grant, .refill, .expiry, .void, .reset, .reservation, .release: continue
            }
        }
        return parts
    }

    /// What entries come to on each lot; those of debt under `nil`.
    package func sums(of kinds: Set<Balance.Entry.Kind>) -> [Lot.ID?: Credits] {
        var sums: [Lot.ID?: Credits] = [:]
        for entry in self where kinds.contains(entry.kind) { sums[entry.lot, default: .zero] += entry.credits }
        return sums
    }
}

extension [Burn.Part] {
    /// Takes `credits` off the end: the last taken goes back first.
    fileprivate mutating func giveBack(_ credits: Credits) {
        var open = credits
        while open > .zero, let last = popLast() {
            guard open < last.credits else { open -= last.credits; continue }
            append(Burn.Part(lot: last.lot, credits: last.credits - open))
            open = .zero
        }
    }
}
