/// The most that a team, a scenario, or one run may cost; a hard stop is checked before each operation.
package struct Budget: Hashable, Sendable {
    package struct ID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
        package let rawValue: Int64
        package init(rawValue: Int64) { self.rawValue = rawValue }
        package var description: String { "\(rawValue)" }
        package static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
    }

    /// What is bounded. Teams and scenarios by their own ids, which the ledger takes as they are.
    package enum Scope: Hashable, Sendable {
        /// All runs of a team in a billing period.
        case team(Int64)
        /// All runs of a scenario in a billing period.
        case scenario(Int64)
        /// Any one run: of a scenario or, without one, of any scenario of the organization.
        case run(scenario: Int64?)
    }

    package enum State: String, Sendable { case within, near, reached }

    package let id: ID
    package let scope: Scope
    package var credits: Credits
    /// Without it, the budget only tells.
    package var hardStop: Bool
    package var thresholds: Thresholds

    package init(id: ID, scope: Scope, credits: Credits, hardStop: Bool = true, thresholds: Thresholds = .standard) {
        self.id = id
        self.scope = scope
        self.credits = credits
        self.hardStop = hardStop
        self.thresholds = thresholds
    }

    /// Whether an operation of `amount` fits what is left; what costs nothing always does.
    package func admits(_ amount: Credits, used: Credits) -> Bool { amount == .zero || !hardStop || used + amount <= credits }

    package func state(used: Credits) -> State {
        if used >= credits { return .reached }
        return thresholds.reached(by: used.centicredits, of: credits.centicredits).isEmpty ? .within : .near
    }
}
