package import Ledger
import StorageCore
package import Stores
import Values

extension LedgerDesk {
    /// Gives back what a run cost, to the lots that paid it, the last drained first. What lapsed lots paid comes back as a new lot that is
    /// valid to the end of the running period. Throws ``NotFound`` and ``InvalidInput``.
    /// - Parameters:
    ///   - credits: a part of the cost; `nil` is all that was not given back yet.
    ///   - key: the same key is the same refund: it is carried out once, and answered in the same way again.
    /// - Returns: the lot that got most of it.
    package func refund(
        _ run: Run.ID, of id: Organization.ID, note: String?, credits: Credits? = nil, key: String? = nil, by actor: Actor
    ) throws -> Lot {
        let organization = try PeriodOpening(transaction, plans: plans, at: now).open(id)
        // Locks the lots, so that two refunds of one run follow each other.
        let lots = try ledger.allLots(of: id)
        if let key, let lot = try ledger.refundedLot(key: key, of: id) { return lot }
        guard let refunded = try RunStore(transaction).run(run, in: id) else { throw NotFound("run") }
        guard !refunded.state.isLive else { throw InvalidInput("runId", "The run goes on still. Refund it when it has ended.") }
        let amount = try amount(credits, of: refunded)
        let parts = try parts(of: amount, run, lots, id)
        var best: (lot: Lot.ID, credits: Credits)?
        for (index, part) in parts.enumerated() {
            let lot = try part.lot ?? lapsedLot(run, organization)
            let entry = LotEntry(lot: lot, kind: .refund, credits: part.credits, at: now, run: run, author: actor.user, note: note)
            try ledger.add(entry, to: id, key: key.map { LedgerStore.refundKey($0, index) })
            if let given = try ledger.lot(lot, of: id) { try ledger.payDebt(of: id, from: given, at: now) }
            if best.map({ $0.credits < part.credits }) ?? true { best = (lot, part.credits) }
        }
        try write(.refund, "Refunded \(amount.grouped) credits of run \(run)\(Self.reason(note))", id, "run \(run)", actor)
        guard let best, let lot = try ledger.lot(best.lot, of: id) else { throw NotFound("lot") }
        return lot
    }

    private func amount(_ asked: Credits?, of run: Run) throws -> Credits {
        let left = try run.credits - ledger.refunded(run.id, in: run.organization)
        guard left > .zero else {
            throw InvalidInput("runId", run.credits == .zero ? "The run cost nothing." : "All that the run cost was given back already.")
        }
        guard let asked else { return left }
        guard asked > .zero, asked <= left else {
            throw InvalidInput(
                "centicredits", "It is an amount above zero, and at most \(left.centicredits): what the run cost and was not given back.")
        }
        return asked
    }

    /// How an amount goes back; `nil` stands for lots that lapsed.
    private func parts(of amount: Credits, _ run: Run.ID, _ lots: [Lot], _ id: Organization.ID) throws -> [(lot: Lot.ID?, credits: Credits)]
    {
        let byID = Dictionary(uniqueKeysWithValues: lots.map { ($0.id, $0) })
        let given = try ledger.refunds(of: run, in: id)
        let valid = try ledger.postings(of: run, in: id).compactMap { posting in
            byID[posting.lot].map { (lot: $0, credits: posting.credits - (given[posting.lot] ?? .zero)) }
        }.filter { $0.lot.isValid(at: Instant(now)) && $0.credits > .zero }
        var (open, parts) = (amount, [(lot: Lot.ID?, credits: Credits)]())
        for part in valid.sorted(by: { BurnOrder.standard.precedes($1.lot, $0.lot) }) where open > .zero {
            let back = min(open, part.credits)
            open -= back
            parts.append((part.lot.id, back))
        }
        return open > .zero ? parts + [(nil, open)] : parts
    }

    /// The new lot has nothing of its own: what it gets is the refund's entry, so that the run's refunds are the sum of entries.
    private func lapsedLot(_ run: Run.ID, _ organization: Organization) throws -> Lot.ID {
        let lot = Lot(
            id: try ledger.nextLot(), kind: .adjustment, granted: .zero, effective: Instant(now), expires: Instant(organization.periodEnd))
        try ledger.add(lot, to: organization.id, note: "refund of run \(run)")
        return lot.id
    }
}
