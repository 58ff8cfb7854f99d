import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Webhooks as things that people make; their deliveries come in through ``HookRoutes``.
struct HookListRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("hooks", use: list)
        member.post("hooks", use: create)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let team = try QueryItems(request).requiredID("teamId", of: Team.self)
        let organization = try await door.read(context.identity) { try $0.team(team).organization }
        let limit = try await queueLimit(of: organization)
        let base = door.base(of: request)
        return try await door.read(context.identity) { access in
            let hooks = try HookStore(access.transaction).hooks(of: organization, team: team)
            return ["hooks": try hooks.map { try record($0, base, limit, access.transaction) }]
        }
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let input = try await Input(request, context: context)
        let (name, team) = (try input.name("name", upTo: 120), Team.ID(try input.integer("teamId")))
        let type = try input.optionalText("typeName") ?? Self.typeName
        guard type == Self.typeName else {
            throw Problem.invalid("typeName", "Webhooks of type '\(type)' don't exist here; use \(Self.typeName).")
        }
        let organization = try await door.read(context.identity) { try $0.team(team, .build).organization }
        let hook = try await door.hooks.create(name: name, team: team, organization: organization)
        let (limit, base) = (try await queueLimit(of: organization), door.base(of: request))
        let record = try await door.storage.read { try self.record(hook, base, limit, $0).wire }
        return Answer(["hook": record] as Record)
    }

    private static let typeName = "gateway-webhook"

    private func queueLimit(of organization: Organization.ID) async throws -> Int64 {
        try await door.books(of: organization).plan.limit(.webhookQueue) ?? door.engine.settings.webhookQueue
    }

    private func record(_ hook: Hook, _ base: String, _ limit: Int64, _ transaction: any Transaction) throws -> Record {
        [
            "id": hook.id, "name": hook.name, "teamId": hook.team, "url": base + door.hooks.path(of: hook.id), "enabled": hook.enabled,
            "scenarioId": try ScenarioStore(transaction).scenario(hook: hook.id, in: hook.organization)?.id,
            "queueCount": try QueueStore(transaction).count(of: hook.id, in: hook.organization), "queueLimit": limit, "type": "web",
            "typeName": Self.typeName,
        ]
    }
}

extension Door {
    /// What addresses begin with: the public address, or the one that the request came to.
    func base(of request: Request) -> String { publicAddress ?? request.head.authority.map { "http://\($0)" } ?? "" }
}
