import Automation
package import StorageCore
package import Stores

/// What incomplete executions go on with, put together of its parts, and opened where it is sealed.
package struct KeptBundles {
    private let transaction: any Transaction
    private let secrets: InstallationSecrets

    package init(_ transaction: any Transaction, _ secrets: InstallationSecrets) {
        self.transaction = transaction
        self.secrets = secrets
    }

    /// Throws ``SealedByAnotherKey``, and ``NotFound`` where the execution is gone.
    package func bundle(of kept: IncompleteExecution) throws -> KeptBundle {
        let confidential = confidential(kept)
        guard let stored = try IncompleteStore(transaction).content(of: kept.id, in: kept.organization) else {
            throw NotFound("incomplete execution")
        }
        let bytes = try confidential.open(stored)
        let digests = try KeptBundle.parts(of: bytes)
        let parts = try kept.firstRun.map { try KeptPartStore(transaction).parts(digests, of: $0, in: kept.organization) } ?? [:]
        return try KeptBundle(decoding: bytes, parts: parts.mapValues { try confidential.open($0) })
    }

    /// For the place of what was kept: sealed, if that was.
    func encoded(_ bundle: KeptBundle, for kept: IncompleteExecution) throws -> EncodedBundle {
        var encoder = PointEncoder(secrets, of: kept.sharing, in: kept.organization)
        let encoded = encoder.encode(bundle)
        let isSealed = try IncompleteStore(transaction).content(of: kept.id, in: kept.organization)?.isSealed ?? false
        return isSealed ? try confidential(kept).seal(encoded) : encoded
    }

    private func confidential(_ kept: IncompleteExecution) -> ConfidentialBundles {
        ConfidentialBundles(secrets, of: kept.sharing, in: kept.organization)
    }
}

extension PointEncoder {
    init(_ secrets: InstallationSecrets, of run: Run.ID, in organization: Organization.ID) {
        let place = ConfidentialBundles.place(run, organization)
        self.init { secrets.digest(of: $0, for: place) }
    }
}
