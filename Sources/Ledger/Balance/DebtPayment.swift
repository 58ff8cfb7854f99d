extension [Lot] {
    /// What a lot that was just granted pays of what others used beyond their own, before anything else is taken from it (decision 7): the
    /// debt of the oldest first.
    package func debtPayments(from lot: Lot) -> [Burn.Part] {
        var rest = lot.remaining
        return sorted { ($0.created, $0.id) < ($1.created, $1.id) }.compactMap { debtor in
            let paid = Swift.min(debtor.debt, rest ?? debtor.debt)
            guard debtor.id != lot.id, paid > .zero else { return nil }
            rest = rest.map { $0 - paid }
            return Burn.Part(lot: debtor.id, credits: paid)
        }
    }
}
