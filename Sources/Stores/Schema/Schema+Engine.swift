extension Schema {
    static let engine = [
        // Bundles that failed and are kept, each with all that it takes to go on from there.
        """
        CREATE TABLE incomplete_execution (
            organization INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER NOT NULL, scenario INTEGER NOT NULL, version INTEGER NOT NULL,
            run TEXT NOT NULL, module_id INTEGER NOT NULL, module TEXT NOT NULL, point BLOB NOT NULL, error_type TEXT NOT NULL,
            error_message TEXT NOT NULL, policy TEXT NOT NULL, state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4), attempts INTEGER NOT NULL,
            next_attempt INTEGER, attempt_run TEXT, created INTEGER NOT NULL, resolved INTEGER, PRIMARY KEY (organization, id)) STRICT
        """,
        "CREATE INDEX incomplete_of_scenario ON incomplete_execution (organization, scenario, state, id)",
        "CREATE INDEX incomplete_due ON incomplete_execution (next_attempt) WHERE state = 2",
        // A run that waits for another one that it called, and what that came to.
        """
        CREATE TABLE call (
            organization INTEGER NOT NULL, parent TEXT NOT NULL, address TEXT NOT NULL, child TEXT NOT NULL, ended INTEGER, outputs BLOB,
            error_type TEXT, error_message TEXT, PRIMARY KEY (organization, parent, address)) STRICT
        """,
        "CREATE INDEX call_of_child ON call (organization, child)",
        // Where a polling trigger stands; what a run read counts from its end on.
        """
        CREATE TABLE trigger_state (
            organization INTEGER NOT NULL, scenario INTEGER NOT NULL, module_id INTEGER NOT NULL, state BLOB, pending BLOB, run TEXT,
            PRIMARY KEY (organization, scenario, module_id)) STRICT
        """,
        // Errors in a row, and whether runs go one after another.
        "ALTER TABLE scenario ADD COLUMN errors INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE scenario ADD COLUMN sequential INTEGER NOT NULL DEFAULT 0",
        // Somebody pressed stop.
        "ALTER TABLE run ADD COLUMN stopping INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX run_stopping ON run (stopping) WHERE stopping = 1 AND ended IS NULL",
        // What may be taken, by organization, whatever is held.
        "DROP INDEX queue_by_age",
        "CREATE INDEX queue_ready ON queue (organization, id) WHERE held = 0",
        // What waits for an earlier run of its scenario.
        "CREATE INDEX queue_in_sequence ON queue (organization, scenario, id) WHERE held = 2",
        // Runs of a scenario that live: what a sequential one waits for.
        "CREATE INDEX run_live_of_scenario ON run (organization, scenario) WHERE ended IS NULL",
    ]
}
