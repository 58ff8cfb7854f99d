package import Ledger
package import StorageCore
package import Stores
package import Values

/// What an operator does to an organization's credits by hand: grants, voids, refunds. Each is an entry of its own, never an edit, and is
/// written down as an act in the same transaction. After it, the organization's books are to be read anew (``OrganizationRegistry``).
package struct LedgerDesk {
    let transaction: any Transaction
    let plans: Plans
    let now: Timestamp

    package init(_ transaction: any Transaction, plans: Plans, at now: Timestamp) {
        self.transaction = transaction
        self.plans = plans
        self.now = now
    }

    var ledger: LedgerStore { LedgerStore(transaction) }

    /// Adds a lot, and pays what is owed from it. Throws ``InvalidInput``.
    /// - Parameter expires: `nil` is the end of the running billing period.
    package func grant(
        _ kind: Lot.Kind, _ credits: Credits, expires: Timestamp? = nil, note: String?, to id: Organization.ID, by actor: Actor
    )
        throws -> Lot
    {
        guard kind != .plan else {
            throw InvalidInput("kind", "A plan grants its credits by itself. Grant promotional, adjustment or extra credits.")
        }
        guard credits > .zero, credits <= Self.most else {
            throw InvalidInput("centicredits", "It is an amount above zero, and at most \(Self.most.centicredits).")
        }
        let period = try PeriodOpening(transaction, plans: plans, at: now).open(id)
        let expires = expires ?? period.periodEnd
        guard expires > now else { throw InvalidInput("expires", "Credits that are granted lapse at an instant to come.") }
        let lot = Lot(id: try ledger.nextLot(), kind: kind, granted: credits, effective: Instant(now), expires: Instant(expires))
        try ledger.grant(lot, to: id, note: note, at: now)
        try write(.grant, "Granted \(credits.grouped) \(kind.word) credits\(Self.reason(note))", id, "lot \(lot.id)", actor)
        return try ledger.lot(lot.id, of: id) ?? lot
    }

    /// Takes back what is left of a lot. Throws ``NotFound``, and ``InvalidInput`` where nothing is left.
    package func void(_ lot: Lot.ID, of id: Organization.ID, note: String?, by actor: Actor) throws -> Lot {
        try PeriodOpening(transaction, plans: plans, at: now).open(id)
        guard let found = try ledger.lot(lot, of: id) else { throw NotFound("lot") }
        guard let remaining = found.remaining else {
            throw InvalidInput("lotId", "Lot \(lot) has no limit, so there is no rest to take back. Change the plan instead.")
        }
        guard remaining > .zero, found.expires.map({ Instant(now) < $0 }) ?? true else {
            throw InvalidInput("lotId", "Nothing is left of lot \(lot): it is used up, voided or lapsed.")
        }
        // A lot that is still to come is voided where it begins: before, it has nothing.
        let at = max(now, Timestamp(found.effective))
        try ledger.add(LotEntry(lot: lot, kind: .void, credits: -remaining, at: at, author: actor.user, note: note), to: id)
        try write(.void, "Voided \(remaining.grouped) credits of lot \(lot)\(Self.reason(note))", id, "lot \(lot)", actor)
        return try ledger.lot(lot, of: id) ?? found
    }

    func write(_ kind: Act.Kind, _ summary: String, _ organization: Organization.ID, _ subject: String, _ actor: Actor) throws {
        try Acts(transaction).add(
            Act(
                organization: organization, at: now, kind: kind, summary: summary, author: actor.user, address: actor.address,
                subject: subject))
    }

    static func reason(_ note: String?) -> String { note.map { $0.isEmpty ? "" : ": \($0)" } ?? "" }

    /// A hundred billion credits: sums of many such still fit.
    package static let most = Credits(100_000_000_000)
}
