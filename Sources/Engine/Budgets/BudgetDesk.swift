package import Ledger
package import StorageCore
package import Stores
package import Values

/// Makes and changes budgets, and writes it down. After it, the organization's books are to be read anew.
package struct BudgetDesk {
    private let transaction: any Transaction
    private let organization: Organization.ID
    private let actor: Actor
    private let now: Timestamp

    package init(_ transaction: any Transaction, of organization: Organization.ID, by actor: Actor, at now: Timestamp) {
        self.transaction = transaction
        self.organization = organization
        self.actor = actor
        self.now = now
    }

    private var store: BudgetStore { BudgetStore(transaction) }

    /// Throws ``InvalidInput`` where the scope has a budget.
    package func add(_ scope: Budget.Scope, _ credits: Credits, hardStop: Bool, thresholds: Thresholds) throws -> Budget {
        let id = Budget.ID(rawValue: try SequenceStore(transaction).next("budget"))
        let budget = Budget(id: id, scope: scope, credits: credits, hardStop: hardStop, thresholds: thresholds)
        do {
            try store.add(budget, of: organization, at: now)
        } catch is BudgetTaken {
            throw InvalidInput(scope.field, "It has a budget already. Change that one, or remove it first.")
        }
        try write("Set a budget of \(credits.grouped) credits for \(try name(scope))\(hardStop ? "" : ", that only tells")", budget)
        return budget
    }

    /// `nil` stays as it is.
    package func change(_ id: Budget.ID, credits: Credits?, hardStop: Bool?, thresholds: Thresholds?) throws -> Budget {
        guard var budget = try store.budget(id, of: organization) else { throw NotFound("budget") }
        let before = budget
        budget.credits = credits ?? budget.credits
        budget.hardStop = hardStop ?? budget.hardStop
        budget.thresholds = thresholds ?? budget.thresholds
        guard budget != before else { return budget }
        try store.save(budget, of: organization)
        try write("Changed the budget for \(try name(budget.scope)) from \(Self.text(before)) to \(Self.text(budget))", budget)
        return budget
    }

    package func remove(_ id: Budget.ID) throws {
        guard let budget = try store.budget(id, of: organization), try store.remove(id, of: organization) else { throw NotFound("budget") }
        try write("Removed the budget of \(Self.text(budget)) for \(try name(budget.scope))", budget)
    }

    private func write(_ summary: String, _ budget: Budget) throws {
        try Acts(transaction).add(
            Act(
                organization: organization, at: now, kind: .budget, summary: summary, author: actor.user, address: actor.address,
                subject: "budget \(budget.id)"))
    }

    private static func text(_ budget: Budget) -> String {
        let told = budget.thresholds.percents.map { "\($0) %" }.joined(separator: ", ")
        return "\(budget.credits.grouped) credits (\(budget.hardStop ? "stops" : "tells only"); at \(told))"
    }

    private func name(_ scope: Budget.Scope) throws -> String {
        func scenario(_ id: Int64) throws -> String {
            try ScenarioStore(transaction).scenario(.init(id), in: organization)?.name ?? "\(id)"
        }
        return switch scope {
        case .team(let team): "the team \(try IdentityStore(transaction).team(.init(team))?.name ?? "\(team)")"
        case .scenario(let id): "\(try scenario(id))"
        case .run(.some(let id)): "each run of \(try scenario(id))"
        case .run: "each run"
        }
    }
}

extension Budget.Scope {
    /// The member of a request that names it.
    fileprivate var field: String {
        switch self {
        case .team: "teamId"
        case .scenario, .run(.some): "scenarioId"
        case .run: "scope"
        }
    }
}
