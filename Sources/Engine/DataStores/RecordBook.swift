package import Automation
package import StorageCore
package import Stores
package import Values

/// Reads and changes the records of one data store, held to its data structure and its bounds. Throws ``DataStoreRefusal``.
package struct RecordBook {
    private let records: DataStoreStore
    package let store: DataStore
    /// What records are held to.
    package let structure: StructureCheck?
    private let zone: String
    private let now: Timestamp
    private let undo: UndoStore?

    /// - Parameters:
    ///   - zone: the IANA zone in which a text becomes a date.
    ///   - writing: records are about to be changed.
    ///   - undo: of a run that may take its changes back.
    package init(
        _ id: DataStore.ID, of organization: Organization.ID, _ transaction: any Transaction, zone: String, at now: Timestamp,
        writing: Bool, undo: UndoStore? = nil
    ) throws {
        records = DataStoreStore(transaction)
        guard let store = try records.store(id, in: organization, locked: writing) else { throw DataStoreRefusal.noSuchStore(id) }
        self.store = store
        self.zone = zone
        self.now = now
        self.undo = undo
        structure = try store.structure.flatMap { try DataStructureStore(transaction).structure($0, in: organization) }.map {
            try StructureCheck($0)
        }
    }

    package func add(_ data: Fields, key: String, overwrite: Bool) throws {
        try records.put(
            try checked(data), key: key, into: store.id, of: store.organization, overwrite: overwrite, at: now, undo: undo)
    }

    /// Merges `data` into the record and gives it as it is then: collections field by field, anything else in place of what was there.
    /// - Parameter overwriteArrays: an array takes the place of the one that was there; otherwise its items are added at the end.
    package func update(_ data: Fields, key: String, upsert: Bool, overwriteArrays: Bool) throws -> Fields {
        let before = try records.record(key, of: store.id)
        guard before != nil || upsert else {
            throw DataStoreRefusal(
                .noSuchRecord, "There is no record with the key '\(key)'. Add it first, or switch 'Insert missing record' on.")
        }
        let merged = try checked((before ?? [:]).merging(data, overwriteArrays: overwriteArrays))
        try records.put(merged, key: key, into: store.id, of: store.organization, overwrite: true, at: now, undo: undo)
        return merged
    }

    package func record(_ key: String) throws -> Fields? { try records.record(key, of: store.id) }
    package func contains(_ key: String) throws -> Bool { try records.contains(key, in: store.id) }
    package func delete(_ key: String) throws -> Bool { try records.delete(key, of: store, undo: undo) }
    package func keys(except kept: [String], limit: Int) throws -> [String] { try records.keys(of: store.id, except: kept, limit: limit) }
    package func deleteAll() throws -> Int64 { try records.deleteAll(of: store, undo: undo) }

    package func search(_ query: RecordQuery) throws -> [RecordQuery.Found] {
        var search = RecordSearch(query)
        try records.scan(store.id) { key, data, bytes in try search.see(.init(key: key, data: data), bytes: bytes) }
        return search.results
    }

    private func checked(_ data: Fields) throws -> Fields {
        guard let structure else { return data }
        do throws(StructureViolation) {
            return try structure.checked(data, zone: zone)
        } catch {
            throw DataStoreRefusal(.invalid, error.message)
        }
    }
}

extension StructureCheck {
    package init(_ structure: DataStructure) throws {
        self.init(fields: try FieldSpec.read(try JSON(parsing: Array(structure.spec.utf8))), strict: structure.strict)
    }
}

extension Fields {
    fileprivate func merging(_ changes: Fields, overwriteArrays: Bool) -> Fields {
        var merged = self
        for entry in changes.entries {
            switch (merged[entry.key], entry.value) {
            case (.collection(let before)?, .collection(let after)):
                merged[entry.key] = .collection(before.merging(after, overwriteArrays: overwriteArrays))
            case (.array(let before)?, .array(let after)) where !overwriteArrays: merged[entry.key] = .array(before + after)
            default: merged[entry.key] = entry.value
            }
        }
        return merged
    }
}
