import FoundationEssentials
import StorageCore
import StoragePostgres
import Synchronization

/// A schema of a test's own, named after the process that made it.
struct TemporarySchema: Sendable {
    let connection: String
    let name = "flowmeter_test_\(ProcessInfo.processInfo.processIdentifier)_\(UInt32.random(in: .min ... .max))"

    func open() async throws -> PostgresStorage {
        try await Leftovers.shared.remove(from: connection)
        let storage = try PostgresStorage(connection: connection, schema: name, writers: 4, readers: 2, patience: .seconds(10))
        try await storage.createSchema()
        return storage
    }

    /// Whoever lets go of a storage can't wait; what is left when the process ends goes at the next one's start.
    func remove() {
        Task { [connection, name] in
            let storage = try PostgresStorage(connection: connection, schema: name, writers: 1, readers: 1)
            try await storage.dropSchema()
            try await storage.close()
        }
    }
}

/// Schemas of processes that have ended, deleted once per server and process.
private final class Leftovers: Sendable {
    static let shared = Leftovers()
    private let seen = Mutex<Set<String>>([])

    func remove(from connection: String) async throws {
        guard seen.withLock({ $0.insert(connection).inserted }) else { return }
        let storage = try PostgresStorage(connection: connection, writers: 1, readers: 1)
        let names = try await storage.read { transaction in
            try transaction.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'flowmeter_test_%'").map { try $0.text(0) }
        }
        try await storage.close()
        for name in names where !belongsToRunning(name) {
            let leftover = try PostgresStorage(connection: connection, schema: name, writers: 1, readers: 1)
            try await leftover.dropSchema()
            try await leftover.close()
        }
    }

    private func belongsToRunning(_ name: String) -> Bool {
        let parts = name.split(separator: "_")
        return parts.count == 4 && FileManager.default.fileExists(atPath: "/proc/\(parts[2])")
    }
}
