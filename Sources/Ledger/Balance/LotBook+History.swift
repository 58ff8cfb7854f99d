extension LotBook {
    /// A stretch of time in which no lot began, was filled up or ended. A reset is one without length: it shows what rolled over, and which
    /// debt was paid from it.
    package struct Stretch: Hashable, Sendable {
        package let start: Instant
        package let end: Instant
        package let isReset: Bool
        /// What each lot had at the start, before debt was paid; `nil` is no limit.
        package let available: [Lot.ID: Credits?]
        /// What was owed then.
        package let debt: Credits
        package let charged: Credits
        /// What each lot paid, of charges and of debt.
        package let burnt: [Lot.ID: Credits]
    }

    /// From `start` to `end`, without gaps. What happens at `end` itself makes a last stretch without length.
    package func history(from start: Instant, to end: Instant) -> [Stretch] {
        let resets = Set(events.lazy.filter { $0.kind.isReset }.map(\.at))
        let starts = [start] + changes(after: start, to: end, resets)
        return zip(starts, starts.dropFirst() + [end]).flatMap { from, to in
            let book = asOf(from)
            guard from != start, resets.contains(from) else { return [stretch(book, from, to, payments: true)] }
            return [stretch(book, from, from, payments: true, isReset: true), stretch(book, from, to, payments: false)]
        }
    }

    private func changes(after start: Instant, to end: Instant, _ resets: Set<Instant>) -> [Instant] {
        var (changes, instant) = (resets.filter { start < $0 && $0 <= end }, start)
        while let next = balance.lots.nextChange(after: instant), next <= end {
            changes.insert(next)
            instant = next
        }
        return changes.sorted()
    }

    /// - Parameter payments: whether the debt that was paid at the start belongs to it.
    private func stretch(_ book: LotBook, _ start: Instant, _ end: Instant, payments: Bool, isReset: Bool = false) -> Stretch {
        let paid = payments ? book.entries.filter { $0.at == start && $0.kind == .debtPayment } : []
        let before = paid.sums(of: [.debtPayment])
        var burnt = before.reduce(into: [Lot.ID: Credits]()) { sums, sum in if let lot = sum.key { sums[lot] = -sum.value } }
        for entry in asOf(end).entries.dropFirst(book.entries.count) where entry.at < end && [.charge, .debtPayment].contains(entry.kind) {
            if let lot = entry.lot { burnt[lot, default: .zero] -= entry.credits }
        }
        let available = book.balance.lots.map { lot in
            (lot.id, book.balance.remaining(of: lot.id).map { $0 - (before[lot.id] ?? .zero) })
        }
        return Stretch(
            start: start, end: end, isReset: isReset, available: Dictionary(uniqueKeysWithValues: available),
            debt: book.balance.debt + (before[nil] ?? .zero), charged: charged(from: start, to: end), burnt: burnt)
    }
}
