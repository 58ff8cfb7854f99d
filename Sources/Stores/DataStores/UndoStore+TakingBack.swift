import StorageCore

/// Records that were not taken back, since somebody else changed them after the run.
package struct ChangedRecords: Hashable, Sendable {
    package var count: Int64 = 0
    /// The first of them, in the order of the stores and their keys.
    package var first: [Record] = []

    package init() {}

    package struct Record: Hashable, Sendable {
        package var key: String
        /// The name of its data store.
        package var store: String
    }

    static let shown: Int64 = 5
}

extension UndoStore {
    /// Puts back what was there before the run changed it, and says what could not be. All of it is done by the database, so that no
    /// record is in memory. A store may then hold more than its bounds, if others have filled it up since.
    package func takeBack() throws -> ChangedRecords {
        let ids = try transaction.rows("SELECT DISTINCT store FROM record_undo WHERE \(mine) ORDER BY store").map {
            DataStore.ID(try $0.integer(0))
        }
        var changed = ChangedRecords()
        for id in ids {
            guard let store = try DataStoreStore(transaction).store(id, in: organization, locked: true) else { continue }
            try markChanged(in: store, &changed)
            try handOn(id)
            try restore(id)
        }
        try commit()
        return changed
    }

    private func markChanged(in store: DataStore, _ changed: inout ChangedRecords) throws {
        try transaction.execute("UPDATE record_undo SET leaves = 2 WHERE \(mine) AND store = \(store.id) AND NOT \(Self.isAsLeft)")
        // What it added and somebody else has taken away is as it was before.
        let isChanged: SQL = """
            \(mine) AND store = \(store.id) AND leaves = 2 AND (data IS NOT NULL OR EXISTS (SELECT 1 FROM data_record
                WHERE data_record.store = record_undo.store AND data_record.key = record_undo.key))
            """
        let count = try sum(from: "record_undo WHERE \(isChanged)").records
        let room = ChangedRecords.shown - Int64(changed.first.count)
        changed.count += count
        guard count > 0, room > 0 else { return }
        changed.first += try transaction.rows("SELECT key FROM record_undo WHERE \(isChanged) ORDER BY key LIMIT \(room)").map {
            ChangedRecords.Record(key: try $0.text(0), store: store.name)
        }
    }

    /// Another run that would put back what this one wrote puts back what was there before it.
    private func handOn(_ store: DataStore.ID) throws {
        try transaction.execute(
            """
            UPDATE record_undo AS theirs SET data = own.data, changed = own.changed, writer = own.writer FROM record_undo AS own
            WHERE own.organization = \(organization) AND own.run = \(run) AND own.store = \(store) AND theirs.store = own.store
                AND theirs.key = own.key AND theirs.run <> own.run AND theirs.writer = own.run AND COALESCE(own.writer, '') <> theirs.run
            """)
    }

    private func restore(_ store: DataStore.ID) throws {
        let isOwn: SQL = """
            data_record WHERE store = \(store) AND writer = \(run) AND EXISTS (SELECT 1 FROM record_undo WHERE \(mine)
                AND record_undo.store = data_record.store AND record_undo.key = data_record.key AND leaves = 1)
            """
        let wasThere: SQL = "record_undo WHERE \(mine) AND store = \(store) AND leaves < 2 AND data IS NOT NULL"
        let (own, before) = (try sum(from: isOwn), try sum(from: wasThere))
        try transaction.execute("DELETE FROM \(isOwn)")
        try transaction.execute(
            "INSERT INTO data_record (store, key, data, changed, writer) SELECT store, key, data, changed, writer FROM \(wasThere)")
        try transaction.execute(
            """
            UPDATE data_store SET size = size + \(before.bytes - own.bytes), records = records + \(before.records - own.records)
            WHERE id = \(store)
            """)
    }
}
