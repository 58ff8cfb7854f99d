import Automation
import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Incomplete executions: the API calls them `dlqs`.
struct IncompleteRoutes {
    let door: Door

    private var desk: IncompleteDesk { IncompleteDesk(engine: door.engine) }

    func add(to member: RouterGroup<MemberContext>) {
        member.get("dlqs", use: list)
        member.delete("dlqs", use: remove)
        member.post("dlqs/retry", use: retryMany)
        member.get("dlqs/:dlqId", use: show)
        member.patch("dlqs/:dlqId", use: mend)
        member.get("dlqs/:dlqId/blueprint", use: blueprint)
        member.get("dlqs/:dlqId/bundle", use: bundle)
        member.get("dlqs/:dlqId/logs", use: logs)
        member.get("dlqs/:dlqId/logs/:runId", use: log)
        member.post("dlqs/:dlqId/retry", use: retry)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let id = try query.requiredID("scenarioId", of: Scenario.self)
        let page = try Page(query, sorts: ["created"], descending: true, limit: 50)
        let states = query.list("state").compactMap { name in IncompleteExecution.State.allCases.first { $0.name == name } }
        return try await door.read(context.identity) { access in
            let scenario = try access.scenario(id, deletedToo: true)
            let kept = try IncompleteStore(access.transaction).executions(
                of: id, in: scenario.organization, states: states, limit: page.limit, offset: page.offset)
            return ["dlqs": kept.map(IncompleteRecord.row), "pg": page.record]
        }
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id = try Self.id(context)
        return try await door.read(context.identity) { access in
            let (kept, scenario) = try find(id, access)
            let team = try IdentityStore(access.transaction).team(kept.team)?.name ?? ""
            return ["dlq": IncompleteRecord.detail(kept, scenario: scenario, team: team)]
        }
    }

    @Sendable func blueprint(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id = try Self.id(context)
        return try await door.read(context.identity) { access in
            let (kept, _) = try find(id, access)
            let text = try ScenarioStore(access.transaction).blueprint(of: kept.scenario, version: kept.version)
            let json = try text.map { try JSON(parsing: Array($0.utf8)) } ?? .null
            return ["code": "OK", "response": json]
        }
    }

    @Sendable func bundle(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id = try Self.id(context)
        let secrets = door.secrets
        return try await door.read(context.identity) { access in
            let bundle = try KeptBundles(access.transaction, secrets).bundle(of: find(id, access).kept)
            return ["code": "OK", "response": IncompleteRecord.bundles(bundle)]
        }
    }

    @Sendable func mend(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, input) = (try Self.id(context), try await Input(request, context: context))
        let organization = try await door.read(context.identity) { try find(id, $0, .build).kept.organization }
        // A blueprint is a text of JSON, as elsewhere in this API; one that is JSON itself is taken too.
        let blueprint = input["blueprint"].map { json in Array((json.asText ?? json.text()).utf8) }
        var bundles: [Int: Value]?
        if let given = input["bundle"] {
            guard let object = given.asObject else { throw Problem.invalid("bundle", "'bundle' must be an object, by module id.") }
            bundles = [:]
            for member in object.members {
                guard let module = Int(member.key) else { throw Problem.invalid("bundle", "'\(member.key)' is not a module id.") }
                bundles?[module] = Value(member.value)
            }
        }
        let kept = try await desk.mend(id, in: organization, blueprint: blueprint, bundles: bundles, by: context.identity.user.id)
        return ["dlq": ["failer": kept.moduleId, "version": kept.version] as Record]
    }

    @Sendable func retry(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id = try Self.id(context)
        let input = try await Input(request, context: context)
        let organization = try await door.read(context.identity) { try find(id, $0, .build).kept.organization }
        let run = try await desk.retry(
            id, in: organization, by: context.identity.user.id, latest: try input.optionalBoolean("latest") ?? false)
        return ["dlq": id, "executionId": run]
    }

    @Sendable func retryMany(_ request: Request, _ context: MemberContext) async throws -> Record {
        let input = try await Input(request, context: context)
        let (organization, ids) = try await chosen(input, request, context)
        let latest = try input.optionalBoolean("latest") ?? false
        var begun: [String] = []
        for id in ids {
            do {
                try await desk.retry(id, in: organization, by: context.identity.user.id, latest: latest)
                begun.append(id)
            } catch is InvalidInput {
                // Another one is trying it, or it was resolved since it was chosen.
            }
        }
        return ["dlqs": begun]
    }

    @Sendable func remove(_ request: Request, _ context: MemberContext) async throws -> Record {
        guard QueryItems(request).flag("confirmed") else {
            throw Problem.badRequest("What is deleted can't be tried again. Send confirmed=true if that is meant.")
        }
        let (organization, ids) = try await chosen(try await Input(request, context: context), request, context)
        return ["dlqs": ids, "deleted": try await desk.remove(ids, in: organization)]
    }

    @Sendable func logs(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, now) = (try Self.id(context), door.now())
        let page = try Page(QueryItems(request), sorts: ["imtId"], descending: true, limit: 50)
        return try await door.read(context.identity) { access in
            let runs = try attempts(id, access)
            let shown = runs.dropFirst(page.offset).prefix(page.limit)
            return ["dlqLogs": shown.map { Self.record($0, of: id, at: now) }, "pg": page.record]
        }
    }

    @Sendable func log(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, run, now) = (try Self.id(context), try context.runID(), door.now())
        return try await door.read(context.identity) { access in
            guard let found = try attempts(id, access).first(where: { $0.id == run }) else { throw Problem.notFound("attempt") }
            return ["dlqLog": Self.record(found, of: id, at: now)]
        }
    }

    // MARK: Parts

    private static func id(_ context: MemberContext) throws -> String {
        guard let id = context.parameters.get("dlqId"), id.utf8.count <= 64 else { throw Problem.notFound("incomplete execution") }
        return id
    }

    private func find(_ id: String, _ access: Access, _ need: Access.Need = .view) throws -> (kept: IncompleteExecution, scenario: Scenario)
    {
        for organization in try access.organizations() {
            guard let kept = try IncompleteStore(access.transaction).execution(id, in: organization.id) else { continue }
            return (kept, try access.scenario(kept.scenario, need, deletedToo: true))
        }
        throw Problem.notFound("incomplete execution")
    }

    /// `{ids}`, or `{all: true, exceptIds}`.
    private func chosen(_ input: Input, _ request: Request, _ context: MemberContext) async throws -> (Organization.ID, [String]) {
        let id = try QueryItems(request).requiredID("scenarioId", of: Scenario.self)
        let (named, but) = (try input.items("ids").compactMap(\.asText), Set(try input.items("exceptIds").compactMap(\.asText)))
        let all = try input.optionalBoolean("all") ?? false
        guard all || !named.isEmpty else { throw Problem.invalid("ids", "Name the incomplete executions in 'ids', or send all=true.") }
        return try await door.read(context.identity) { access in
            let scenario = try access.scenario(id, .build, deletedToo: true)
            let open: [IncompleteExecution.State] = [.unresolved, .pending]
            let kept = try IncompleteStore(access.transaction).executions(
                of: id, in: scenario.organization, states: all ? open : [], limit: 10_000)
            return (scenario.organization, kept.map(\.id).filter { (all || named.contains($0)) && !but.contains($0) })
        }
    }

    private func attempts(_ id: String, _ access: Access) throws -> [Run] {
        let (kept, _) = try find(id, access)
        var filter = RunFilter()
        filter.scenarios = [kept.scenario]
        filter.origins = [.retry]
        filter.from = kept.created
        return try RunStore(access.transaction).runs(of: kept.organization, filter, limit: 1_000).filter { $0.options.incomplete == id }
    }

    private static func record(_ run: Run, of id: String, at now: Timestamp) -> Record {
        var record = RunRecord.log(run, at: now)
        record["imtId"] = "\(run.started.milliseconds)_dlq.\(id).\(run.author == nil ? "auto" : "manual").\(run.id)"
        record["type"] = run.author == nil ? "auto" : "manual"
        return record
    }
}
