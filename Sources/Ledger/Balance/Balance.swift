/// Lots, and what is owed, at one instant: what can be spent, and how it changes with time and with each charge.
///
/// Every change is returned as entries, so that whatever a lot has is the sum of what was booked on it. Times go forwards only; what
/// arrives late is replayed by ``LotBook``.
package struct Balance: Hashable, Sendable {
    package let order: BurnOrder
    /// In burn order; those that don't hold yet or any more included.
    package internal(set) var lots: [Lot]
    /// What charges cost beyond the lots, the oldest first; paid first from whatever comes in next.
    package internal(set) var debts: [Debt]
    /// Holds for operations under way, the oldest first.
    package internal(set) var reservations: [Reservation] = []
    /// All that time brings up to here, and at it, has happened.
    package internal(set) var now: Instant
    /// Charged since the last reset; what was given back is not taken off.
    package internal(set) var usedInPeriod: Credits
    /// When time brings the next change, so that most charges need not look.
    var upcoming: Instant?

    package init(
        lots: [Lot] = [], debts: [Debt] = [], usedInPeriod: Credits = .zero, order: BurnOrder = .standard, at now: Instant
    ) {
        self.order = order
        self.lots = lots.sorted(by: order.precedes)
        self.debts = debts
        self.usedInPeriod = usedInPeriod
        self.now = now
        lookAhead()
    }

    /// What can be spent now; `nil` is no limit.
    package var available: Credits? { lots.available(at: now) }

    /// What is owed: never at the same time as something can be spent.
    package var debt: Credits { debts.lazy.map(\.credits).sum() }

    /// Lots less debt; `nil` is no limit.
    package var total: Credits? { available.map { $0 - debt } }

    /// What a lot has now: zero where it doesn't hold, `nil` where it has no limit.
    package func remaining(of id: Lot.ID) -> Credits? {
        guard let lot = lots.first(where: { $0.id == id }), lot.isValid(at: now) else { return .zero }
        return lot.remaining
    }

    mutating func lookAhead() {
        upcoming = lots.nextChange(after: now)
        for case let lapses? in reservations.lazy.map(\.lapses) { upcoming = min(lapses, upcoming ?? lapses) }
    }

    func index(of id: Lot.ID) -> Int {
        guard let index = lots.firstIndex(where: { $0.id == id }) else { preconditionFailure("lot \(id) isn't of this balance") }
        return index
    }
}

extension Balance {
    /// What one charge cost beyond the lots.
    package struct Debt: Hashable, Sendable {
        package let charge: EventKey?
        package var credits: Credits

        package init(charge: EventKey? = nil, credits: Credits) {
            self.charge = charge
            self.credits = credits
        }
    }

    /// One booking: on a lot, or, without one, on the debt.
    package struct Entry: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            case grant, refill, charge, debtPayment, refund, expiry, void, reset, reservation, release
        }

        package let at: Instant
        package let kind: Kind
        package let lot: Lot.ID?
        /// Above zero: the balance grows.
        package let credits: Credits
        /// The charge that was paid, or given back.
        package let charge: EventKey?
    }
}
