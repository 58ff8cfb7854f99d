package import Ledger

/// The plans that an installation offers.
package struct Plans: Sendable {
    private let plans: [String: Plan]

    package init(_ plans: [Plan]) { self.plans = Dictionary(plans.map { ($0.id.rawValue, $0) }) { first, _ in first } }

    /// A plan that isn't there any more counts everything and limits nothing.
    package func plan(_ id: String) -> Plan { plans[id] ?? .selfHosted }
    package var all: [Plan] { plans.values.sorted { $0.id.rawValue < $1.id.rawValue } }
    package func named(_ id: String) -> Plan? { plans[id] }
}
