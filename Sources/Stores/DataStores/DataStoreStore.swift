package import StorageCore
package import Values

/// Data stores. Their records: ``DataStoreStore/put(_:key:into:of:overwrite:at:)`` and beside it.
package struct DataStoreStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ store: DataStore, at created: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO data_store (id, organization, team, name, records, size, max_size, structure, created)
            VALUES (\(store.id), \(store.organization), \(store.team), \(store.name), 0, 0, \(store.maxSize), \(store.structure), \(created))
            """)
    }

    /// - Parameter locked: in a transaction that is about to change its records.
    package func store(_ id: DataStore.ID, in organization: Organization.ID, locked: Bool = false) throws -> DataStore? {
        let lock: SQL = locked ? transaction.dialect.forUpdate : ""
        return try transaction.row(
            "SELECT \(literal: Self.columns) FROM data_store WHERE id = \(id) AND organization = \(organization)\(lock)"
        ).map(store)
    }

    package func organization(of id: DataStore.ID) throws -> Organization.ID? {
        try transaction.row("SELECT organization FROM data_store WHERE id = \(id)").map { .init(try $0.integer(0)) }
    }

    package func stores(of organization: Organization.ID, team: Team.ID? = nil) throws -> [DataStore] {
        let ofTeam: SQL = team.map { "AND team = \($0)" } ?? ""
        return try transaction.rows(
            "SELECT \(literal: Self.columns) FROM data_store WHERE organization = \(organization) \(ofTeam) ORDER BY name, id"
        ).map(store)
    }

    /// Changes its name, how much it may hold, and its data structure.
    package func save(_ store: DataStore) throws {
        try transaction.execute(
            """
            UPDATE data_store SET name = \(store.name), max_size = \(store.maxSize), structure = \(store.structure)
            WHERE id = \(store.id) AND organization = \(store.organization)
            """)
    }

    package func remove(_ id: DataStore.ID, in organization: Organization.ID) throws {
        try transaction.execute("DELETE FROM data_record WHERE store = \(id)")
        try transaction.execute("DELETE FROM record_undo WHERE store = \(id)")
        try transaction.execute("DELETE FROM data_store WHERE id = \(id) AND organization = \(organization)")
    }

    static let columns = "id, organization, team, name, records, size, max_size, structure"

    private func store(_ row: Row) throws -> DataStore {
        DataStore(
            id: .init(try row.integer(0)), organization: .init(try row.integer(1)), team: .init(try row.integer(2)), name: try row.text(3),
            records: try row.integer(4), size: try row.integer(5), maxSize: try row.integer(6),
            structure: try row.optionalInteger(7).map { .init($0) })
    }
}
