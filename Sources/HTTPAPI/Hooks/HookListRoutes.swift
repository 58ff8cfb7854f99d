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
        member.get("hooks/:hookId", use: get)
        member.patch("hooks/:hookId", use: rename)
        member.delete("hooks/:hookId", use: delete)
        member.post("hooks/:hookId/set-data", use: setData)
        member.get("hooks/:hookId/ping", use: ping)
        member.get("hooks/:hookId/incomings", use: incomings)
        member.delete("hooks/:hookId/incomings", use: drop)
        let switches: [(String, @Sendable (inout Hook) -> Void)] = [
            ("enable", { $0.enabled = true }), ("disable", { $0.enabled = false }), ("learn-start", { $0.learning = true }),
            ("learn-stop", { $0.learning = false }),
        ]
        for (name, body) in switches {
            member.post("hooks/:hookId/\(name)") { request, context in try await turn(context, body) }
        }
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let team = try query.requiredID("teamId", of: Team.self)
        let organization = try await door.read(context.identity) { try $0.team(team).organization }
        let records = try await records(of: organization, request)
        return try await door.read(context.identity) { access in
            var hooks = try HookStore(access.transaction).hooks(of: organization, team: team)
            if let type = query["typeName"] { hooks = hooks.filter { $0.kind.rawValue == type } }
            return ["hooks": try hooks.map { try records.record($0, access.transaction).only(Columns(query)) }]
        }
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let input = try await Input(request, context: context)
        let (name, team) = (try input.name("name", upTo: 120), Team.ID(try input.integer("teamId")))
        let type = try input.optionalText("typeName") ?? Hook.Kind.web.rawValue
        guard let kind = Hook.Kind(rawValue: type) else {
            throw Problem.invalid(
                "typeName", "Webhooks of type '\(type)' don't exist here; use \(Hook.Kind.web.rawValue) or \(Hook.Kind.mail.rawValue).")
        }
        let settings = try door.hooks.settings(input.object)
        let organization = try await door.read(context.identity) { access in
            let organization = try access.team(team, .build).organization
            try access.structure(settings.structure, in: organization)
            return organization
        }
        let hook = try await door.hooks.create(name: name, team: team, organization: organization, kind: kind, settings: settings)
        return Answer(try await answer(hook, request))
    }

    @Sendable func get(_ request: Request, _ context: MemberContext) async throws -> Record {
        try await answer(try await hook(context, .view), request)
    }

    @Sendable func rename(_ request: Request, _ context: MemberContext) async throws -> Record {
        let hook = try await hook(context, .build)
        let name = try await Input(request, context: context).name("name", upTo: 120)
        return try await answer(try await door.hooks.change(hook.id, in: hook.organization) { hook, _ in hook.name = name }, request)
    }

    @Sendable func setData(_ request: Request, _ context: MemberContext) async throws -> Record {
        let hook = try await hook(context, .build)
        let input = try await Input(request, context: context)
        // Some send the fields in an object `data`, as the answer has them.
        let sent = input["data"] ?? input.object
        let asked = try door.hooks.settings(sent.without("apiKey", "signature")).structure
        try await door.read(context.identity) { try $0.structure(asked, in: hook.organization) }
        let changed = try await door.hooks.change(hook.id, in: hook.organization) { hook, secrets in
            var settings = hook.reading
            try settings.change(sent, secrets: secrets)
            hook.settings = settings.text
        }
        return ["changed": changed.settings != hook.settings]
    }

    @Sendable func delete(_ request: Request, _ context: MemberContext) async throws -> Record {
        let hook = try await hook(context, .build)
        let scenario = try await door.storage.read { try ScenarioStore($0).scenario(hook: hook.id, in: hook.organization) }
        if let scenario {
            try Problem.confirm(request, "The scenario '\(scenario.name)' listens to this webhook, and will listen to nothing.")
        }
        try await door.hooks.delete(hook.id, in: hook.organization)
        return ["hook": hook.id]
    }

    @Sendable func ping(_ request: Request, _ context: MemberContext) async throws -> Record {
        let hook = try await hook(context, .view)
        let record = try await answer(hook, request)
        let shown = record["hook"]?.wire
        return [
            "address": shown?["url"], "attached": shown?["scenarioId"].map { !$0.isNull } ?? false, "learning": hook.learning,
            "gone": shown?["gone"], "dataStructure": hook.interface.flatMap { try? JSON(parsing: $0) },
        ]
    }

    @Sendable func incomings(_ request: Request, _ context: MemberContext) async throws -> Record {
        let hook = try await hook(context, .view)
        let page = try Page(QueryItems(request), sorts: ["created"], limit: 50, upTo: Limits.entries)
        let waiting = try await door.storage.read {
            try QueueStore($0).deliveries(of: hook.id, in: hook.organization, limit: page.limit, offset: page.offset)
        }
        let rows: [Record] = waiting.map { ["id": $0.id, "scope": "", "size": $0.bytes, "created": $0.received] }
        return ["incomings": rows, "pg": page.record]
    }

    @Sendable func drop(_ request: Request, _ context: MemberContext) async throws -> Record {
        let hook = try await hook(context, .build)
        let input = try await Input(request, context: context)
        let ids = try input.items("ids").compactMap { $0.asText.flatMap(RunID.init(rawValue:)) }
        let isAll = try ids.isEmpty && input.optionalBoolean("all") ?? true
        if isAll { try Problem.confirm(request, "All deliveries that wait for this webhook will be dropped, and not run.") }
        try await door.storage.write { try QueueStore($0).drop(isAll ? nil : ids, of: hook.id, in: hook.organization) }
        return ["success": true]
    }

    // MARK: Parts

    private func turn(_ context: MemberContext, _ body: @escaping @Sendable (inout Hook) -> Void) async throws -> Record {
        let hook = try await hook(context, .build)
        _ = try await door.hooks.change(hook.id, in: hook.organization) { hook, _ in body(&hook) }
        return ["success": true]
    }

    private func hook(_ context: MemberContext, _ need: Access.Need) async throws -> Hook {
        let id: Hook.ID = try context.id("hookId")
        return try await door.read(context.identity) { try $0.hook(id, need) }
    }

    private func answer(_ hook: Hook, _ request: Request) async throws -> Record {
        let records = try await records(of: hook.organization, request)
        let record = try await door.storage.read { try records.record(hook, $0).wire }
        return ["hook": record]
    }

    private func records(of organization: Organization.ID, _ request: Request) async throws -> HookRecords {
        HookRecords(
            hooks: door.hooks, base: door.base(of: request), mailDomain: door.mailDomain,
            queueLimit: try await door.books(of: organization).plan.limit(.webhookQueue) ?? door.engine.settings.webhookQueue,
            now: door.now())
    }
}

extension Door {
    /// What addresses begin with: the public address, or the one that the request came to.
    func base(of request: Request) -> String { publicAddress ?? request.head.authority.map { "http://\($0)" } ?? "" }
}
