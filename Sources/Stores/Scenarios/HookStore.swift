package import StorageCore
package import Values

/// Webhooks. The secret of an address is not kept, only its hash; the address is derived from the installation's key.
package struct HookStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ hook: Hook, secretHash: String) throws {
        try transaction.execute(
            """
            INSERT INTO hook (id, organization, team, name, secret_hash, enabled, created, deleted, kind, settings)
            VALUES (\(hook.id), \(hook.organization), \(hook.team), \(hook.name), \(secretHash), \(hook.enabled), \(hook.created), NULL,
                \(hook.kind.rawValue), \(hook.settings))
            """)
    }

    package func hook(secretHash: String) throws -> Hook? {
        if let found = try transaction.row(
            "SELECT \(literal: Self.columns) FROM hook WHERE secret_hash = \(secretHash) AND deleted IS NULL")
        {
            return try hook(found)
        }
        return try transaction.row(
            """
            SELECT \(literal: Self.columns) FROM hook WHERE id = (SELECT hook FROM hook_address WHERE secret_hash = \(secretHash))
                AND deleted IS NULL
            """
        ).map(hook)
    }

    /// A further address of a webhook.
    package func addAddress(_ secretHash: String, of hook: Hook.ID) throws {
        try transaction.execute(
            "INSERT INTO hook_address (secret_hash, hook) VALUES (\(secretHash), \(hook)) ON CONFLICT (secret_hash) DO NOTHING")
    }

    /// The addresses of every webhook there is, as hashes of their secrets.
    package func addresses() throws -> [(hook: Hook.ID, hashes: Set<String>)] {
        var hashes: [Hook.ID: Set<String>] = [:]
        for row in try transaction.rows(
            """
            SELECT id, secret_hash FROM hook WHERE deleted IS NULL
            UNION ALL SELECT hook_address.hook, hook_address.secret_hash FROM hook_address JOIN hook ON hook.id = hook_address.hook
                WHERE hook.deleted IS NULL
            """)
        { hashes[.init(try row.integer(0)), default: []].insert(try row.text(1)) }
        return hashes.map { ($0.key, $0.value) }.sorted { $0.hook < $1.hook }
    }

    package func hook(_ id: Hook.ID, in organization: Organization.ID) throws -> Hook? {
        try transaction.row(
            "SELECT \(literal: Self.columns) FROM hook WHERE id = \(id) AND organization = \(organization) AND deleted IS NULL"
        ).map(hook)
    }

    package func hooks(of organization: Organization.ID, team: Team.ID? = nil) throws -> [Hook] {
        let ofTeam: SQL = team.map { "AND team = \($0)" } ?? ""
        return try transaction.rows(
            "SELECT \(literal: Self.columns) FROM hook WHERE organization = \(organization) AND deleted IS NULL \(ofTeam) ORDER BY name, id"
        ).map(hook)
    }

    /// Of every organization.
    package func all() throws -> [Hook] {
        try transaction.rows("SELECT \(literal: Self.columns) FROM hook WHERE deleted IS NULL ORDER BY id").map(hook)
    }

    package func organization(of id: Hook.ID) throws -> Organization.ID? {
        try transaction.row("SELECT organization FROM hook WHERE id = \(id) AND deleted IS NULL").map { .init(try $0.integer(0)) }
    }

    /// Changes its name, whether it takes deliveries, its settings, and whether it learns.
    package func save(_ hook: Hook) throws {
        try transaction.execute(
            """
            UPDATE hook SET name = \(hook.name), enabled = \(hook.enabled), settings = \(hook.settings), learning = \(hook.learning)
            WHERE id = \(hook.id) AND organization = \(hook.organization) AND deleted IS NULL
            """)
    }

    /// Keeps the structure of a delivery, unless another one was first.
    package func learn(_ interface: String, of hook: Hook.ID, in organization: Organization.ID) throws {
        try transaction.execute(
            """
            UPDATE hook SET interface = \(interface), learning = 0
            WHERE id = \(hook) AND organization = \(organization) AND learning = 1
            """)
    }

    /// Its scenario listens to it no longer.
    package func detach(_ id: Hook.ID, in organization: Organization.ID, at now: Timestamp) throws {
        try transaction.execute("UPDATE hook SET unattached = \(now) WHERE id = \(id) AND organization = \(organization)")
    }

    package func remove(_ id: Hook.ID, in organization: Organization.ID, at now: Timestamp) throws -> Bool {
        try transaction.execute(
            "UPDATE hook SET deleted = \(now), enabled = 0 WHERE id = \(id) AND organization = \(organization) AND deleted IS NULL") > 0
    }

    static let columns = "id, organization, team, name, enabled, created, kind, settings, learning, interface, unattached"

    private func hook(_ row: Row) throws -> Hook {
        var hook = Hook(
            id: .init(try row.integer(0)), organization: .init(try row.integer(1)), team: .init(try row.integer(2)), name: try row.text(3),
            enabled: try row.flag(4), created: try row.timestamp(5))
        hook.kind = Hook.Kind(rawValue: try row.text(6)) ?? .web
        hook.settings = try row.text(7)
        hook.learning = try row.flag(8)
        hook.interface = try row.optionalText(9)
        hook.unattached = try row.optionalTimestamp(10)
        return hook
    }
}
