import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// An organization's plan: what a change would do, the change, and taking a planned one back.
struct PlanChangeRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/organizations/:organizationId/plan/preview", use: preview)
        member.post("flowmeter/organizations/:organizationId/plan", use: change)
        member.delete("flowmeter/organizations/:organizationId/plan/next", use: takeBack)
    }

    @Sendable func preview(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .seeMoney) }
        let query = QueryItems(request)
        let (books, now, catalog) = (try await door.books(of: id), door.now(), door.engine.catalog)
        let choice = try PlanChoice(query["plan"], try query.integer("centicredits"), catalog.plans)
        return try await door.read(context.identity) { access in
            let figures = try PeriodFigures(of: access.organization(id, .seeMoney), books, at: now, access.transaction)
            return ["preview": PlanPreview(figures: figures, choice: choice, catalog: catalog).record]
        }
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.changingPlan(of: id) }
        let input = try await Input(request, context: context)
        let (plans, actor, identity) = (door.engine.plans, door.actor(request, context), context.identity)
        let choice = try PlanChoice(input.text("plan"), input.optionalInteger("centicredits"), plans)
        try await door.engine.changePlan(of: id, to: choice.plan, credits: choice.credits, by: actor) { transaction in
            let organization = try Access(identity, transaction).changingPlan(of: id)
            guard PlanChange(from: plans.plan(of: organization), to: choice.chosen).direction != .same else {
                throw Problem.invalid("plan", "The organization is on this plan.")
            }
        }
        return try await SubscriptionRoutes(door: door).record(of: id, context.identity)
    }

    @Sendable func takeBack(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let (plans, now, actor) = (door.engine.plans, door.now(), door.actor(request, context))
        try await door.write(context.identity) { access in
            guard try access.changingPlan(of: id).nextPlan != nil else { throw Problem.badRequest("No change of plan is planned.") }
            try PlanDesk(access.transaction, plans: plans, at: now).takeBack(id, by: actor)
        }
        return try await SubscriptionRoutes(door: door).record(of: id, context.identity)
    }
}

extension Access {
    /// The operator changes plans; an owner, where the operator allows it.
    func changingPlan(of id: Organization.ID) throws -> Organization {
        let organization = try organization(id)
        guard try mayChangePlan(of: id) else {
            throw Problem.forbidden("Plans are changed by the operator of this installation, unless the operator allows owners to.")
        }
        return organization
    }

    func mayChangePlan(of id: Organization.ID) throws -> Bool {
        if identity.user.isOperator { return true }
        return try role(in: id) == .owner && SettingStore(transaction).all()[Self.ownersMayChangePlans] == "true"
    }

    static let ownersMayChangePlans = "ownersMayChangePlans"
}
