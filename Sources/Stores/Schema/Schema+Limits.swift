extension Schema {
    static let limits = [
        // Milliseconds that a run has worked, and what the runs cost that it waited for: its time and its budget cover them.
        "ALTER TABLE run ADD COLUMN worked INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE run ADD COLUMN called_credits INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE call ADD COLUMN worked INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE call ADD COLUMN credits INTEGER NOT NULL DEFAULT 0",
        // What was not kept of a run when it ended: 0 nothing, 1 its bundles, 2 also what it was started with.
        "ALTER TABLE run ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped BETWEEN 0 AND 2)",
        // Deliveries of a scenario that may begin so many runs a minute only, while that many have begun.
        "CREATE INDEX queue_paced ON queue (organization, scenario, id) WHERE held = 3",
        """
        CREATE TABLE run_start (
            organization INTEGER NOT NULL, scenario INTEGER NOT NULL, at INTEGER NOT NULL, run TEXT NOT NULL,
            PRIMARY KEY (organization, scenario, at, run)) STRICT
        """,
        // Scenarios whose last scheduled run failed with what passes by itself: `step` attempts were planned, the next for `due`, unless
        // it is under way.
        """
        CREATE TABLE back_off (
            organization INTEGER NOT NULL, scenario INTEGER NOT NULL REFERENCES scenario (id), step INTEGER NOT NULL CHECK (step > 0), due INTEGER,
            run TEXT NOT NULL, PRIMARY KEY (organization, scenario)) STRICT
        """,
        "CREATE INDEX back_off_by_time ON back_off (due) WHERE due IS NOT NULL",
        // Since when no scenario listens to it; without one, since it was made.
        "ALTER TABLE hook ADD COLUMN unattached INTEGER",
        // The last deliveries of each webhook, for some days. `content` is empty where it is not to be kept.
        """
        CREATE TABLE hook_log (
            organization INTEGER NOT NULL, hook INTEGER NOT NULL REFERENCES hook (id), id TEXT NOT NULL, at INTEGER NOT NULL,
            status INTEGER NOT NULL, size INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (organization, hook, id)) STRICT
        """,
        "CREATE INDEX hook_log_by_time ON hook_log (organization, at)",
    ]
}
