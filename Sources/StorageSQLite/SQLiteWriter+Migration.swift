import FoundationEssentials
import GRDB
import StorageCore

extension SQLiteWriter {
    func migrate(_ migrations: [Migration]) throws {
        try storageErrors {
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: Migration.historyTable)
                let current = try Int.fetchOne(database, sql: Migration.currentVersion.text) ?? 0
                let pending = try Migration.pending(migrations, current: current)
                if let first = pending.first, current > 0 { try keepCopy(of: database, before: first) }
                for migration in pending { try apply(migration, to: database) }
            }
        }
    }

    private func apply(_ migration: Migration, to database: Database) throws {
        try database.inTransaction(.immediate) {
            for statement in migration.statements { try database.execute(sql: Dialect.sqlite.translate(ddl: statement)) }
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            try database.execute(
                sql: "INSERT INTO schema_version (version, name, applied) VALUES (?, ?, ?)",
                arguments: [migration.version, migration.name, now])
            return .commit
        }
    }

    /// A copy that is there is whole: it gets its name when it is finished. An older one of the same name is replaced.
    private func keepCopy(of database: Database, before migration: Migration) throws {
        let copy = "\(file).before-\(migration.version)"
        let unfinished = copy + ".part"
        try? FileManager.default.removeItem(atPath: unfinished)
        let destination = try DatabaseQueue(path: unfinished)
        try destination.writeWithoutTransaction { try database.backup(to: $0) }
        try destination.close()
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.moveItem(atPath: unfinished, toPath: copy)
    }
}
