package import StorageCore
package import Values

/// Names the fields that records, or a webhook's deliveries, have.
package struct DataStructure: Hashable, Sendable {
    package typealias ID = Identifier<DataStructure>

    package var id: ID
    package var organization: Organization.ID
    package var team: Team.ID
    package var name: String
    /// JSON text: field specs, as they were written.
    package var spec: String
    package var strict: Bool

    package init(id: ID, organization: Organization.ID, team: Team.ID, name: String, spec: String, strict: Bool) {
        self.id = id
        self.organization = organization
        self.team = team
        self.name = name
        self.spec = spec
        self.strict = strict
    }
}

package struct DataStructureStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ structure: DataStructure, at created: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO data_structure (id, organization, team, name, spec, strict, created)
            VALUES (\(structure.id), \(structure.organization), \(structure.team), \(structure.name), \(structure.spec), \(structure.strict),
                \(created))
            """)
    }

    package func structure(_ id: DataStructure.ID, in organization: Organization.ID) throws -> DataStructure? {
        try transaction.row("SELECT \(literal: Self.columns) FROM data_structure WHERE id = \(id) AND organization = \(organization)").map(
            structure)
    }

    package func organization(of id: DataStructure.ID) throws -> Organization.ID? {
        try transaction.row("SELECT organization FROM data_structure WHERE id = \(id)").map { .init(try $0.integer(0)) }
    }

    package func structures(of organization: Organization.ID, team: Team.ID) throws -> [DataStructure] {
        try transaction.rows(
            "SELECT \(literal: Self.columns) FROM data_structure WHERE organization = \(organization) AND team = \(team) ORDER BY name, id"
        ).map(structure)
    }

    package func save(_ structure: DataStructure) throws {
        try transaction.execute(
            """
            UPDATE data_structure SET name = \(structure.name), spec = \(structure.spec), strict = \(structure.strict)
            WHERE id = \(structure.id) AND organization = \(structure.organization)
            """)
    }

    package func remove(_ id: DataStructure.ID, in organization: Organization.ID) throws {
        try transaction.execute("DELETE FROM data_structure WHERE id = \(id) AND organization = \(organization)")
    }

    /// Data stores whose records are held to it.
    package func users(of id: DataStructure.ID, in organization: Organization.ID) throws -> [String] {
        try transaction.rows("SELECT name FROM data_store WHERE organization = \(organization) AND structure = \(id) ORDER BY name").map {
            try $0.text(0)
        }
    }

    /// Its data stores hold their records to nothing from now on.
    package func release(_ id: DataStructure.ID, in organization: Organization.ID) throws {
        try transaction.execute("UPDATE data_store SET structure = NULL WHERE organization = \(organization) AND structure = \(id)")
    }

    static let columns = "id, organization, team, name, spec, strict"

    private func structure(_ row: Row) throws -> DataStructure {
        DataStructure(
            id: .init(try row.integer(0)), organization: .init(try row.integer(1)), team: .init(try row.integer(2)), name: try row.text(3),
            spec: try row.text(4), strict: try row.flag(5))
    }
}
