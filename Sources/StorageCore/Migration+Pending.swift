extension Migration {
    /// Where the database keeps its own history.
    package static let historyTable = """
        CREATE TABLE IF NOT EXISTS schema_version (
            version INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            applied INTEGER NOT NULL
        ) STRICT
        """

    package static let currentVersion: SQL = "SELECT COALESCE(MAX(version), 0) FROM schema_version"

    /// Those that a database at version `current` still lacks.
    package static func pending(_ migrations: [Migration], current: Int) throws(StorageError) -> ArraySlice<Migration> {
        for (one, next) in zip(migrations, migrations.dropFirst()) {
            precondition(one.version < next.version, "migrations stand in the order of their versions")
        }
        let known = migrations.last?.version ?? 0
        guard current <= known else { throw .schemaTooNew(found: current, known: known) }
        return migrations.drop { $0.version <= current }
    }
}
