extension Balance {
    /// Adds a lot, from its start on or, where that is past, from now on. What is owed is paid from it first.
    @discardableResult
    package mutating func grant(_ lot: Lot) -> [Entry] {
        precondition(!lots.contains { $0.id == lot.id }, "lot \(lot.id) was granted before")
        lots.insert(lot, at: lots.firstIndex { order.precedes(lot, $0) } ?? lots.endIndex)
        var entries: [Entry] = []
        if lot.isValid(at: now) {
            start(index(of: lot.id), into: &entries)
            payDebt(into: &entries)
        }
        lookAhead()
        return entries
    }

    /// Takes what an operation cost; what the lots can't pay is debt (decision 7).
    @discardableResult
    package mutating func charge(_ amount: Credits, for key: EventKey? = nil) -> [Entry] {
        var entries: [Entry] = []
        take(amount, for: key, into: &entries)
        return entries
    }

    /// Takes an amount whole, or, where the lots don't have it, nothing: `nil`.
    package mutating func chargeIfCovered(_ amount: Credits, for key: EventKey? = nil) -> [Entry]? {
        if let available, available < amount { return nil }
        return charge(amount, for: key)
    }

    /// Takes what the lots have of an amount; the rest is not owed.
    package mutating func chargeWhatFits(_ amount: Credits, for key: EventKey? = nil) -> [Entry] {
        charge(min(amount, available ?? amount), for: key)
    }

    /// Gives back up to `amount` of a charge, the last taken first: what is still owed for it, then lot by lot, none above its grant. What
    /// goes to a lot that has ended lapses with it; what was given back pays other debt first.
    ///
    /// - Parameter parts: what lots paid of the charge so far and did not get back, in the order in which they paid.
    @discardableResult
    package mutating func refund(_ amount: Credits, of key: EventKey?, paidBy parts: [Burn.Part]) -> [Entry] {
        precondition(amount >= .zero, "what is given back is not below zero")
        var (entries, open) = ([Entry](), amount)
        for index in debts.indices.reversed() where key != nil && debts[index].charge == key && open > .zero {
            let back = min(open, debts[index].credits)
            debts[index].credits -= back
            open -= back
            entries.append(Entry(at: now, kind: .refund, lot: nil, credits: back, charge: key))
        }
        debts.removeAll { $0.credits == .zero }
        giveBack(open, of: parts, .refund, charge: key, into: &entries)
        payDebt(into: &entries)
        return entries
    }

    /// Takes back what is left of a lot; it pays nothing more. Done twice, the first counts.
    @discardableResult
    package mutating func void(_ id: Lot.ID) -> [Entry] {
        var entries: [Entry] = []
        let index = index(of: id)
        guard lots[index].ends.map({ now < $0 }) ?? true else { return entries }
        if lots[index].isValid(at: now) { adjust(index, to: .zero, .void, into: &entries) }
        lots[index].voided = now
        lookAhead()
        return entries
    }

    /// Takes back an amount, of one lot or in burn order; `nil`, and nothing is taken, where there is less.
    package mutating func void(_ amount: Credits, of id: Lot.ID? = nil) -> [Entry]? {
        let burn = lots.filter { id == nil || $0.id == id }.burn(amount, at: now)
        guard burn.shortfall == .zero else { return nil }
        var entries: [Entry] = []
        for part in burn.parts { adjust(index(of: part.lot), by: -part.credits, .void, into: &entries) }
        return entries
    }
}

extension Balance {
    /// The lot is known to end at `instant`, which is still to come.
    mutating func expectVoid(of id: Lot.ID, at instant: Instant) {
        let index = index(of: id)
        lots[index].voided = min(instant, lots[index].voided ?? instant)
        lookAhead()
    }

    mutating func take(_ amount: Credits, for key: EventKey?, into entries: inout [Entry]) {
        let burn = lots.burn(amount, at: now)
        for part in burn.parts { use(part.credits, of: index(of: part.lot), .charge, for: key, into: &entries) }
        if burn.shortfall > .zero {
            debts.append(Debt(charge: key, credits: burn.shortfall))
            entries.append(Entry(at: now, kind: .charge, lot: nil, credits: -burn.shortfall, charge: key))
        }
        usedInPeriod += amount
    }

    mutating func giveBack(_ amount: Credits, of parts: [Burn.Part], _ kind: Entry.Kind, charge: EventKey?, into entries: inout [Entry]) {
        var open = amount
        for part in parts.reversed() where open > .zero {
            let back = min(open, part.credits)
            open -= back
            let index = index(of: part.lot)
            let kept = lots[index].isValid(at: now) ? min(back, lots[index].room ?? back) : .zero
            adjust(index, by: back, kind, charge: charge, into: &entries)
            adjust(index, by: kept - back, .expiry, charge: charge, into: &entries)
        }
    }
}
