extension Schema {
    static let connections = [
        // Where to and as whom, sealed as one: `sealed` opens with the installation's key, for this row only.
        """
        CREATE TABLE connection (
            id INTEGER NOT NULL PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization (id), team INTEGER NOT NULL REFERENCES team (id),
            type TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), sealed BLOB NOT NULL, version INTEGER NOT NULL,
            created INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT
        """,
        "CREATE INDEX connection_of_team ON connection (organization, team)",
        // Further addresses of webhooks: after the key file was lost, the one that follows from the new key.
        "CREATE TABLE hook_address (secret_hash TEXT NOT NULL PRIMARY KEY, hook INTEGER NOT NULL REFERENCES hook (id)) STRICT",
    ]
}
