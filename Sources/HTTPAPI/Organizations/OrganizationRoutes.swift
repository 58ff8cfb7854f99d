import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Organizations as the API's clients know them, and their teams.
struct OrganizationRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("organizations", use: list)
        member.get("organizations/:organizationId", use: show)
        member.patch("organizations/:organizationId", use: change)
        member.get("teams", use: listTeams)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let (columns, page) = (Columns(query), try Page(query, sorts: ["name", "id"]))
        let organizations = try await door.read(context.identity) { try $0.organizations() }
        var rows: [Record] = []
        for organization in page.slice(organizations, by: { page.sortBy == "id" ? $0.id < $1.id : ($0.name, $0.id) < ($1.name, $1.id) }) {
            rows.append(brief(organization, try await door.books(of: organization.id)).only(columns))
        }
        return ["organizations": rows, "pg": page.record]
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        try await detail(context.id("organizationId"), context.identity, Columns(QueryItems(request)))
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let input = try await Input(request, context: context)
        let name = try input["name"].map { _ in try input.name("name", upTo: 120) }
        let zone = try input.optionalText("timezone")
        if let zone, Zone(zone) == nil {
            throw Problem.invalid("timezone", "'\(zone)' is not the name of a time zone, such as Europe/Prague.")
        }
        let (now, actor, plans) = (door.now(), door.actor(request, context), door.engine.plans)
        try await door.write(context.identity) { access in
            let organization = try access.organization(id, .administer)
            var changes: [String] = []
            if let name, name != organization.name { changes.append("the name to \(name)") }
            if let zone, zone != organization.zone { changes.append("the time zone from \(organization.zone) to \(zone)") }
            if !changes.isEmpty {
                try Acts(access.transaction).add(
                    Act(
                        organization: id, at: now, kind: .settings, summary: "Changed \(changes.joined(separator: ", "))",
                        author: actor.user,
                        address: actor.address, subject: "organization \(id)"))
            }
            let identity = IdentityStore(access.transaction)
            if let name { try identity.rename(id, name: name) }
            // From the next quarter of an hour on: days begin at the border of one, and past days stay as they were.
            if let zone, zone != organization.zone {
                try identity.setZone(zone, of: id, effective: Timestamp(QuarterHour(containing: Instant(now)).end))
                try SchedulePlanning(access.transaction, plan: plans.plan(of: organization), at: now).planAgain(id)
            }
        }
        try await door.engine.registry.reload(id, at: door.now())
        return try await detail(id, context.identity, Columns(QueryItems(request)))
    }

    @Sendable func listTeams(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let (columns, page) = (Columns(query), try Page(query, sorts: ["name", "id"]))
        let id = try query.requiredID("organizationId", of: Organization.self)
        let teams = try await door.read(context.identity) { access in
            try IdentityStore(access.transaction).teams(of: access.organization(id).id)
        }
        let rows = page.slice(teams) { page.sortBy == "id" ? $0.id < $1.id : ($0.name, $0.id) < ($1.name, $1.id) }
        return ["teams": rows.map { Self.record($0).only(columns) }, "pg": page.record]
    }

    private func brief(_ organization: Organization, _ books: OrganizationBooks) -> Record {
        [
            "id": organization.id, "name": organization.name, "timezone": organization.zone, "serviceName": books.plan.name,
            "isPaused": books.available.map { $0 <= .zero } ?? false,
        ]
    }

    private func detail(_ id: Organization.ID, _ identity: Identity, _ columns: Columns) async throws -> Record {
        _ = try await door.read(identity) { try $0.organization(id) }
        let (books, now) = (try await door.books(of: id), door.now())
        let (figures, teams) = try await door.read(identity) { access in
            let organization = try access.organization(id)
            return (
                try PeriodFigures(of: organization, books, at: now, access.transaction), try IdentityStore(access.transaction).teams(of: id)
            )
        }
        var record = brief(figures.organization, books)
        record["lastReset"] = figures.start
        record["nextReset"] = Timestamp(figures.period.end)
        // Text, not numbers: strict clients of this answer expect it.
        record["operations"] = "\(figures.used.operations)"
        record["transfer"] = "\(figures.used.transfer)"
        record["centicreditsConsumed"] = "\(figures.used.credits.centicredits)"
        record["centicreditsExtra"] = "\(figures.extraTotal.centicredits)"
        record["unusedCenticredits"] = figures.left.map { "\($0.centicredits)" }
        record["license"] = PlanRecord.license(figures.plan)
        record["teams"] = teams.map { ["id": $0.id, "name": $0.name] as Record }
        return ["organization": record.only(columns)]
    }

    static func record(_ team: Team) -> Record { ["id": team.id, "name": team.name, "organizationId": team.organization] }
}
