import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Usage by day, of an organization or a scenario, and what each scenario has used since the reset.
struct UsageRoutes {
    let door: Door
    /// Days that the API's usage lists give.
    static let days = 30

    func add(to member: RouterGroup<MemberContext>) {
        member.get("organizations/:organizationId/usage", use: ofOrganization)
        member.get("scenarios/:scenarioId/usage", use: ofScenario)
        member.get("scenarios/consumptions", use: consumptions)
    }

    @Sendable func ofOrganization(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let now = Instant(door.now())
        return try await door.read(context.identity) { access in
            try Self.answer(DayRows.last(Self.days, of: (id, Self.zone(access.organization(id)), now), access.transaction))
        }
    }

    @Sendable func ofScenario(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let now = Instant(door.now())
        return try await door.read(context.identity) { access in
            let scenario = try access.scenario(id, deletedToo: true)
            let organization = try access.organization(scenario.organization)
            return try Self.answer(
                DayRows.last(Self.days, of: (organization.id, Self.zone(organization), now), scenario: id, access.transaction))
        }
    }

    @Sendable func consumptions(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let (organizationID, teamID) = (try query.id("organizationId", of: Organization.self), try query.id("teamId", of: Team.self))
        guard organizationID == nil || teamID == nil else { throw Problem.badRequest("teamId and organizationId cannot be used together") }
        let id = try await door.read(context.identity) { access in
            if let organizationID { return try access.organization(organizationID).id }
            guard let teamID else { throw Problem.badRequest("Missing required parameter teamId or organizationId") }
            return try access.team(teamID).organization
        }
        let start = Timestamp(try await door.books(of: id).period(containing: door.now()).start)
        let rows = try await door.read(context.identity) { access in
            let used = try UsageStore(access.transaction).scenarios(of: id, period: start)
            let ofTeam = try teamID.map { Set(try ScenarioStore(access.transaction).scenarios(of: id, team: $0).map(\.id)) }
            return used.filter { ofTeam?.contains($0.key) ?? true }.sorted { $0.key < $1.key }
        }
        return [
            "scenarioConsumptions": rows.map { id, used in
                [
                    "scenarioId": id, "operations": used.usage.operations, "transfer": used.usage.transfer,
                    "centicredits": used.usage.credits,
                ] as Record
            },
            "lastReset": start,
        ]
    }

    private static func zone(_ organization: Organization) -> Zone { Zone(organization.zone) ?? .utc }

    private static func answer(_ days: [DayRows.Row]) -> Record {
        [
            "data": days.map { day, usage in
                [
                    "date": day.description, "operations": usage.operations, "dataTransfer": usage.transfer, "centicredits": usage.credits,
                ] as Record
            }
        ]
    }
}
