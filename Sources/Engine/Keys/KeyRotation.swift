import Ledger
package import StorageCore
import Stores
import Values

/// Seals everything anew. Whenever it is cut off, what lies in the database opens with a key of the file; doing it again ends it.
package struct KeyRotation: Sendable {
    private let storage: any Storage
    private let secrets: InstallationSecrets
    /// Replaces the key file; on disk when it returns.
    private let write: @Sendable (InstallationKeys) throws -> Void

    package init(storage: any Storage, secrets: InstallationSecrets, write: @escaping @Sendable (InstallationKeys) throws -> Void) {
        self.storage = storage
        self.secrets = secrets
        self.write = write
    }

    /// Begins to seal by a new key, and lets the old ones go.
    /// - Parameter keys: what the file holds.
    @discardableResult
    package func rotate(_ keys: InstallationKeys) async throws -> Resealed { try await finish(keys.addingKey()) }

    /// Ends what was begun: everything is sealed by the newest key, and then the file has no other.
    @discardableResult
    package func finish(_ keys: InstallationKeys) async throws -> Resealed {
        // The file first: nothing may be sealed by a key that could be gone after a crash.
        try write(keys)
        secrets.use(keys)
        let resealed = try await reseal()
        // Again, for what another transaction had sealed by the old key and committed meanwhile.
        _ = try await reseal()
        try write(keys.newestOnly)
        secrets.use(keys.newestOnly)
        return resealed
    }

    package struct Resealed: Hashable, Sendable {
        package var count = 0
        /// What no key opens. It is left as it is.
        package var unreadable = 0
    }

    private func reseal() async throws -> Resealed {
        let secrets = secrets
        return try await storage.write { transaction in
            var resealed = Resealed()
            for thing in try SealedThing.all(transaction) {
                guard let sealed = try thing.sealed(transaction) else { continue }
                guard let opened = secrets.open(sealed, for: thing.place) else {
                    resealed.unreadable += 1
                    continue
                }
                try thing.replace(try secrets.seal(opened, for: thing.place), transaction)
                resealed.count += 1
            }
            return resealed
        }
    }
}
