extension Schema {
    static let credits = [
        // What changed a lot after it was granted, append only; the sum of it stands in the lot.
        "ALTER TABLE lot ADD COLUMN adjusted INTEGER NOT NULL DEFAULT 0",
        """
        CREATE TABLE lot_entry (
            organization INTEGER NOT NULL, id INTEGER NOT NULL, lot INTEGER NOT NULL, kind INTEGER NOT NULL,
            credits INTEGER NOT NULL CHECK (credits <> 0), at INTEGER NOT NULL, run TEXT, author INTEGER, note TEXT, key TEXT,
            PRIMARY KEY (organization, id), UNIQUE (organization, key)) STRICT
        """,
        "CREATE INDEX lot_entry_of_lot ON lot_entry (organization, lot)",
        // Postings of days whose runs are gone: one per day, scenario and lot.
        """
        CREATE TABLE posting_day (
            organization INTEGER NOT NULL, day TEXT NOT NULL, scenario INTEGER NOT NULL, lot INTEGER NOT NULL,
            credits INTEGER NOT NULL CHECK (credits > 0), runs INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (organization, day, scenario, lot)) STRICT
        """,
        // The first day whose runs are all there; those before it are proved by their seals.
        "CREATE TABLE retention (organization INTEGER NOT NULL PRIMARY KEY, kept_from TEXT NOT NULL) STRICT",
        "CREATE INDEX posting_by_time ON posting (organization, posted)",
        """
        CREATE TABLE purchase (
            organization INTEGER NOT NULL REFERENCES organization (id), id INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
            credits INTEGER NOT NULL CHECK (credits > 0), price INTEGER NOT NULL CHECK (price >= 0), currency TEXT NOT NULL, state TEXT NOT NULL,
            provider TEXT NOT NULL, reference TEXT, period INTEGER NOT NULL, created INTEGER NOT NULL, settled INTEGER, expires INTEGER, lot INTEGER,
            author INTEGER, failure TEXT, attempts INTEGER NOT NULL, next_attempt INTEGER, PRIMARY KEY (organization, id), UNIQUE (organization, key)) STRICT
        """,
        "CREATE INDEX purchase_open ON purchase (state, next_attempt)",
        """
        CREATE TABLE auto_purchasing (
            organization INTEGER NOT NULL PRIMARY KEY REFERENCES organization (id), active INTEGER NOT NULL, threshold INTEGER NOT NULL,
            declines INTEGER NOT NULL, off_because TEXT, customer TEXT, payment_method TEXT, payment_label TEXT) STRICT
        """,
        """
        CREATE TABLE budget (
            organization INTEGER NOT NULL REFERENCES organization (id), id INTEGER NOT NULL, scope TEXT NOT NULL CHECK (scope IN ('team', 'scenario', 'run')),
            subject INTEGER, credits INTEGER NOT NULL CHECK (credits > 0), hard_stop INTEGER NOT NULL, thresholds TEXT NOT NULL,
            created INTEGER NOT NULL, PRIMARY KEY (organization, id)) STRICT
        """,
        // One row for each scope and subject; NULLs differ from each other in a UNIQUE.
        "CREATE UNIQUE INDEX budget_of_subject ON budget (organization, scope, COALESCE(subject, 0))",
        // A plan change that waits for the reset, and how many of the plan's credits were chosen.
        "ALTER TABLE organization ADD COLUMN plan_credits INTEGER",
        "ALTER TABLE organization ADD COLUMN next_plan TEXT",
        "ALTER TABLE organization ADD COLUMN next_credits INTEGER",
        "CREATE TABLE plan (id TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL, changed INTEGER NOT NULL) STRICT",
        "CREATE TABLE rate_card (id TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL, published INTEGER NOT NULL, author INTEGER) STRICT",
        // A scenario that leads back to itself on purpose.
        "ALTER TABLE scenario ADD COLUMN allows_loops INTEGER NOT NULL DEFAULT 0",
        // Runs that come from one trigger, however many lead to each other.
        "ALTER TABLE run ADD COLUMN root TEXT",
        "CREATE INDEX run_of_root ON run (organization, root)",
    ]

    static let alerts = [
        """
        CREATE TABLE alert_settings (
            organization INTEGER NOT NULL PRIMARY KEY REFERENCES organization (id), thresholds TEXT NOT NULL, recipients TEXT NOT NULL,
            webhook TEXT, webhook_secret BLOB, kinds TEXT NOT NULL) STRICT
        """,
        // Each threshold tells once per period: the row says that it did.
        """
        CREATE TABLE alert_mark (
            organization INTEGER NOT NULL, period INTEGER NOT NULL, subject TEXT NOT NULL, threshold INTEGER NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (organization, period, subject, threshold)) STRICT
        """,
        """
        CREATE TABLE outbox (
            organization INTEGER NOT NULL, id INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, channel TEXT NOT NULL,
            destination TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, next_attempt INTEGER, created INTEGER NOT NULL, sent INTEGER,
            error TEXT, PRIMARY KEY (organization, id)) STRICT
        """,
        "CREATE INDEX outbox_open ON outbox (state, next_attempt)",
        // Append only: nothing in the program changes or removes a row.
        """
        CREATE TABLE act (
            id INTEGER NOT NULL PRIMARY KEY, organization INTEGER, at INTEGER NOT NULL, kind TEXT NOT NULL, summary TEXT NOT NULL, author INTEGER,
            address TEXT, subject TEXT) STRICT
        """,
        "CREATE INDEX act_of_organization ON act (organization, id)",
    ]
}
