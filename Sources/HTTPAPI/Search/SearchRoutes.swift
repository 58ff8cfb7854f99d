import Automation
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Search: in what runs did, and in what scenarios are made of.
struct SearchRoutes {
    let door: Door

    /// Runs that one request looks at, at most.
    private static let runs = 500

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/scenarios/:scenarioId/search", use: inRuns)
        member.get("flowmeter/organizations/:organizationId/scenario-search", use: inScenarios)
    }

    @Sendable func inRuns(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, query): (Scenario.ID, QueryItems) = (try context.id("scenarioId"), QueryItems(request))
        guard let text = query["text"], text.count >= 2 else { throw Problem.invalid("text", "'text' must have at least 2 characters.") }
        let only = try query["runId"].map { given in
            guard let run = RunID(rawValue: given) else { throw Problem.invalid("runId", "'runId' is the id of a run: 32 hex digits.") }
            return run
        }
        let before = query["before"].flatMap(RunID.init(rawValue:))
        return try await door.read(context.identity) { access in
            let scenario = try access.scenario(id, deletedToo: true)
            var filter = try RunFilter(query, of: id)
            filter.before = before
            let store = RunStore(access.transaction)
            let runs =
                try only.map { [try access.run($0, of: scenario)] } ?? store.runs(of: scenario.organization, filter, limit: Self.runs)
            let found = try RunSearch(access.transaction, text: text).search(runs)
            let last = found.searchedTo ?? (runs.count == Self.runs ? runs.last?.id : nil)
            return [
                "hits": found.hits.map { hit -> Record in
                    [
                        "runId": hit.run.id, "startedAt": hit.run.started, "executionName": hit.run.name, "index": hit.index,
                        "moduleId": hit.moduleId, "excerpt": hit.excerpt,
                    ]
                }, "searchedTo": last,
            ]
        }
    }

    @Sendable func inScenarios(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, query): (Organization.ID, QueryItems) = (try context.id("organizationId"), QueryItems(request))
        let wanted = ScenarioSearch(
            text: query["text"].flatMap { $0.isEmpty ? nil : $0.lowercased() }, module: query["module"],
            connection: try query.integer("connection"))
        guard !wanted.isEmpty else { throw Problem.badRequest("Say what to look for: text, module or connection.") }
        return try await door.read(context.identity) { access in
            let organization = try access.organization(id)
            let store = ScenarioStore(access.transaction)
            var found: [Record] = []
            for scenario in try store.scenarios(of: organization.id) {
                guard let content = try store.blueprint(of: scenario.id, version: scenario.version) else { continue }
                let modules = try wanted.modules(in: content)
                guard !modules.isEmpty || wanted.names(scenario.name) else { continue }
                found.append([
                    "scenarioId": scenario.id, "name": scenario.name, "teamId": scenario.team, "isActive": scenario.active,
                    "modules": modules.map { ["moduleId": $0.id, "module": $0.module, "label": $0.label] as Record },
                ])
            }
            return ["scenarios": found]
        }
    }
}

/// What a scenario is searched for.
struct ScenarioSearch {
    var text: String?
    var module: String?
    var connection: Int64?

    var isEmpty: Bool { text == nil && module == nil && connection == nil }

    /// Only a search for a text alone finds a scenario by its name.
    func names(_ name: String) -> Bool { module == nil && connection == nil && text.map { name.lowercased().contains($0) } == true }

    /// The modules that meet all that is asked for.
    func modules(in content: String) throws -> [BlueprintModule] {
        // Most scenarios don't hold it anywhere, and needn't be read.
        if let text, !content.lowercased().contains(text) { return [] }
        if let module, !content.contains(module) { return [] }
        return try Blueprint(parsing: Array(content.utf8)).everyModule.filter(matches)
    }

    private func matches(_ candidate: BlueprintModule) -> Bool {
        if let module, candidate.module != module, !candidate.module.hasPrefix("\(module):") { return false }
        if let connection, !Self.connections(of: candidate).contains(connection) { return false }
        guard let text else { return true }
        let parts: [JSON] = [
            .string(candidate.module), .string(candidate.label ?? ""), .object(candidate.mapper), .object(candidate.parameters),
            candidate.json["filter"] ?? .null,
        ]
        return parts.contains { $0.text().lowercased().contains(text) }
    }

    /// The parameters that name a connection, a key, a webhook or a data store by its id (blueprint-format.md §4).
    private static let names = [
        "__IMTCONN__", "account", "makeConnectionId", "auth", "apiKeyKeychain", "basicAuthKeychain", "proxyKeychain", "__IMTKEY__",
    ]

    private static func connections(of module: BlueprintModule) -> [Int64] {
        names.compactMap { module.parameters[$0]?.asInteger.map(Int64.init) }
    }
}
