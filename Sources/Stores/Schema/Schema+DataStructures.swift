extension Schema {
    static let dataStructures = [
        // The specification is kept as it was written.
        """
        CREATE TABLE data_structure (
            id INTEGER NOT NULL PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization (id), team INTEGER NOT NULL REFERENCES team (id),
            name TEXT NOT NULL, spec TEXT NOT NULL, strict INTEGER NOT NULL, created INTEGER NOT NULL) STRICT
        """,
        "CREATE INDEX data_structure_of_organization ON data_structure (organization, team)",
        "ALTER TABLE data_store ADD COLUMN structure INTEGER REFERENCES data_structure (id)",
        "CREATE INDEX data_store_of_organization ON data_store (organization, team)",
        "CREATE INDEX data_store_of_structure ON data_store (structure)",
        // Numbers that the increment module counts: of a scenario (an empty run), or of one run.
        """
        CREATE TABLE counter (
            organization INTEGER NOT NULL, scenario INTEGER NOT NULL, module_id INTEGER NOT NULL, run TEXT NOT NULL, value INTEGER NOT NULL,
            PRIMARY KEY (organization, scenario, module_id, run)) STRICT
        """,
    ]
}
