extension Schema {
    static let runs = [
        // What waits to run. The row's id becomes the run's, so a delivery that was answered can be followed to its run.
        """
        CREATE TABLE queue (
            organization INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER NOT NULL, scenario INTEGER NOT NULL, version INTEGER, hook INTEGER,
            origin INTEGER NOT NULL, author INTEGER, input BLOB, options TEXT, transfer INTEGER NOT NULL, received INTEGER NOT NULL,
            held INTEGER NOT NULL, PRIMARY KEY (organization, id)) STRICT
        """,
        // Deliveries of a scenario that is off are held until it is on.
        "CREATE INDEX queue_by_age ON queue (held, id)",
        "CREATE INDEX queue_of_scenario ON queue (organization, scenario, id)",
        "CREATE INDEX queue_of_hook ON queue (organization, hook)",
        // Idempotency-Key of deliveries, kept for a day.
        """
        CREATE TABLE delivery_key (
            organization INTEGER NOT NULL, hook INTEGER NOT NULL, key TEXT NOT NULL, run TEXT NOT NULL, received INTEGER NOT NULL,
            PRIMARY KEY (organization, hook, key)) STRICT
        """,
        """
        CREATE TABLE run (
            organization INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER NOT NULL, scenario INTEGER NOT NULL, version INTEGER NOT NULL,
            state INTEGER NOT NULL, origin INTEGER NOT NULL, author INTEGER, options TEXT, input BLOB, started INTEGER NOT NULL, ended INTEGER,
            operations INTEGER NOT NULL, credits INTEGER NOT NULL, transfer INTEGER NOT NULL, segments INTEGER NOT NULL,
            worker TEXT, epoch INTEGER NOT NULL, lease INTEGER, wake INTEGER, received_transfer INTEGER NOT NULL,
            outputs BLOB, error_type TEXT, error_message TEXT, error_module INTEGER,
            CHECK (operations >= 0 AND credits >= 0 AND transfer >= 0), PRIMARY KEY (organization, id)) STRICT
        """,
        "CREATE INDEX run_of_scenario ON run (organization, scenario, id)",
        "CREATE INDEX run_live ON run (state, lease) WHERE ended IS NULL",
        """
        CREATE TABLE segment (
            organization INTEGER NOT NULL, run TEXT NOT NULL, sequence INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,
            operations BLOB NOT NULL, bundles BLOB, PRIMARY KEY (organization, run, sequence)) STRICT
        """,
    ]

    static let ledger = [
        """
        CREATE TABLE lot (
            organization INTEGER NOT NULL REFERENCES organization (id), id INTEGER NOT NULL, kind INTEGER NOT NULL, priority INTEGER NOT NULL,
            granted INTEGER, used INTEGER NOT NULL CHECK (used >= 0), effective INTEGER NOT NULL, expires INTEGER, created INTEGER NOT NULL,
            note TEXT, PRIMARY KEY (organization, id)) STRICT
        """,
        // Append only while a run lives; merged into sequence 0 when it ends.
        """
        CREATE TABLE posting (
            organization INTEGER NOT NULL, run TEXT NOT NULL, sequence INTEGER NOT NULL, lot INTEGER NOT NULL,
            credits INTEGER NOT NULL CHECK (credits > 0), posted INTEGER NOT NULL, PRIMARY KEY (organization, run, sequence, lot)) STRICT
        """,
        """
        CREATE TABLE charge_line (
            organization INTEGER NOT NULL, run TEXT NOT NULL, day TEXT NOT NULL, period INTEGER NOT NULL, module_id INTEGER NOT NULL,
            module TEXT NOT NULL, kind INTEGER NOT NULL, rule TEXT NOT NULL, card TEXT NOT NULL, operations INTEGER NOT NULL,
            credits INTEGER NOT NULL, transfer INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, duration INTEGER NOT NULL,
            PRIMARY KEY (organization, run, day, period, module_id, kind, rule)) STRICT
        """,
        """
        CREATE TABLE seal (
            organization INTEGER NOT NULL, day TEXT NOT NULL, content TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
            sealed INTEGER NOT NULL, PRIMARY KEY (organization, day)) STRICT
        """,
        "CREATE TABLE audit (organization INTEGER NOT NULL PRIMARY KEY, passed INTEGER NOT NULL, finished INTEGER NOT NULL, report TEXT NOT NULL) STRICT",
    ]

    static let usage =
        ["day TEXT", "period INTEGER"].flatMap { column -> [String] in
            let slot = column.split(separator: " ")[0]
            return [
                """
                CREATE TABLE usage_\(slot) (
                    organization INTEGER NOT NULL, \(column) NOT NULL, scenario INTEGER NOT NULL, module_id INTEGER NOT NULL, module TEXT NOT NULL,
                    kind INTEGER NOT NULL, origin INTEGER NOT NULL, team INTEGER NOT NULL, operations INTEGER NOT NULL, credits INTEGER NOT NULL,
                    transfer INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL,
                    PRIMARY KEY (organization, \(slot), scenario, module_id, module, kind, origin, team)) STRICT
                """,
                """
                CREATE TABLE runs_\(slot) (
                    organization INTEGER NOT NULL, \(column) NOT NULL, scenario INTEGER NOT NULL, origin INTEGER NOT NULL, team INTEGER NOT NULL,
                    runs INTEGER NOT NULL, errors INTEGER NOT NULL, duration INTEGER NOT NULL,
                    PRIMARY KEY (organization, \(slot), scenario, origin, team)) STRICT
                """,
            ]
        } + [
            """
            CREATE TABLE usage_quarter (
                organization INTEGER NOT NULL, quarter INTEGER NOT NULL, scenario INTEGER NOT NULL, operations INTEGER NOT NULL,
                credits INTEGER NOT NULL, transfer INTEGER NOT NULL, PRIMARY KEY (organization, quarter, scenario)) STRICT
            """
        ]
}
