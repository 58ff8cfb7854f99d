import Engine
import Hummingbird
import Ledger
package import StorageCore
package import Stores
package import Values

/// The ledger, entry by entry: what came in, what went out, and the balance after each.
struct StatementRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/organizations/:organizationId/statement", use: list)
        member.get("flowmeter/organizations/:organizationId/statement.csv", use: file)
    }

    /// As the pages offer them.
    static let kinds: [StatementEntry.Kind] = [.grant, .purchase, .usage, .lapse, .void, .refund, .adjustment, .debt]

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let page = try Page(newestFirst: QueryItems(request))
        let (filter, now) = (try await filter(request, context, id), door.now())
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeMoney)
            let found = try StatementStore(access.transaction).page(of: id, filter, limit: page.limit, offset: page.offset, at: now)
            let rows = try StatementRows(found.entries, of: id, access.transaction)
            return [
                "entries": found.entries.map(rows.record), "total": ["count": found.count, "centicredits": found.sum] as Record,
                "kinds": Self.kinds.map(\.rawValue), "pg": page.record,
            ]
        }
    }

    @Sendable func file(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Organization.ID = try context.id("organizationId")
        let (filter, now) = (try await filter(request, context, id), door.now())
        let csv = try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeMoney)
            return try Self.csv(of: id, filter, at: now, access.transaction)
        }
        return csv.response(named: "statement-\(id)")
    }

    static func csv(of id: Organization.ID, _ filter: StatementFilter, at now: Timestamp, _ transaction: any Transaction) throws -> CSV {
        let store = StatementStore(transaction)
        try CSV.check(store.page(of: id, filter, limit: 0, offset: 0, at: now).count)
        let entries = try store.page(of: id, filter, limit: Limits.csvRows, offset: 0, at: now).entries
        let rows = try StatementRows(entries, of: id, transaction)
        var csv = CSV(header: StatementRows.header)
        for entry in entries { csv.add(rows.cells(entry)) }
        return csv
    }

    private func filter(_ request: Request, _ context: MemberContext, _ id: Organization.ID) async throws -> StatementFilter {
        let query = QueryItems(request)
        _ = try await door.read(context.identity) { try $0.organization(id, .seeMoney) }
        let range = try DayRange(query, await door.books(of: id).clock)
        var filter = StatementFilter()
        filter.from = range.from
        filter.to = range.to
        filter.kinds = Set(try query.kinds("kind", of: StatementEntry.Kind.self))
        return filter
    }
}

/// The whole statement as comma-separated values, for who has no server to ask.
package enum StatementFile {
    /// Lines end in CR LF. Throws where there are more entries than a file may have.
    package static func text(of organization: Organization.ID, at now: Timestamp, _ transaction: any Transaction) throws -> String {
        let csv = try StatementRoutes.csv(of: organization, StatementFilter(), at: now, transaction)
        return String(decoding: csv.bytes, as: UTF8.self)
    }
}
