package import Ledger
package import Stores

/// The plans that an installation offers.
package struct Plans: Sendable {
    private let plans: [String: Plan]

    package init(_ plans: [Plan]) { self.plans = Dictionary(plans.map { ($0.id.rawValue, $0) }) { first, _ in first } }

    /// The plan of an organization, with the credits that it chose. A plan that isn't there any more counts everything and limits nothing.
    package func plan(of organization: Organization) -> Plan { plan(organization.plan, credits: organization.planCredits) }

    package func plan(_ id: String, credits: Credits? = nil) -> Plan {
        let plan = plans[id] ?? .selfHosted
        guard let credits, !plan.isUnlimited else { return plan }
        return plan.with(credits: credits)
    }

    package var all: [Plan] { plans.values.sorted { $0.id.rawValue < $1.id.rawValue } }
    package func named(_ id: String) -> Plan? { plans[id] }
}
