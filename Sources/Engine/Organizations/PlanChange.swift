package import Ledger
package import StorageCore
package import Stores
package import Values

/// Moves an organization to another plan: an upgrade at once, a downgrade at the reset.
///
/// At an upgrade a new period begins now. What was left of the old plan's credits moves over, and is used first; it lapses with the new
/// period. Extra credits stay as they are. At a downgrade the running period goes on to its end, and what is left then lapses or rolls
/// over by the old plan's rule, as at any reset.
package struct PlanChange: Sendable {
    package enum Direction: String, Sendable { case upgrade, downgrade, same }

    package let from: Plan
    package let to: Plan

    package init(from: Plan, to: Plan) {
        self.from = from
        self.to = to
    }

    /// More credits, or no limit any more, are an upgrade; so is a longer period, and the dearer of two plans with equal credits.
    package var direction: Direction {
        guard from != to else { return .same }
        // Nothing was bought of a plan without limit and price, so nothing is to be used up first.
        if from.isUnlimited, from.price == nil { return .upgrade }
        let (before, after) = (perMonth(from), perMonth(to))
        if before != after { return before < after ? .upgrade : .downgrade }
        let (old, new) = (from.price?.minorUnits ?? 0, to.price?.minorUnits ?? 0)
        if old != new { return old < new ? .upgrade : .downgrade }
        return from.periodMonths <= to.periodMonths ? .upgrade : .downgrade
    }

    private func perMonth(_ plan: Plan) -> Int64 {
        plan.creditsPerPeriod.map { $0.centicredits / Int64(plan.periodMonths) } ?? .max
    }
}

package struct PlanDesk {
    private let transaction: any Transaction
    private let plans: Plans
    private let now: Timestamp

    package init(_ transaction: any Transaction, plans: Plans, at now: Timestamp) {
        self.transaction = transaction
        self.plans = plans
        self.now = now
    }

    /// - Parameter credits: how many of the plan's credits per period; `nil` is the plan's own number.
    @discardableResult
    package func change(_ id: Organization.ID, to plan: Plan, credits: Credits? = nil, by actor: Actor) throws -> PlanChange.Direction {
        let organization = try PeriodOpening(transaction, plans: plans, at: now).open(id)
        let (before, after) = (plans.plan(of: organization), credits.map(plan.with(credits:)) ?? plan)
        let direction = PlanChange(from: before, to: after).direction
        let when: String
        switch direction {
        case .same: when = ""
        case .downgrade:
            try IdentityStore(transaction).setNextPlan(plan.id.rawValue, credits: credits, of: id)
            when = ", at the reset"
        case .upgrade:
            try restart(organization, with: after, credits: credits)
            when = ", at once"
        }
        try Acts(transaction).add(
            Act(
                organization: id, at: now, kind: .plan, summary: "Changed the plan from \(before.name) to \(after.name)\(when)",
                author: actor.user, address: actor.address, subject: "plan \(after.id)"))
        return direction
    }

    package func takeBack(_ id: Organization.ID, by actor: Actor) throws {
        try IdentityStore(transaction).setNextPlan(nil, credits: nil, of: id)
        try Acts(transaction).add(
            Act(
                organization: id, at: now, kind: .plan, summary: "Took the planned change of plan back", author: actor.user,
                address: actor.address))
    }

    private func restart(_ organization: Organization, with plan: Plan, credits: Credits?) throws {
        let ledger = LedgerStore(transaction)
        let rest = try ledger.lots(of: organization.id, at: Instant(now)).filter { $0.kind == .plan && $0.isValid(at: Instant(now)) }
            .compactMap(\.remaining).sum()
        try ledger.endPlanLots(of: organization.id, at: Instant(now))
        let zone = Zone(organization.zone) ?? .utc
        let period = BillingCalendar(anchor: Instant(now), zone: zone, months: plan.periodMonths).period(0)
        try ledger.restart(period, of: organization.id, plan: plan, credits: credits)
        if rest > .zero, !plan.isUnlimited {
            let lot = Lot(id: try ledger.nextLot(), kind: .plan, priority: 15, granted: rest, effective: Instant(now), expires: period.end)
            try ledger.grant(lot, to: organization.id, note: "moved over from the plan before", at: now)
        }
        try ledger.grant(plan, for: period, to: organization.id)
    }
}
