import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// What an operator does to an organization's credits by hand: grants, voids, refunds.
struct LedgerRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.post("flowmeter/organizations/:organizationId/grants", use: grant)
        member.post("flowmeter/organizations/:organizationId/lots/:lotId/void", use: void)
        member.post("flowmeter/organizations/:organizationId/runs/:runId/refund", use: refund)
    }

    @Sendable func grant(_ request: Request, _ context: MemberContext) async throws -> Record {
        let input = try await Input(request, context: context)
        return try await carryOut(request, context) {
            let kind = try input.text("kind")
            guard let kind = Lot.Kind(word: kind), kind != .plan else {
                throw Problem.invalid("kind", "'kind' must be promotional, adjustment or extra; not '\(kind)'.")
            }
            let (credits, expires) = (Credits(centicredits: try input.integer("centicredits")), try input.optionalInstant("expires"))
            let note = try input.name("note")
            return { try $0.grant(kind, credits, expires: expires, note: note, to: $1, by: $2) }
        }
    }

    @Sendable func void(_ request: Request, _ context: MemberContext) async throws -> Record {
        let input = try await Input(request, context: context)
        return try await carryOut(request, context) {
            guard let lot = context.parameters.get("lotId", as: Int64.self).map(Lot.ID.init(rawValue:)) else {
                throw Problem.notFound("lot")
            }
            let note = try input.name("note")
            return { try $0.void(lot, of: $1, note: note, by: $2) }
        }
    }

    @Sendable func refund(_ request: Request, _ context: MemberContext) async throws -> Record {
        let input = try await Input(request, context: context)
        return try await carryOut(request, context) {
            let (run, note) = (try context.runID(), try input.name("note"))
            let credits = try input.optionalInteger("centicredits").map(Credits.init(centicredits:))
            let key = try input.optionalText("key", upTo: 100)
            return { try $0.refund(run, of: $1, note: note, credits: credits, key: key, by: $2) }
        }
    }

    private typealias Act = @Sendable (LedgerDesk, Organization.ID, Actor) throws -> Lot

    /// - Parameter act: reads the input, once it is known that the reader may do it, and says what is done.
    private func carryOut(_ request: Request, _ context: MemberContext, _ act: () throws -> Act) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.operated(id) }
        let (act, plans, now, actor) = (try act(), door.engine.plans, door.now(), door.actor(request, context))
        let (lot, note) = try await door.write(context.identity) { access in
            _ = try access.operated(id)
            let lot = try act(LedgerDesk(access.transaction, plans: plans, at: now), id, actor)
            return (lot, try LedgerStore(access.transaction).notes(of: id)[lot.id])
        }
        try await door.engine.registry.reload(id, at: now)
        return ["lot": LotRecord.record(lot, note: note, at: now)]
    }
}
