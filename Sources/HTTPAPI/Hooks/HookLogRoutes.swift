import Engine
import Hummingbird
import StorageCore
import Stores
import Values

/// The last deliveries of a webhook: when, how large, what they were answered, and what was sent.
struct HookLogRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("hooks/:hookId/logs", use: list)
        member.get("hooks/:hookId/logs/:logId", use: show)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, query): (Hook.ID, QueryItems) = (try context.id("hookId"), QueryItems(request))
        let page = try Page(newestFirst: query)
        let (from, to) = (try query.instant("from"), try query.instant("to"))
        return try await door.read(context.identity) { access in
            let hook = try access.hook(id)
            let entries = try HookLogStore(access.transaction).entries(
                of: id, in: hook.organization, from: from, to: to, limit: page.limit, offset: page.offset)
            return ["hookLogs": entries.map(Self.record), "pg": page.record]
        }
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Hook.ID = try context.id("hookId")
        guard let log = context.parameters.get("logId").flatMap(RunID.init(rawValue:)) else { throw Problem.notFound("delivery") }
        return try await door.read(context.identity) { access in
            let hook = try access.hook(id)
            guard let entry = try HookLogStore(access.transaction).entry(log, of: id, in: hook.organization) else {
                throw Problem.notFound("delivery")
            }
            var record = Self.record(entry)
            let scenario = try ScenarioStore(access.transaction).scenario(hook: hook.id, in: hook.organization)
            // Also of what came before the scenario was confidential.
            record["data"] = scenario?.confidential == true ? .null : Self.data(entry)
            return ["hookLog": record]
        }
    }

    private static func record(_ entry: HookLogEntry) -> Record {
        [
            "id": entry.id, "statusId": entry.status < 400 ? 1 : 3, "status": entry.status, "size": entry.size, "loggedAt": entry.at,
            "run": entry.scenario == nil ? nil : entry.run, "scenarioId": entry.scenario,
        ]
    }

    private static func data(_ entry: HookLogEntry) -> JSON {
        guard let content = try? JSON(parsing: entry.content), case .object(var data) = content else { return .null }
        data["parsed"] = HookDelivery.parsed(content) ?? .null
        return .object(data)
    }
}
