package import Ledger

/// A limit that the organization's plan names stands in the way.
package struct PlanLimitReached: Error, Hashable, Sendable {
    package let plan: String
    package let limit: PlanLimit.Name
    /// Names the plan and the limit, and says what to do.
    package let message: String

    package init(_ plan: Plan, _ limit: PlanLimit.Name, _ message: (_ plan: String) -> String) {
        self.plan = plan.name
        self.limit = limit
        self.message = message(plan.name)
    }
}
