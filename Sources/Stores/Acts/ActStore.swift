package import StorageCore
package import Values

/// Something that somebody did with money, rights or rules: what, who, when and from where. Rows are only ever added.
package struct Act: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case purchase, refund, plan, rateCard, budget, role, token, grant, void, autoPurchasing, alerts, settings, connection
    }

    package var id: Int64 = 0
    /// `nil`: of the whole installation.
    package var organization: Organization.ID?
    package var at: Timestamp
    package var kind: Kind
    package var summary: String
    package var author: User.ID?
    /// The address that the request came from; `nil` for the command line and for what went by itself.
    package var address: String?
    package var subject: String?

    package init(
        organization: Organization.ID?, at: Timestamp, kind: Kind, summary: String, author: User.ID?, address: String? = nil,
        subject: String? = nil
    ) {
        self.organization = organization
        self.at = at
        self.kind = kind
        self.summary = summary
        self.author = author
        self.address = address
        self.subject = subject
    }
}

package struct ActFilter: Sendable {
    package var from: Timestamp?
    package var to: Timestamp?
    package var kinds: [Act.Kind] = []

    package init() {}
}

package struct ActStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ act: Act) throws {
        let id = try SequenceStore(transaction).next("act")
        try transaction.execute(
            """
            INSERT INTO act (id, organization, at, kind, summary, author, address, subject)
            VALUES (\(id), \(act.organization), \(act.at), \(act.kind.rawValue), \(act.summary), \(act.author), \(act.address), \(act.subject))
            """)
    }

    /// An organization's acts and those of the installation that concern it, the newest first.
    package func acts(of organization: Organization.ID, _ filter: ActFilter, limit: Int, offset: Int = 0) throws -> [Act] {
        try transaction.rows(
            """
            SELECT id, organization, at, kind, summary, author, address, subject FROM act WHERE \(Self.condition(organization, filter))
            ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Self.act)
    }

    package func count(of organization: Organization.ID, _ filter: ActFilter) throws -> Int64 {
        try transaction.row("SELECT COUNT(*) FROM act WHERE \(Self.condition(organization, filter))")?.integer(0) ?? 0
    }

    private static func condition(_ organization: Organization.ID, _ filter: ActFilter) -> SQL {
        var sql: SQL = "organization = \(organization)"
        if let from = filter.from { sql = "\(sql) AND at >= \(from)" }
        if let to = filter.to { sql = "\(sql) AND at < \(to)" }
        if !filter.kinds.isEmpty { sql = "\(sql) AND kind IN (\(list: filter.kinds.map(\.rawValue)))" }
        return sql
    }

    private static func act(_ row: Row) throws -> Act {
        var act = Act(
            organization: try row.optionalInteger(1).map(Organization.ID.init(_:)), at: try row.timestamp(2),
            kind: Act.Kind(rawValue: try row.text(3)) ?? .settings, summary: try row.text(4),
            author: try row.optionalInteger(5).map(User.ID.init(_:)), address: try row.optionalText(6), subject: try row.optionalText(7))
        act.id = try row.integer(0)
        return act
    }
}
