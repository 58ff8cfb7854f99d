extension Schema {
    static let hookSettings = [
        "ALTER TABLE hook ADD COLUMN kind TEXT NOT NULL DEFAULT 'gateway-webhook'",
        // JSON; what is secret in it is sealed with the installation's key.
        "ALTER TABLE hook ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'",
        // Its next delivery is looked at for its structure.
        "ALTER TABLE hook ADD COLUMN learning INTEGER NOT NULL DEFAULT 0",
        // The structure of what was delivered then, as field specs.
        "ALTER TABLE hook ADD COLUMN interface TEXT",
    ]

    static let hookLogRuns = [
        // What a delivery was taken in as.
        "ALTER TABLE hook_log ADD COLUMN run TEXT"
    ]
}
