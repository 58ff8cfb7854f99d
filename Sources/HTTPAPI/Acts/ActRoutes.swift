import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// What somebody did with money, rights or rules.
struct ActRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/organizations/:organizationId/acts", use: list)
        member.get("flowmeter/organizations/:organizationId/acts.csv", use: file)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let (page, filter) = (try Page(newestFirst: QueryItems(request)), try await filter(request, context, id))
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .administer)
            let store = ActStore(access.transaction)
            let acts = try store.acts(of: id, filter, limit: page.limit, offset: page.offset)
            let users = try IdentityStore(access.transaction).names(of: Set(acts.compactMap(\.author)))
            return [
                "acts": acts.map { Self.record($0, users) }, "kinds": Act.Kind.allCases.map(\.rawValue),
                "total": ["count": try store.count(of: id, filter)] as Record, "pg": page.record,
            ]
        }
    }

    @Sendable func file(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Organization.ID = try context.id("organizationId")
        let filter = try await filter(request, context, id)
        let csv = try await door.read(context.identity) { access in
            _ = try access.organization(id, .administer)
            let store = ActStore(access.transaction)
            try CSV.check(store.count(of: id, filter))
            let acts = try store.acts(of: id, filter, limit: Limits.csvRows)
            let users = try IdentityStore(access.transaction).names(of: Set(acts.compactMap(\.author)))
            var csv = CSV(header: ["at", "kind", "summary", "author", "address", "subject"])
            for act in acts {
                let author = act.author.flatMap { users[$0] } ?? ""
                csv.add([act.at.iso8601, act.kind.rawValue, act.summary, author, act.address ?? "", act.subject ?? ""])
            }
            return csv
        }
        return csv.response(named: "acts-\(id)")
    }

    private static func record(_ act: Act, _ users: [User.ID: String]) -> Record {
        [
            "id": act.id, "at": act.at, "kind": act.kind.rawValue, "summary": act.summary, "address": act.address, "subject": act.subject,
            "author": act.author.map { ["id": $0, "name": users[$0] ?? ""] as Record },
        ]
    }

    private func filter(_ request: Request, _ context: MemberContext, _ id: Organization.ID) async throws -> ActFilter {
        let query = QueryItems(request)
        _ = try await door.read(context.identity) { try $0.organization(id, .administer) }
        let range = try DayRange(query, await door.books(of: id).clock)
        var filter = ActFilter()
        filter.from = range.from
        filter.to = range.to
        filter.kinds = try query.kinds("kind", of: Act.Kind.self)
        return filter
    }
}
