package import StorageCore
package import Values

package struct DataStore: Hashable, Sendable {
    package typealias ID = Identifier<DataStore>

    package var id: ID
    package var organization: Organization.ID
    package var team: Team.ID
    package var name: String
    package var records: Int64
    /// Bytes of all records, and how many they may be.
    package var size: Int64
    package var maxSize: Int64

    package init(id: ID, organization: Organization.ID, team: Team.ID, name: String, records: Int64, size: Int64, maxSize: Int64) {
        self.id = id
        self.organization = organization
        self.team = team
        self.name = name
        self.records = records
        self.size = size
        self.maxSize = maxSize
    }
}

/// A record was not added; the message says why and what to do.
package struct DataStoreRefusal: Error, Hashable, Sendable {
    package enum Reason: Sendable { case noSuchStore, keyTaken, full }

    package let reason: Reason
    package let message: String
}

/// Data stores and their records.
package struct DataStoreStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ store: DataStore, at created: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO data_store (id, organization, team, name, records, size, max_size, created)
            VALUES (\(store.id), \(store.organization), \(store.team), \(store.name), 0, 0, \(store.maxSize), \(created))
            """)
    }

    package func store(_ id: DataStore.ID, in organization: Organization.ID) throws -> DataStore? {
        try transaction.row(
            "SELECT \(literal: Self.columns) FROM data_store WHERE id = \(id) AND organization = \(organization)\(transaction.dialect.forUpdate)"
        ).map(store)
    }

    package func stores(of organization: Organization.ID, team: Team.ID? = nil) throws -> [DataStore] {
        let ofTeam: SQL = team.map { "AND team = \($0)" } ?? ""
        return try transaction.rows(
            "SELECT \(literal: Self.columns) FROM data_store WHERE organization = \(organization) \(ofTeam) ORDER BY name, id"
        ).map(store)
    }

    package func record(_ key: String, of store: DataStore.ID) throws -> Fields? {
        guard let row = try transaction.row("SELECT data FROM data_record WHERE store = \(store) AND key = \(key)") else { return nil }
        return try decode(try row.bytes(0))
    }

    package func records(of store: DataStore.ID, limit: Int, offset: Int) throws -> [(key: String, data: Fields)] {
        try transaction.rows("SELECT key, data FROM data_record WHERE store = \(store) ORDER BY key LIMIT \(limit) OFFSET \(offset)").map {
            (try $0.text(0), try decode(try $0.bytes(1)))
        }
    }

    /// Adds a record or, with `overwrite`, replaces the one of that key. Throws ``DataStoreRefusal``.
    package func put(
        _ data: Fields, key: String, into id: DataStore.ID, of organization: Organization.ID, overwrite: Bool, at now: Timestamp
    ) throws {
        guard let store = try store(id, in: organization) else {
            throw DataStoreRefusal(reason: .noSuchStore, message: "There is no data store \(id) here. Choose one in the module's settings.")
        }
        var bytes: [UInt8] = []
        ValueCodec.encode(.collection(data), into: &bytes)
        let before = try transaction.row("SELECT LENGTH(data) FROM data_record WHERE store = \(id) AND key = \(key)")
        guard before == nil || overwrite else {
            throw DataStoreRefusal(
                reason: .keyTaken, message: "The key '\(key)' is already in the data store. Switch 'Overwrite' on to replace it.")
        }
        let growth = Int64(bytes.count) - (try before?.integer(0) ?? 0)
        guard store.size + growth <= store.maxSize else {
            throw DataStoreRefusal(
                reason: .full, message: "The data store '\(store.name)' is full (\(store.maxSize) bytes). Enlarge it or remove records.")
        }
        try transaction.execute(
            """
            INSERT INTO data_record (store, key, data, changed) VALUES (\(id), \(key), \(bytes), \(now))
            ON CONFLICT (store, key) DO UPDATE SET data = excluded.data, changed = excluded.changed
            """)
        try transaction.execute(
            "UPDATE data_store SET size = size + \(growth), records = records + \(before == nil ? 1 : 0) WHERE id = \(id)")
    }

    static let columns = "id, organization, team, name, records, size, max_size"

    private func store(_ row: Row) throws -> DataStore {
        DataStore(
            id: .init(try row.integer(0)), organization: .init(try row.integer(1)), team: .init(try row.integer(2)), name: try row.text(3),
            records: try row.integer(4), size: try row.integer(5), maxSize: try row.integer(6))
    }

    private func decode(_ bytes: [UInt8]) throws -> Fields {
        var position = 0
        guard case .collection(let fields) = try ValueCodec.decode(bytes, at: &position) else { return [:] }
        return fields
    }
}
