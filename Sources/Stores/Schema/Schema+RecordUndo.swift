extension Schema {
    static let recordUndo = [
        // What a run that commits by cycles changed and has not committed: of each record what was there before (no data: nothing was),
        // who had written that, and whether the run left a record (1), none (0), or found that somebody else has changed it since (2).
        """
        CREATE TABLE record_undo (
            organization INTEGER NOT NULL, run TEXT NOT NULL, store INTEGER NOT NULL, key TEXT NOT NULL, data BLOB, changed INTEGER,
            writer TEXT, leaves INTEGER NOT NULL CHECK (leaves BETWEEN 0 AND 2), CHECK ((data IS NULL) = (changed IS NULL)),
            PRIMARY KEY (organization, run, store, key)) STRICT
        """,
        "CREATE INDEX record_undo_of_record ON record_undo (store, key)",
        // The run that wrote it, where that commits by cycles.
        "ALTER TABLE data_record ADD COLUMN writer TEXT",
        // How much it keeps there.
        "ALTER TABLE run ADD COLUMN undo_records INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE run ADD COLUMN undo_bytes INTEGER NOT NULL DEFAULT 0",
    ]
}
