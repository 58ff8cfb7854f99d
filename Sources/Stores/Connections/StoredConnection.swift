package import Values

/// A connection or a key as it is kept: nothing of it can be read but what it is called.
package struct StoredConnection: Hashable, Sendable {
    package typealias ID = Identifier<StoredConnection>

    package var id: ID
    package var organization: Organization.ID
    package var team: Team.ID
    /// `account:smtp`, `keychain:apikey` ...
    package var type: String
    package var name: String
    package var sealed: [UInt8]
    /// Counts up with each change of what is sealed.
    package var version: Int64
    package var created: Timestamp
    package var changed: Timestamp

    package init(
        id: ID, organization: Organization.ID, team: Team.ID, type: String, name: String, sealed: [UInt8], version: Int64,
        created: Timestamp, changed: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.team = team
        self.type = type
        self.name = name
        self.sealed = sealed
        self.version = version
        self.created = created
        self.changed = changed
    }

    package var isKey: Bool { type.hasPrefix("keychain:") }

    /// What it is sealed for.
    package var place: String { "connection \(id) of \(organization)" }
}
