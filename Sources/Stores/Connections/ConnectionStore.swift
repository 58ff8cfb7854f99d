package import StorageCore
import Values

/// Connections and keys. Every read but that of the key's rotation names the organization.
package struct ConnectionStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func connection(_ id: StoredConnection.ID, in organization: Organization.ID) throws -> StoredConnection? {
        try transaction.row("SELECT \(literal: Self.columns) FROM connection WHERE id = \(id) AND organization = \(organization)").map(
            Self.connection)
    }

    /// For the edges that have only an id: which organization is it in?
    package func organization(of id: StoredConnection.ID) throws -> Organization.ID? {
        try transaction.row("SELECT organization FROM connection WHERE id = \(id)").map { .init(try $0.integer(0)) }
    }

    /// By name.
    package func connections(of organization: Organization.ID, team: Team.ID? = nil) throws -> [StoredConnection] {
        let ofTeam: SQL = team.map { "AND team = \($0)" } ?? ""
        return try transaction.rows(
            "SELECT \(literal: Self.columns) FROM connection WHERE organization = \(organization) \(ofTeam) ORDER BY name, id"
        ).map(Self.connection)
    }

    /// Of the whole installation.
    package func all() throws -> [StoredConnection] {
        try transaction.rows("SELECT \(literal: Self.columns) FROM connection ORDER BY id").map(Self.connection)
    }

    package func count(of organization: Organization.ID) throws -> Int64 {
        try transaction.row("SELECT COUNT(*) FROM connection WHERE organization = \(organization)")?.integer(0) ?? 0
    }

    package func add(_ connection: StoredConnection) throws {
        try transaction.execute(
            """
            INSERT INTO connection (\(literal: Self.columns)) VALUES (\(connection.id), \(connection.organization), \(connection.team),
                \(connection.type), \(connection.name), \(connection.sealed), \(connection.version), \(connection.created), \(connection.changed))
            """)
    }

    package func save(_ connection: StoredConnection) throws {
        try transaction.execute(
            """
            UPDATE connection SET name = \(connection.name), sealed = \(connection.sealed), version = \(connection.version),
                changed = \(connection.changed) WHERE id = \(connection.id) AND organization = \(connection.organization)
            """)
    }

    /// The same, sealed by another key; a change that came in between stands.
    package func reseal(_ connection: StoredConnection, _ sealed: [UInt8]) throws {
        try transaction.execute(
            "UPDATE connection SET sealed = \(sealed) WHERE id = \(connection.id) AND version = \(connection.version)")
    }

    package func remove(_ id: StoredConnection.ID, in organization: Organization.ID) throws {
        try transaction.execute("DELETE FROM connection WHERE id = \(id) AND organization = \(organization)")
    }

    static let columns = "id, organization, team, type, name, sealed, version, created, changed"

    private static func connection(_ row: Row) throws -> StoredConnection {
        StoredConnection(
            id: .init(try row.integer(0)), organization: .init(try row.integer(1)), team: .init(try row.integer(2)), type: try row.text(3),
            name: try row.text(4), sealed: try row.bytes(5), version: try row.integer(6), created: try row.timestamp(7),
            changed: try row.timestamp(8))
    }
}
