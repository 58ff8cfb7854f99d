import FoundationEssentials
package import StorageCore

extension PostgresStorage {
    /// Several processes may start at once: one migrates, the others wait for it and find nothing left to do.
    package func migrate(_ migrations: [Migration]) async throws {
        try await writers.withMember { [settings] session in
            try await session.use { connection in
                let lock = "flowmeter migrations \(settings.schema ?? "")"
                _ = try connection.execute("SELECT pg_advisory_lock(hashtextextended(\(lock), 0))")
                defer { _ = try? connection.execute("SELECT pg_advisory_unlock(hashtextextended(\(lock), 0))") }
                try connection.createSchema(settings)
                try connection.command(Dialect.postgres.translate(ddl: Migration.historyTable))
                let current = try connection.execute(Migration.currentVersion).rows().first?.integer(0) ?? 0
                for migration in try Migration.pending(migrations, current: Int(current)) { try connection.apply(migration) }
            }
        }
    }

    /// Makes the schema, where it has a name, without any table.
    package func createSchema() async throws {
        try await writers.withMember { [settings] session in
            try await session.use { connection in try connection.createSchema(settings) }
        }
    }

    /// Deletes the schema with all that is in it.
    package func dropSchema() async throws {
        guard let schema = settings.quotedSchema else { throw StorageError.failed("This storage has no schema of its own.") }
        try await writers.withMember { session in
            try await session.use { connection in _ = try connection.command("DROP SCHEMA IF EXISTS \(schema) CASCADE") }
        }
    }
}

extension PostgresConnection {
    fileprivate func createSchema(_ settings: PostgresSettings) throws(PostgresError) {
        guard let schema = settings.quotedSchema else { return }
        try command("CREATE SCHEMA IF NOT EXISTS \(schema)")
    }

    fileprivate func apply(_ migration: Migration) throws {
        try command("BEGIN")
        do {
            for statement in migration.statements { try command(Dialect.postgres.translate(ddl: statement)) }
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            _ = try execute("INSERT INTO schema_version (version, name, applied) VALUES (\(migration.version), \(migration.name), \(now))")
            try command("COMMIT")
        } catch {
            _ = try? command("ROLLBACK")
            throw error
        }
    }
}
