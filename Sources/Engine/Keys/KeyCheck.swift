package import StorageCore
import Stores

/// Whether the key file belongs to the database, looked at when the program starts.
package struct KeyCheck: Sendable {
    private let storage: any Storage
    private let secrets: InstallationSecrets

    package init(storage: any Storage, secrets: InstallationSecrets) {
        self.storage = storage
        self.secrets = secrets
    }

    package struct Report: Hashable, Sendable {
        /// What has to be entered again, each by its name.
        package var unreadable: [String] = []
        /// Webhooks that have a second address now: the one that follows from this key. The one that callers know stays.
        package var readdressed = 0
    }

    /// Says what the key does not open, and sees to it that the addresses that are shown work.
    package func run() async throws -> Report {
        let secrets = secrets
        return try await storage.write { transaction in
            var report = Report()
            var named: Set<String> = []
            for thing in try SealedThing.needed(transaction) {
                guard let sealed = try thing.sealed(transaction), secrets.open(sealed, for: thing.place) == nil else { continue }
                // Of a run there may be much.
                if named.insert(thing.name).inserted { report.unreadable.append(thing.name) }
            }
            let store = HookStore(transaction)
            for (hook, known) in try store.addresses() {
                let hash = InstallationSecrets.hash(secrets.hookSecret(for: hook))
                guard !known.contains(hash) else { continue }
                try store.addAddress(hash, of: hook)
                report.readdressed += 1
            }
            return report
        }
    }
}
