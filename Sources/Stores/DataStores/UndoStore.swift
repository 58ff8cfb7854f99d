package import StorageCore

/// What a run changed in data stores since it last committed: of each record what was there before it (decision record 17).
///
/// Nothing is locked. Whoever else changes such a record meanwhile has changed it: then what was there before this run is what they left.
package struct UndoStore {
    let transaction: any Transaction
    package let run: Run.ID
    let organization: Organization.ID

    package init(_ transaction: any Transaction, of run: Run.ID, in organization: Organization.ID) {
        self.transaction = transaction
        self.run = run
        self.organization = organization
    }

    /// Keeps what is there of a record that is about to be changed. Throws ``DataStoreRefusal``, having written nothing.
    /// - Parameter leaving: whether there is a record of that key afterwards.
    func keep(_ key: String, of store: DataStore.ID, leaving: Bool) throws {
        let known = try transaction.row(
            """
            SELECT CASE WHEN \(Self.isAsLeft) THEN 1 ELSE 0 END, COALESCE(LENGTH(data), 0) FROM record_undo
            WHERE \(mine) AND store = \(store) AND key = \(key)
            """)
        if let known, try known.flag(0) {
            try transaction.execute(
                "UPDATE record_undo SET leaves = \(leaving) WHERE \(mine) AND store = \(store) AND key = \(key) AND leaves <> \(leaving)")
            return
        }
        let there = try transaction.row("SELECT LENGTH(data) FROM data_record WHERE store = \(store) AND key = \(key)")
        try count(records: known == nil ? 1 : 0, bytes: (try there?.integer(0) ?? 0) - (try known?.integer(1) ?? 0))
        if known != nil { try transaction.execute("DELETE FROM record_undo WHERE \(mine) AND store = \(store) AND key = \(key)") }
        guard there == nil else { return try copy(from: "store = \(store) AND key = \(key)", leaving: leaving) }
        // Where a run that may still take that back has taken it away, nothing is what it wrote.
        try transaction.execute(
            """
            INSERT INTO record_undo (organization, run, store, key, writer, leaves) VALUES (\(organization), \(run), \(store), \(key),
                (SELECT other.run FROM record_undo AS other WHERE other.store = \(store) AND other.key = \(key) AND other.run <> \(run)
                    AND other.leaves = 0 ORDER BY other.run DESC LIMIT 1), \(leaving))
            """)
    }

    /// Keeps all records of a store that is about to be emptied. Throws ``DataStoreRefusal``, having written nothing.
    func keepAll(of store: DataStore) throws {
        let isNew: SQL = """
            store = \(store.id) AND NOT EXISTS (SELECT 1 FROM record_undo WHERE \(mine) AND record_undo.store = data_record.store
                AND record_undo.key = data_record.key)
            """
        let isThere: SQL = """
            EXISTS (SELECT 1 FROM data_record WHERE data_record.store = record_undo.store AND data_record.key = record_undo.key)
            """
        let added = try sum(from: "data_record WHERE \(isNew)")
        try count(records: added.records, bytes: added.bytes)
        try transaction.execute("DELETE FROM record_undo WHERE \(mine) AND store = \(store.id) AND \(isThere) AND NOT (\(Self.isAsLeft))")
        try transaction.execute("UPDATE record_undo SET leaves = 0 WHERE \(mine) AND store = \(store.id) AND leaves = 1 AND \(isThere)")
        try copy(from: isNew, leaving: false)
    }

    /// What was done stays; what comes may be taken back as far as this.
    package func commit() throws {
        try transaction.execute("DELETE FROM record_undo WHERE \(mine)")
        try transaction.execute("UPDATE run SET undo_records = 0, undo_bytes = 0 WHERE organization = \(organization) AND id = \(run)")
    }

    // MARK: Parts

    var mine: SQL { "organization = \(organization) AND run = \(run)" }

    /// Of a row of `record_undo`: nobody has changed the record since the run did.
    static let isAsLeft: SQL = """
        (leaves = 1 AND EXISTS (SELECT 1 FROM data_record WHERE data_record.store = record_undo.store AND data_record.key = record_undo.key
            AND data_record.writer = record_undo.run)
        OR leaves = 0 AND NOT EXISTS (SELECT 1 FROM data_record WHERE data_record.store = record_undo.store
            AND data_record.key = record_undo.key))
        """

    private func copy(from records: SQL, leaving: Bool) throws {
        try transaction.execute(
            """
            INSERT INTO record_undo (organization, run, store, key, data, changed, writer, leaves)
            SELECT \(organization), \(run), store, key, data, changed, writer, \(leaving) FROM data_record WHERE \(records)
            """)
    }

    func sum(from source: SQL) throws -> (records: Int64, bytes: Int64) {
        guard let row = try transaction.row("SELECT COUNT(*), COALESCE(SUM(LENGTH(data)), 0) FROM \(source)") else { return (0, 0) }
        return (try row.integer(0), try row.integer(1))
    }

    private func count(records: Int64, bytes: Int64) throws {
        let row = try transaction.row("SELECT undo_records, undo_bytes FROM run WHERE organization = \(organization) AND id = \(run)")
        guard try (row?.integer(0) ?? 0) + records <= DataStoreLimits.undoRecords else {
            throw Self.tooMuch("\(DataStoreLimits.undoRecords) records (dataStore.undoRecords)")
        }
        guard try (row?.integer(1) ?? 0) + bytes <= DataStoreLimits.undoBytes else {
            throw Self.tooMuch("records of \(DataStoreLimits.undoBytes) bytes (dataStore.undoBytes)")
        }
        try transaction.execute(
            """
            UPDATE run SET undo_records = undo_records + \(records), undo_bytes = undo_bytes + \(bytes)
            WHERE organization = \(organization) AND id = \(run)
            """)
    }

    private static func tooMuch(_ limit: String) -> DataStoreRefusal {
        DataStoreRefusal(
            .full,
            "With auto commit off a cycle changes at most \(limit), as it may have to take all of it back. Do less in one cycle, or switch auto commit on."
        )
    }
}
