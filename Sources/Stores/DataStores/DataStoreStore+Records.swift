import StorageCore
package import Values

extension DataStoreStore {
    package func record(_ key: String, of store: DataStore.ID) throws -> Fields? {
        guard let row = try transaction.row("SELECT data FROM data_record WHERE store = \(store) AND key = \(key)") else { return nil }
        return try decode(try row.bytes(0))
    }

    package func contains(_ key: String, in store: DataStore.ID) throws -> Bool {
        try transaction.row("SELECT 1 FROM data_record WHERE store = \(store) AND key = \(key)") != nil
    }

    package func records(of store: DataStore.ID, limit: Int, offset: Int) throws -> [(key: String, data: Fields)] {
        try transaction.rows("SELECT key, data FROM data_record WHERE store = \(store) ORDER BY key LIMIT \(limit) OFFSET \(offset)").map {
            (try $0.text(0), try decode(try $0.bytes(1)))
        }
    }

    /// How many bytes a page of records has.
    package func bytes(of store: DataStore.ID, limit: Int, offset: Int) throws -> Int64 {
        try transaction.row(
            """
            SELECT COALESCE(SUM(size), 0) FROM (SELECT LENGTH(data) AS size FROM data_record WHERE store = \(store)
                ORDER BY key LIMIT \(limit) OFFSET \(offset)) AS page
            """)?.integer(0) ?? 0
    }

    /// All records behind the key `after` in the order of their keys, a bounded part of them in memory at a time, until `body` returns false.
    package func scan(
        _ store: DataStore.ID, after: String? = nil, _ body: (_ key: String, _ data: Fields, _ bytes: Int) throws -> Bool
    ) throws {
        var after = after
        while true {
            let beyond: SQL = after.map { "AND key > \($0)" } ?? ""
            let rows = try transaction.rows(
                "SELECT key, LENGTH(data) FROM data_record WHERE store = \(store) \(beyond) ORDER BY key LIMIT \(Self.pageRows)")
            let sizes = try rows.map { (key: try $0.text(0), bytes: Int(try $0.integer(1))) }
            guard let last = sizes.last else { return }
            for part in Self.parts(of: sizes) {
                let page = try transaction.rows(
                    "SELECT key, data FROM data_record WHERE store = \(store) AND key >= \(part.first) AND key <= \(part.last) ORDER BY key"
                )
                for row in page {
                    let bytes = try row.bytes(1)
                    guard try body(try row.text(0), try decode(bytes), bytes.count) else { return }
                }
            }
            guard sizes.count == Self.pageRows else { return }
            after = last.key
        }
    }

    private static let pageRows = 1_000

    /// Cut where the records of a part would be more than ``DataStoreLimits/pageBytes``.
    private static func parts(of sizes: [(key: String, bytes: Int)]) -> [(first: String, last: String)] {
        var parts: [(first: String, last: String)] = []
        var sum = 0
        for (key, bytes) in sizes {
            sum += bytes
            if parts.isEmpty || sum > DataStoreLimits.pageBytes {
                parts.append((key, key))
                sum = bytes
            } else {
                parts[parts.count - 1].last = key
            }
        }
        return parts
    }

    /// Adds a record or, with `overwrite`, replaces the one of that key. Throws ``DataStoreRefusal``, having written nothing.
    /// - Parameter undo: of the run that may take it back; so with all that changes records.
    package func put(
        _ data: Fields, key: String, into id: DataStore.ID, of organization: Organization.ID, overwrite: Bool, at now: Timestamp,
        undo: UndoStore? = nil
    ) throws {
        guard let store = try store(id, in: organization, locked: true) else { throw DataStoreRefusal.noSuchStore(id) }
        guard !key.isEmpty, key.utf8.count <= DataStoreLimits.keyBytes else {
            throw DataStoreRefusal(.invalid, "A key has 1 to \(DataStoreLimits.keyBytes) bytes (dataStore.keyBytes).")
        }
        var bytes: [UInt8] = []
        ValueCodec.encode(.collection(data), into: &bytes)
        let before = try transaction.row("SELECT LENGTH(data) FROM data_record WHERE store = \(id) AND key = \(key)")
        guard before == nil || overwrite else {
            throw DataStoreRefusal(
                .keyTaken, "The key '\(key)' is already in the data store. Switch 'Replace an existing record' on to replace it.")
        }
        let growth = Int64(bytes.count) - (try before?.integer(0) ?? 0)
        try check(store, bytes: bytes.count, growth: growth, isNew: before == nil)
        try undo?.keep(key, of: id, leaving: true)
        try transaction.execute(
            """
            INSERT INTO data_record (store, key, data, changed, writer) VALUES (\(id), \(key), \(bytes), \(now), \(undo?.run.rawValue))
            ON CONFLICT (store, key) DO UPDATE SET data = excluded.data, changed = excluded.changed, writer = excluded.writer
            """)
        try transaction.execute(
            "UPDATE data_store SET size = size + \(growth), records = records + \(before == nil ? 1 : 0) WHERE id = \(id)")
    }

    private func check(_ store: DataStore, bytes: Int, growth: Int64, isNew: Bool) throws {
        guard bytes <= DataStoreLimits.recordBytes else {
            throw DataStoreRefusal(
                .full, "The record has \(bytes) bytes, and \(DataStoreLimits.recordBytes) are allowed (dataStore.recordBytes). Split it up."
            )
        }
        // A record that gets smaller always fits: that is the way out of a store that is full.
        guard growth <= 0 || store.size + growth <= store.maxSize else {
            throw DataStoreRefusal(
                .full, "The data store '\(store.name)' is full (\(store.maxSize) bytes). Enlarge it or remove records.")
        }
        guard !isNew || store.records < DataStoreLimits.records else {
            throw DataStoreRefusal(
                .full, "The data store '\(store.name)' has \(DataStoreLimits.records) records, and that is the most (dataStore.records).")
        }
    }

    /// Whether there was one.
    @discardableResult
    package func delete(_ key: String, of store: DataStore, undo: UndoStore? = nil) throws -> Bool {
        if let undo {
            guard try contains(key, in: store.id) else { return false }
            try undo.keep(key, of: store.id, leaving: false)
        }
        guard let row = try transaction.row("DELETE FROM data_record WHERE store = \(store.id) AND key = \(key) RETURNING LENGTH(data)")
        else {
            return false
        }
        try transaction.execute(
            "UPDATE data_store SET size = size - \(try row.integer(0)), records = records - 1 WHERE id = \(store.id)")
        return true
    }

    /// How many there were.
    @discardableResult
    package func deleteAll(of store: DataStore, undo: UndoStore? = nil) throws -> Int64 {
        try undo?.keepAll(of: store)
        let count = try transaction.execute("DELETE FROM data_record WHERE store = \(store.id)")
        try transaction.execute("UPDATE data_store SET size = 0, records = 0 WHERE id = \(store.id)")
        return Int64(count)
    }

    /// The keys of all records but these, in their order, a bounded number at a time.
    package func keys(of store: DataStore.ID, except kept: [String], limit: Int) throws -> [String] {
        let others: SQL = kept.isEmpty ? "" : "AND key NOT IN (\(list: kept))"
        return try transaction.rows("SELECT key FROM data_record WHERE store = \(store) \(others) ORDER BY key LIMIT \(limit)").map {
            try $0.text(0)
        }
    }

    private func decode(_ bytes: [UInt8]) throws -> Fields {
        var position = 0
        guard case .collection(let fields) = try ValueCodec.decode(bytes, at: &position) else { return [:] }
        return fields
    }
}
