extension Balance {
    /// Lets time pass up to `instant`, and all happen that is due at it (decision 11): ends, refills, starts, payment of debt.
    @discardableResult
    package mutating func advance(to instant: Instant) -> [Entry] {
        precondition(now <= instant, "time goes forwards; what is late is replayed")
        var entries: [Entry] = []
        while let change = upcoming, change <= instant { step(to: change, into: &entries) }
        now = instant
        return entries
    }

    /// Begins a period at `instant`: lots keep what they roll over, debt goes on or is forgiven, and the period's use is counted from zero.
    @discardableResult
    package mutating func reset(at instant: Instant, preservingDebt: Bool) -> [Entry] {
        precondition(now < instant, "a reset comes before all else at its instant; what is late is replayed")
        var entries = advance(to: instant + -1)
        step(to: instant, preservingDebt: preservingDebt, into: &entries)
        return entries
    }

    private mutating func step(to instant: Instant, preservingDebt: Bool? = nil, into entries: inout [Entry]) {
        now = instant
        end(into: &entries)
        if let preservingDebt { rollOver(preservingDebt: preservingDebt, into: &entries) }
        for index in lots.indices where lots[index].isRefilled(at: now) {
            adjust(index, to: lots[index].granted, .refill, into: &entries)
        }
        for index in lots.indices where lots[index].effective == now && lots[index].isValid(at: now) { start(index, into: &entries) }
        lapseReservations(into: &entries)
        payDebt(into: &entries)
        lookAhead()
    }

    private mutating func end(into entries: inout [Entry]) {
        for index in lots.indices where lots[index].ends == now && lots[index].effective < now {
            adjust(index, to: .zero, lots[index].expires == now ? .expiry : .void, into: &entries)
        }
    }

    private mutating func rollOver(preservingDebt: Bool, into entries: inout [Entry]) {
        for index in lots.indices where lots[index].isValid(at: now) && lots[index].effective < now {
            adjust(index, to: lots[index].remaining.map(lots[index].rollover.left), .reset, into: &entries)
        }
        usedInPeriod = .zero
        guard !preservingDebt else { return }
        for owed in debts { entries.append(Entry(at: now, kind: .reset, lot: nil, credits: owed.credits, charge: owed.charge)) }
        debts = []
    }

    func start(_ index: Int, into entries: inout [Entry]) {
        let lot = lots[index]
        entries.append(Entry(at: now, kind: .grant, lot: lot.id, credits: lot.remaining ?? .zero, charge: nil))
    }

    /// Brings what a lot has to `target`, by an entry; a lot without a limit stays as it is.
    mutating func adjust(_ index: Int, to target: Credits?, _ kind: Entry.Kind, into entries: inout [Entry]) {
        guard let target, let remaining = lots[index].remaining else { return }
        adjust(index, by: target - remaining, kind, into: &entries)
    }

    mutating func adjust(_ index: Int, by credits: Credits, _ kind: Entry.Kind, charge: EventKey? = nil, into entries: inout [Entry]) {
        guard credits != .zero else { return }
        lots[index].adjusted += credits
        entries.append(Entry(at: now, kind: kind, lot: lots[index].id, credits: credits, charge: charge))
    }

    /// Pays the oldest debt first, from lots in burn order.
    mutating func payDebt(into entries: inout [Entry]) {
        for index in lots.indices where !debts.isEmpty && lots[index].isValid(at: now) {
            while let owed = debts.first {
                let paid = min(owed.credits, lots[index].remaining ?? owed.credits)
                guard paid > .zero else { break }
                use(paid, of: index, .debtPayment, for: owed.charge, into: &entries)
                entries.append(Entry(at: now, kind: .debtPayment, lot: nil, credits: paid, charge: owed.charge))
                debts[0].credits -= paid
                if debts[0].credits == .zero { debts.removeFirst() }
            }
        }
    }

    mutating func use(_ credits: Credits, of index: Int, _ kind: Entry.Kind, for charge: EventKey?, into entries: inout [Entry]) {
        lots[index].used += credits
        entries.append(Entry(at: now, kind: kind, lot: lots[index].id, credits: -credits, charge: charge))
    }
}
