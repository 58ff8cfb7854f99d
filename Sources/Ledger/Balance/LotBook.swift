/// A balance with its history: events may come late, out of order and more than once; the answer is that of the events in order.
///
/// An event that comes in order is applied to the running balance. One that comes late is put in its place, and what follows it is
/// replayed from the last checkpoint before it.
package struct LotBook: Sendable {
    package enum Receipt: String, Sendable {
        case accepted
        /// The same event was heard of before. Nothing changed.
        case duplicate
        /// Another event has this key, or this lot. Nothing changed.
        case conflict
        /// It happened before the book was opened; its effect is part of the opening balance. Nothing changed.
        case beforeOpening
    }

    private struct Checkpoint: Sendable {
        let balance: Balance
        let applied: Int
        let entries: Int
    }

    package let opened: Instant
    /// Just after the last event, or just before the opening.
    package private(set) var balance: Balance
    /// All bookings since the opening, in order.
    package private(set) var entries: [Balance.Entry] = []
    /// Resets, charges and refunds, in order. Lots are part of the balance from the beginning: time starts and ends them.
    package private(set) var events: [BookEvent] = []
    private var known: [EventKey: BookEvent] = [:]
    private var granted: [Lot.ID: Lot] = [:]
    private var voided: [Lot.ID: Instant] = [:]
    private var checkpoints: [Checkpoint]
    private let interval: Int
    private var applied = 0

    /// - Parameters:
    ///   - lots: as they were just before `opened`; those that start at it or later are granted by time.
    ///   - debts: owed then, the oldest first.
    ///   - interval: events from one checkpoint to the next.
    package init(
        lots: [Lot] = [], debts: [Balance.Debt] = [], usedInPeriod: Credits = .zero, order: BurnOrder = .standard, opened: Instant,
        checkpointEvery interval: Int = 64
    ) {
        self.opened = opened
        self.interval = interval
        balance = Balance(lots: lots, debts: debts, usedInPeriod: usedInPeriod, order: order, at: opened + -1)
        checkpoints = [Checkpoint(balance: balance, applied: 0, entries: 0)]
        for lot in lots { granted[lot.id] = lot }
    }

    package mutating func add(_ event: BookEvent) -> Receipt {
        if let earlier = known[event.key] { return earlier == event ? .duplicate : .conflict }
        guard opened <= event.at else { return .beforeOpening }
        switch event.kind {
        case .grant(let lot):
            guard granted[lot.id] == nil else { return .conflict }
            granted[lot.id] = lot
            insert(withVoid(lot))
        case .void(let lot): void(lot, at: event.at)
        case .reset, .charge, .refund: insert(event)
        }
        known[event.key] = event
        return .accepted
    }

    /// The book as it stood at the beginning of `instant`: what time and resets bring at it has happened, nothing was charged at it.
    package func asOf(_ instant: Instant) -> LotBook {
        precondition(opened <= instant, "nothing is known of the time before a book was opened")
        var past = self
        past.events.removeAll { instant < $0.at || $0.at == instant && !$0.kind.isReset }
        if past.events.count < events.count || instant < balance.now { past.replay(from: instant) }
        past.entries += past.balance.advance(to: instant)
        return past
    }
}

extension LotBook {
    private mutating func insert(_ lot: Lot) {
        if balance.now < lot.effective { balance.grant(lot) } else { replay(from: lot.effective) }
    }

    private mutating func insert(_ event: BookEvent) {
        let index = events.place(of: event)
        events.insert(event, at: index)
        let isNext = index == events.count - 1 && (balance.now < event.at || balance.now == event.at && !event.kind.isReset)
        if isNext { apply(event) } else { replay(from: event.at) }
    }

    private mutating func void(_ id: Lot.ID, at instant: Instant) {
        guard instant < voided[id] ?? .distantFuture else { return }
        voided[id] = instant
        guard granted[id] != nil else { return }
        if balance.now < instant { balance.expectVoid(of: id, at: instant) } else { replay(from: instant) }
    }

    /// A lot is known to be voided before it is known itself, where the two came the other way round.
    private func withVoid(_ lot: Lot) -> Lot {
        guard let instant = voided[lot.id] else { return lot }
        var lot = lot
        lot.voided = min(instant, lot.voided ?? instant)
        return lot
    }

    /// Goes back to before `instant` and applies what follows again, with all lots that are known now.
    private mutating func replay(from instant: Instant) {
        while checkpoints.count > 1, let last = checkpoints.last, instant <= last.balance.now { checkpoints.removeLast() }
        guard let checkpoint = checkpoints.last else { preconditionFailure("a book keeps its opening") }
        entries.removeSubrange(checkpoint.entries...)
        balance = checkpoint.balance
        applied = checkpoint.applied
        for lot in granted.values where !balance.lots.contains(where: { $0.id == lot.id }) { balance.grant(withVoid(lot)) }
        for (id, voided) in voided where granted[id] != nil { balance.expectVoid(of: id, at: voided) }
        for event in events[checkpoint.applied...] { apply(event) }
    }

    private mutating func apply(_ event: BookEvent) {
        switch event.kind {
        case .grant, .void: preconditionFailure("lots are part of the balance from the beginning")
        case .reset(let preservingDebt):
            // A second reset at the same instant finds a period that has just begun.
            if balance.now < event.at { entries += balance.reset(at: event.at, preservingDebt: preservingDebt) }
        case .charge(let amount):
            entries += balance.advance(to: event.at)
            entries += balance.charge(amount, for: event.key)
        case .refund(let key, let amount):
            entries += balance.advance(to: event.at)
            entries += balance.refund(amount, of: key, paidBy: entries.partsPaid(of: key))
        }
        applied += 1
        guard applied.isMultiple(of: interval) else { return }
        checkpoints.append(Checkpoint(balance: balance, applied: applied, entries: entries.count))
    }
}

extension [BookEvent] {
    /// Where an event belongs. Most are the last, so the search begins there.
    fileprivate func place(of event: BookEvent) -> Int {
        if last.map({ $0.precedes(event) }) ?? true { return endIndex }
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if event.precedes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
