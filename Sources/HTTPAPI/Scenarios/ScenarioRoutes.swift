import Automation
import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Scenarios: the list with its figures, making, changing, switching on and off.
struct ScenarioRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.group("scenarios")
            .get(use: list)
            .post(use: create)
            .get(":scenarioId", use: show)
            .patch(":scenarioId", use: change)
            .delete(":scenarioId", use: remove)
            .post(":scenarioId/start") { try await self.activate(true, $0, $1) }
            .post(":scenarioId/stop") { try await self.activate(false, $0, $1) }
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let columns = Columns(query)
        let page = try Page(query, sorts: ["name", "id", "isActive", "lastEdit", "created", "centicredits", "operations", "proprietal"])
        let (organizationID, teamID) = (try query.id("organizationId", of: Organization.self), try query.id("teamId", of: Team.self))
        guard organizationID == nil || teamID == nil else { throw Problem.badRequest("teamId and organizationId cannot be used together") }
        let id = try await door.read(context.identity) { access in
            if let organizationID { return try access.organization(organizationID).id }
            guard let teamID else { throw Problem.badRequest("Missing required parameter teamId or organizationId") }
            return try access.team(teamID).organization
        }
        let active = query["isActive"].map { $0 == "true" }
        let rows = try await self.rows(of: id, context.identity) { transaction in
            try ScenarioStore(transaction).scenarios(of: id, team: teamID).filter { active == nil || $0.active == active }
        }
        let total: Record = ["count": rows.count, "centicredits": rows.lazy.map(\.used.usage.credits).sum()]
        let shown = page.slice(rows, by: ScenarioOrder.precedes(page.sortBy))
        return ["scenarios": shown.map { $0.record.only(columns) }, "pg": page.record, "total": total]
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let input = try await Input(request, context: context)
        let team = Team.ID(try input.integer("teamId"))
        guard let blueprint = try input.document("blueprint") else {
            throw Problem.invalid("blueprint", "Missing value of required parameter 'blueprint'.")
        }
        let scheduling = try input.document("scheduling").map { String(decoding: $0, as: UTF8.self) }
        let organization = try await door.read(context.identity) { try $0.team(team, .build).organization }
        let saved = try await door.scenarios.create(
            blueprint: blueprint, scheduling: scheduling, team: team, organization: organization, author: context.identity.user.id)
        return Answer(try await record(saved.scenario, context.identity, warnings: saved.warnings))
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let scenario = try await door.read(context.identity) { try $0.scenario(id) }
        return try await record(scenario, context.identity, columns: Columns(QueryItems(request)))
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let input = try await Input(request, context: context)
        let edits = ScenarioEdits(
            name: try input["name"].map { _ in try input.name("name", upTo: 4 * ScenarioDesk.nameLimit) },
            blueprint: try input.document("blueprint"),
            scheduling: try input.document("scheduling").map { String(decoding: $0, as: UTF8.self) },
            allowsLoops: try input.optionalBoolean("allowsLoops"), basedOn: try input.optionalInteger("basedOnVersion"))
        let scenario = try await door.read(context.identity) { try $0.scenario(id, .build) }
        let saved = try await door.scenarios.save(id, in: scenario.organization, edits, author: context.identity.user.id)
        return try await record(saved.scenario, context.identity, warnings: saved.warnings)
    }

    @Sendable func remove(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let scenario = try await door.read(context.identity) { try $0.scenario(id, .build) }
        try await door.scenarios.delete(id, in: scenario.organization, author: context.identity.user.id)
        return ["scenario": id]
    }

    private func activate(_ active: Bool, _ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let scenario = try await door.read(context.identity) { try $0.scenario(id, .build) }
        let saved = try await door.scenarios.save(
            id, in: scenario.organization, ScenarioEdits(active: active), author: context.identity.user.id)
        return ["scenario": ["id": id, "isActive": saved.scenario.active, "islinked": true] as Record]
    }

    private func record(
        _ scenario: Scenario, _ identity: Identity, columns: Columns = Columns(QueryItems("")), warnings: [BlueprintWarning]? = nil
    ) async throws -> Record {
        let rows = try await self.rows(of: scenario.organization, identity) { _ in [scenario] }
        var record: Record = ["scenario": rows[0].record.only(columns)]
        record["warnings"] = warnings.map { $0.map { ["path": $0.path, "message": $0.message] as Record } }
        return record
    }

    private func rows(
        of organization: Organization.ID, _ identity: Identity, _ scenarios: @Sendable (any Transaction) throws -> [Scenario]
    ) async throws -> [ScenarioRow] {
        let (books, now) = (try await door.books(of: organization), door.now())
        let period = Timestamp(books.period(containing: now).start)
        let today = books.zone.day(containing: Instant(now))
        let isPaused = books.available.map { $0 <= .zero } ?? false
        return try await door.read(identity) { access in
            let listed = try scenarios(access.transaction)
            let rows = try ScenarioRows(of: organization, listed, period: period, today: today, isPaused: isPaused, access.transaction)
            return listed.map(rows.row)
        }
    }
}

/// The list's orders; what is equal goes by id, so that pages never overlap.
private enum ScenarioOrder {
    static func precedes(_ sort: String) -> (ScenarioRow, ScenarioRow) -> Bool {
        switch sort {
        case "id", "proprietal": by { $0.scenario.id.rawValue }
        case "isActive": by { $0.scenario.active ? 1 : 0 }
        case "lastEdit": by { $0.scenario.edited.milliseconds }
        case "created": by { $0.scenario.created.milliseconds }
        case "centicredits": by { $0.used.usage.credits.centicredits }
        case "operations": by { $0.used.usage.operations }
        default: { ($0.scenario.name.lowercased(), $0.scenario.id) < ($1.scenario.name.lowercased(), $1.scenario.id) }
        }
    }

    private static func by(_ key: @escaping (ScenarioRow) -> Int64) -> (ScenarioRow, ScenarioRow) -> Bool {
        { (key($0), $0.scenario.id) < (key($1), $1.scenario.id) }
    }
}

extension Input {
    /// A document that travels as text within the JSON; an object is taken as well.
    func document(_ name: String) throws -> [UInt8]? {
        guard let member = self[name] else { return nil }
        if let text = member.asText { return Array(text.utf8) }
        guard member.asObject != nil else { throw Problem.invalid(name, "'\(name)' must be JSON as text.") }
        var bytes: [UInt8] = []
        member.write(into: &bytes)
        return bytes
    }
}
