import Ledger
package import StorageCore
package import Stores
package import Values

/// What happens at a reset, once, whoever else tries: unused plan credits lapse or roll over, a plan that waited takes its place,
/// the new period's credits are granted, and debt is paid from them (decisions 11 to 13).
package struct PeriodOpening {
    private let transaction: any Transaction
    private let plans: Plans
    private let now: Timestamp

    package init(_ transaction: any Transaction, plans: Plans, at now: Timestamp) {
        self.transaction = transaction
        self.plans = plans
        self.now = now
    }

    /// Begins the billing period of now, if it isn't open. Periods that went by meanwhile are opened in turn.
    @discardableResult
    package func open(_ id: Organization.ID) throws -> Organization {
        guard var organization = try IdentityStore(transaction).organization(id) else { throw UnknownOrganization(id: id) }
        // A month a turn: a server that was off for years catches up here.
        while organization.periodEnd <= now {
            guard try openNext(of: organization), let next = try IdentityStore(transaction).organization(id) else { break }
            organization = next
        }
        return organization
    }

    /// False if another transaction was first.
    private func openNext(of organization: Organization) throws -> Bool {
        let before = plans.plan(of: organization)
        let next = organization.nextPlan.map { plans.plan($0, credits: organization.nextCredits) } ?? before
        let start = Instant(organization.periodEnd)
        let zone = Zone(organization.zone) ?? .utc
        let calendar = BillingCalendar(anchor: Instant(organization.anchor), zone: zone, months: next.periodMonths)
        let period = BillingPeriod(number: 0, start: start, end: calendar.period(containing: start).end)
        let ledger = LedgerStore(transaction)
        guard try ledger.begin(period, of: organization.id) else { return false }
        let carried = try before.rollover.map { $0.carried(of: try unused(of: organization.id, at: start)) } ?? .zero
        if organization.nextPlan != nil { try IdentityStore(transaction).takeNextPlan(of: organization.id) }
        if carried > .zero {
            let lot = Lot(id: try ledger.nextLot(), kind: .plan, priority: 15, granted: carried, effective: start, expires: period.end)
            try ledger.grant(lot, to: organization.id, note: "rolled over", at: Timestamp(start))
        }
        try ledger.grant(next, for: period, to: organization.id)
        return true
    }

    /// What the period that ends at `instant` granted and nobody used; what had rolled over before lapses for good.
    private func unused(of organization: Organization.ID, at instant: Instant) throws -> Credits {
        try LedgerStore(transaction).lots(of: organization)
            .filter { $0.kind == .plan && $0.expires == instant && $0.priority == Lot.Kind.plan.defaultPriority }
            .compactMap(\.remaining).sum()
    }
}
