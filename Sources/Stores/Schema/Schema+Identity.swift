extension Schema {
    static let identity = [
        "CREATE TABLE sequence (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT",
        "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
        """
        CREATE TABLE organization (
            id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), zone TEXT NOT NULL, plan TEXT NOT NULL,
            anchor INTEGER NOT NULL, period_start INTEGER NOT NULL, period_end INTEGER NOT NULL, created INTEGER NOT NULL,
            CHECK (period_start < period_end)) STRICT
        """,
        // Past days stay days of the zone that held then, past periods stay as they were.
        """
        CREATE TABLE zone_change (
            organization INTEGER NOT NULL REFERENCES organization (id), effective INTEGER NOT NULL, zone TEXT NOT NULL,
            PRIMARY KEY (organization, effective)) STRICT
        """,
        """
        CREATE TABLE billing_period (
            organization INTEGER NOT NULL REFERENCES organization (id), start INTEGER NOT NULL, ends INTEGER NOT NULL,
            CHECK (start < ends), PRIMARY KEY (organization, start)) STRICT
        """,
        """
        CREATE TABLE team (
            id INTEGER NOT NULL PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization (id), name TEXT NOT NULL CHECK (name <> ''),
            created INTEGER NOT NULL) STRICT
        """,
        "CREATE INDEX team_of_organization ON team (organization)",
        """
        CREATE TABLE users (
            id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, password TEXT, operator INTEGER NOT NULL,
            zone TEXT, locale TEXT, created INTEGER NOT NULL) STRICT
        """,
        """
        CREATE TABLE organization_role (
            organization INTEGER NOT NULL REFERENCES organization (id), user_id INTEGER NOT NULL REFERENCES users (id),
            role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'accountant', 'member', 'viewer')), PRIMARY KEY (organization, user_id)) STRICT
        """,
        "CREATE INDEX organization_role_of_user ON organization_role (user_id)",
        """
        CREATE TABLE session (
            hash TEXT NOT NULL PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), created INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT
        """,
        """
        CREATE TABLE api_token (
            id INTEGER NOT NULL PRIMARY KEY, hash TEXT NOT NULL UNIQUE, hint TEXT NOT NULL, user_id INTEGER NOT NULL REFERENCES users (id),
            label TEXT NOT NULL, created INTEGER NOT NULL) STRICT
        """,
        "CREATE TABLE welcome_code (hash TEXT NOT NULL PRIMARY KEY, created INTEGER NOT NULL, used INTEGER) STRICT",
    ]

    static let scenarios = [
        """
        CREATE TABLE hook (
            id INTEGER NOT NULL PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization (id), team INTEGER NOT NULL REFERENCES team (id),
            name TEXT NOT NULL, secret_hash TEXT NOT NULL UNIQUE, enabled INTEGER NOT NULL, created INTEGER NOT NULL, deleted INTEGER) STRICT
        """,
        "CREATE INDEX hook_of_team ON hook (organization, team)",
        """
        CREATE TABLE scenario (
            id INTEGER NOT NULL PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization (id), team INTEGER NOT NULL REFERENCES team (id),
            name TEXT NOT NULL, version INTEGER NOT NULL, active INTEGER NOT NULL, invalid INTEGER NOT NULL, scheduling TEXT NOT NULL,
            hook INTEGER REFERENCES hook (id), responds INTEGER NOT NULL, created INTEGER NOT NULL, created_by INTEGER, edited INTEGER NOT NULL,
            edited_by INTEGER, deleted INTEGER) STRICT
        """,
        "CREATE INDEX scenario_of_organization ON scenario (organization, team)",
        "CREATE INDEX scenario_of_hook ON scenario (hook)",
        """
        CREATE TABLE blueprint (
            scenario INTEGER NOT NULL REFERENCES scenario (id), version INTEGER NOT NULL, content TEXT NOT NULL, created INTEGER NOT NULL,
            author INTEGER, PRIMARY KEY (scenario, version)) STRICT
        """,
    ]

    static let dataStores = [
        """
        CREATE TABLE data_store (
            id INTEGER NOT NULL PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization (id), team INTEGER NOT NULL REFERENCES team (id),
            name TEXT NOT NULL, records INTEGER NOT NULL, size INTEGER NOT NULL, max_size INTEGER NOT NULL, created INTEGER NOT NULL) STRICT
        """,
        """
        CREATE TABLE data_record (
            store INTEGER NOT NULL REFERENCES data_store (id), key TEXT NOT NULL, data BLOB NOT NULL, changed INTEGER NOT NULL,
            PRIMARY KEY (store, key)) STRICT
        """,
    ]
}
