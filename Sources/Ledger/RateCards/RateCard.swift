/// The prices that hold from one instant on. Once published a card is not edited; a change is a card of its own.
package struct RateCard: Hashable, Sendable {
    /// The day that it takes effect, in UTC: `2026-01-01`.
    package struct ID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package init(stringLiteral value: String) { rawValue = value }
        package var description: String { rawValue }
    }

    package let id: ID
    package let effectiveFrom: Instant
    package let rules: [RateRule]
    /// Rules of single modules, before those of their class.
    package let modules: [String: RateRule.ID]
    /// Token rules by tier or model.
    package let models: [String: RateRule.ID]
    private let byID: [RateRule.ID: RateRule]

    package init(
        _ id: ID, effectiveFrom: Instant, rules: [RateRule], modules: [String: RateRule.ID] = [:], models: [String: RateRule.ID] = [:]
    ) throws(RateCardProblem) {
        self.id = id
        self.effectiveFrom = effectiveFrom
        self.rules = rules
        self.modules = modules
        self.models = models
        byID = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
        try check()
    }

    package func rule(_ id: RateRule.ID) -> RateRule? { byID[id] }

    /// The rule that prices a module: its own, or that of its class.
    package func rule(for module: String, class priceClass: PriceClass) -> RateRule {
        if let own = modules[module], let rule = byID[own] { return rule }
        guard let rule = byID[priceClass.ruleID] else { preconditionFailure("a checked rate card has a rule for each class") }
        return rule
    }

    /// The rule for tokens of a tier or model; `nil` where the card doesn't name it.
    package func rule(forModel model: String) -> RateRule? { models[model].flatMap { byID[$0] } }
}

/// How a module says that it is charged; the card decides what that costs.
package enum PriceClass: Hashable, Sendable {
    case free
    case operationOnly
    case perOperation
    /// A fixed amount that the module's description names.
    case fixed(Credits)
    /// By run time: the code modules.
    case runTime

    var ruleID: RateRule.ID {
        switch self {
        case .free: "free"
        case .operationOnly: "operationOnly"
        case .perOperation: "operation"
        case .fixed: "fixed"
        case .runTime: "code"
        }
    }

    static let ruleIDs: [RateRule.ID] = ["free", "operationOnly", "operation", "fixed", "code"]
}
