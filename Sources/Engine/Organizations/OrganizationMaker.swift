package import Ledger
package import StorageCore
package import Stores
package import Values

/// Makes an organization with its first team, its first billing period and the plan's first credits.
package struct OrganizationMaker {
    private let transaction: any Transaction
    private let now: Timestamp

    package init(_ transaction: any Transaction, at now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    /// - Parameter zone: an IANA name; an unknown one becomes UTC.
    @discardableResult
    package func make(name: String, zone: String, plan: Plan, credits: Credits? = nil) throws -> Organization {
        let known = Zone(zone) ?? .utc
        let period = BillingCalendar(anchor: Instant(now), zone: known, months: plan.periodMonths).period(0)
        let sequence = SequenceStore(transaction)
        var organization = Organization(
            id: .init(try sequence.next("organization")), name: name, zone: known.identifier, plan: plan.id.rawValue, anchor: now,
            periodStart: Timestamp(period.start), periodEnd: Timestamp(period.end), created: now)
        organization.planCredits = credits
        try IdentityStore(transaction).add(organization)
        try IdentityStore(transaction).add(
            Team(id: .init(try sequence.next("team")), organization: organization.id, name: "My Team"), at: now)
        let ledger = LedgerStore(transaction)
        try ledger.add(period, of: organization.id)
        try ledger.grant(credits.map(plan.with(credits:)) ?? plan, for: period, to: organization.id)
        return organization
    }
}
