import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Budgets: the most that a team, a scenario, or one run may cost.
struct BudgetRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.group("flowmeter/organizations/:organizationId/budgets")
            .get(use: list)
            .post(use: create)
            .patch(":budgetId", use: change)
            .delete(":budgetId", use: remove)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .seeBudgets) }
        let period = try await door.books(of: id).period(containing: door.now()).start
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeBudgets)
            let budgets = try BudgetStore(access.transaction).budgets(of: id)
            return ["budgets": try BudgetRows(budgets, of: id, period: Timestamp(period), access.transaction).records]
        }
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .seeBudgets) }
        let input = try await Input(request, context: context)
        let scope = try BudgetInput.scope(input)
        _ = try await door.read(context.identity) { try $0.budgeted(scope, in: id) }
        let credits = try BudgetInput.credits(input) ?? Credits(centicredits: input.integer("centicredits"))
        let (hardStop, thresholds) = (try input.optionalBoolean("hardStop") ?? true, try BudgetInput.thresholds(input) ?? .standard)
        return try await write(request, context, id) { access, desk in
            try access.budgeted(scope, in: id)
            return try desk.add(scope, credits, hardStop: hardStop, thresholds: thresholds)
        }
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let budget = try await known(context, id)
        let input = try await Input(request, context: context)
        let (credits, hardStop) = (try BudgetInput.credits(input), try input.optionalBoolean("hardStop"))
        let thresholds = try BudgetInput.thresholds(input)
        return try await write(request, context, id) { access, desk in
            try access.budgeted(budget.scope, in: id)
            return try desk.change(budget.id, credits: credits, hardStop: hardStop, thresholds: thresholds)
        }
    }

    @Sendable func remove(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let budget = try await known(context, id)
        _ = try await write(request, context, id) { access, desk in
            try access.budgeted(budget.scope, in: id)
            try desk.remove(budget.id)
            return budget
        }
        return ["ok": true]
    }

    /// The budget of the address, which the reader may change.
    private func known(_ context: MemberContext, _ id: Organization.ID) async throws -> Budget {
        try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeBudgets)
            guard let number = context.parameters.get("budgetId", as: Int64.self),
                let budget = try BudgetStore(access.transaction).budget(Budget.ID(rawValue: number), of: id)
            else { throw Problem.notFound("budget") }
            try access.budgeted(budget.scope, in: id)
            return budget
        }
    }

    private func write(
        _ request: Request, _ context: MemberContext, _ id: Organization.ID,
        _ body: @escaping @Sendable (Access, BudgetDesk) throws -> Budget
    ) async throws -> Record {
        let (now, actor, period) = (
            door.now(), door.actor(request, context), try await door.books(of: id).period(containing: door.now()).start
        )
        let record = try await door.write(context.identity) { access in
            let budget = try body(access, BudgetDesk(access.transaction, of: id, by: actor, at: now))
            return try BudgetRows([budget], of: id, period: Timestamp(period), access.transaction).records[0].wire
        }
        try await door.engine.registry.reload(id, at: now)
        return ["budget": record]
    }
}

extension Access {
    /// Whoever builds may bound a scenario and its runs; a team, and the runs of all, are bounded by owners and admins.
    func budgeted(_ scope: Budget.Scope, in id: Organization.ID) throws {
        guard let scenario = scope.scenario else {
            _ = try organization(id, .administer)
            if let team = scope.team, try IdentityStore(transaction).team(.init(team))?.organization != id {
                throw Problem.invalid("teamId", "There is no such team in this organization.")
            }
            return
        }
        _ = try organization(id, .build)
        guard try ScenarioStore(transaction).scenario(.init(scenario), in: id) != nil else {
            throw Problem.invalid("scenarioId", "There is no such scenario in this organization.")
        }
    }
}
