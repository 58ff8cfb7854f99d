import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// The plans that an installation offers; an operator adds and changes them.
struct PlanRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/plans", use: list)
        member.put("flowmeter/plans/:planId", use: save)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let catalog = door.engine.catalog
        guard context.identity.user.isOperator else { return ["plans": catalog.plans.all.map { PlanRecord.whole($0, catalog) }] }
        let counts = try await door.storage.read { try IdentityStore($0).organizations() }.reduce(into: [:]) {
            $0[$1.plan, default: 0] += 1
        }
        return [
            "plans": catalog.plans.all.map { plan in
                var record = PlanRecord.whole(plan, catalog)
                record["organizations"] = counts[plan.id.rawValue] ?? 0
                return record
            }
        ]
    }

    @Sendable func save(_ request: Request, _ context: MemberContext) async throws -> Record {
        try context.requireOperator()
        guard let id = context.parameters.get("planId") else { throw Problem.notFound("plan") }
        let plan = try PlanDocument.plan(try await Input(request, context: context).object, id: Plan.ID(rawValue: id))
        let (catalog, now, actor) = (door.engine.catalog, door.now(), door.actor(request, context))
        try await catalog.save(plan, author: actor.user, address: actor.address, in: door.storage, at: now)
        try await door.engine.registry.reloadAll(at: now)
        return ["plan": PlanRecord.whole(plan, catalog)]
    }
}

extension MemberContext {
    /// What concerns the whole installation is its operator's.
    func requireOperator() throws {
        guard identity.user.isOperator else { throw Problem.forbidden("Only the operator of this installation may do this.") }
    }
}
