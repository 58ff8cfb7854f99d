package import StorageCore
package import Values

/// A delivery to a webhook, and what it was answered.
package struct HookLogEntry: Hashable, Sendable {
    package var organization: Organization.ID
    package var hook: Hook.ID
    /// 32 hex digits, in the order of time.
    package var id: RunID
    package var at: Timestamp
    /// Of HTTP.
    package var status: Int
    /// Bytes of the body.
    package var size: Int64
    /// What it was taken in as; `nil`: it was not, or was learnt from only.
    package var run: Run.ID?
    /// Whose that run is, once it has begun. Deliveries that are run in batches begin none of their own.
    package var scenario: Scenario.ID?
    /// JSON text: the request, as far as it is kept; empty: it is not.
    package var content: String

    package init(
        organization: Organization.ID, hook: Hook.ID, id: RunID, at: Timestamp, status: Int, size: Int64, run: Run.ID?, content: String
    ) {
        self.organization = organization
        self.hook = hook
        self.id = id
        self.at = at
        self.status = status
        self.size = size
        self.run = run
        self.content = content
    }
}

/// The last deliveries of webhooks.
package struct HookLogStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ entries: [HookLogEntry]) throws {
        try transaction.batch(
            "INSERT INTO hook_log (organization, hook, id, at, status, size, run, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            entries.map {
                [
                    $0.organization.sqlValue, $0.hook.sqlValue, $0.id.sqlValue, $0.at.sqlValue, Int64($0.status).sqlValue, $0.size.sqlValue,
                    $0.run.sqlValue, $0.content.sqlValue,
                ]
            })
    }

    /// Keeps the newest of a webhook.
    package func trim(_ hook: Hook.ID, in organization: Organization.ID, to count: Int) throws {
        try transaction.execute(
            """
            DELETE FROM hook_log WHERE organization = \(organization) AND hook = \(hook) AND id <= (
                SELECT id FROM hook_log WHERE organization = \(organization) AND hook = \(hook) ORDER BY id DESC LIMIT 1 OFFSET \(count))
            """)
    }

    /// What was sent is kept no longer: a confidential scenario listens to it.
    package func removeContent(of hook: Hook.ID, in organization: Organization.ID) throws {
        try transaction.execute(
            "UPDATE hook_log SET content = '' WHERE organization = \(organization) AND hook = \(hook) AND content <> ''")
    }

    /// The newest first, without what was sent.
    package func entries(
        of hook: Hook.ID, in organization: Organization.ID, from: Timestamp?, to: Timestamp?, limit: Int, offset: Int
    ) throws -> [HookLogEntry] {
        let after: SQL = from.map { "AND at >= \($0)" } ?? ""
        let before: SQL = to.map { "AND at <= \($0)" } ?? ""
        return try transaction.rows(
            """
            SELECT hook_log.id, at, status, size, hook_log.run, run.scenario, '' FROM hook_log \(literal: Self.begun)
            WHERE hook_log.organization = \(organization) AND hook_log.hook = \(hook) \(after) \(before) ORDER BY hook_log.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map { try Self.entry($0, hook, organization) }
    }

    package func entry(_ id: RunID, of hook: Hook.ID, in organization: Organization.ID) throws -> HookLogEntry? {
        try transaction.row(
            """
            SELECT hook_log.id, at, status, size, hook_log.run, run.scenario, content FROM hook_log \(literal: Self.begun)
            WHERE hook_log.organization = \(organization) AND hook_log.hook = \(hook) AND hook_log.id = \(id)
            """
        ).map { try Self.entry($0, hook, organization) }
    }

    package func remove(of organization: Organization.ID, before instant: Timestamp) throws {
        try transaction.execute("DELETE FROM hook_log WHERE organization = \(organization) AND at < \(instant)")
    }

    private static let begun = "LEFT JOIN run ON run.organization = hook_log.organization AND run.id = hook_log.run"

    private static func entry(_ row: Row, _ hook: Hook.ID, _ organization: Organization.ID) throws -> HookLogEntry {
        var entry = HookLogEntry(
            organization: organization, hook: hook, id: RunID(trusted: try row.text(0)), at: try row.timestamp(1),
            status: Int(try row.integer(2)), size: try row.integer(3),
            run: try row.optionalText(4).map(RunID.init(trusted:)), content: try row.text(6))
        entry.scenario = try row.optionalInteger(5).map { Scenario.ID($0) }
        return entry
    }
}
