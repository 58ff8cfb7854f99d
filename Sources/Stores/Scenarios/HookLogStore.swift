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
    /// JSON text: the request, as far as it is kept; empty: it is not.
    package var content: String

    package init(organization: Organization.ID, hook: Hook.ID, id: RunID, at: Timestamp, status: Int, size: Int64, content: String) {
        self.organization = organization
        self.hook = hook
        self.id = id
        self.at = at
        self.status = status
        self.size = size
        self.content = content
    }
}

/// The last deliveries of webhooks.
package struct HookLogStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ entries: [HookLogEntry]) throws {
        try transaction.batch(
            "INSERT INTO hook_log (organization, hook, id, at, status, size, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
            entries.map {
                [
                    $0.organization.sqlValue, $0.hook.sqlValue, $0.id.sqlValue, $0.at.sqlValue, Int64($0.status).sqlValue, $0.size.sqlValue,
                    $0.content.sqlValue,
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
            SELECT id, at, status, size, '' FROM hook_log WHERE organization = \(organization) AND hook = \(hook) \(after) \(before)
            ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map { try Self.entry($0, hook, organization) }
    }

    package func entry(_ id: RunID, of hook: Hook.ID, in organization: Organization.ID) throws -> HookLogEntry? {
        try transaction.row(
            """
            SELECT id, at, status, size, content FROM hook_log WHERE organization = \(organization) AND hook = \(hook) AND id = \(id)
            """
        ).map { try Self.entry($0, hook, organization) }
    }

    package func remove(of organization: Organization.ID, before instant: Timestamp) throws {
        try transaction.execute("DELETE FROM hook_log WHERE organization = \(organization) AND at < \(instant)")
    }

    private static func entry(_ row: Row, _ hook: Hook.ID, _ organization: Organization.ID) throws -> HookLogEntry {
        HookLogEntry(
            organization: organization, hook: hook, id: RunID(trusted: try row.text(0)), at: try row.timestamp(1),
            status: Int(try row.integer(2)), size: try row.integer(3), content: try row.text(4))
    }
}
