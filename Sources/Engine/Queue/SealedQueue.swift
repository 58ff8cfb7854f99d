import StorageCore
import Stores

/// What waits to run. The bundles of confidential scenarios are sealed before they are on disk; they go into the run as they are.
struct SealedQueue {
    private let transaction: any Transaction
    private let secrets: InstallationSecrets

    init(_ transaction: any Transaction, _ secrets: InstallationSecrets) {
        self.transaction = transaction
        self.secrets = secrets
    }

    func add(_ queued: [QueuedRun]) throws {
        let holding = Set(queued.filter(\.holdsBundles).map(\.scenario))
        let confidential = try holding.isEmpty ? [] : ScenarioStore(transaction).confidential(among: Array(holding))
        try QueueStore(transaction).add(queued.map { confidential.contains($0.scenario) ? try $0.sealed(by: secrets) : $0 })
    }
}

extension QueuedRun {
    fileprivate var holdsBundles: Bool { input != nil || options.payload != nil }

    fileprivate func sealed(by secrets: InstallationSecrets) throws -> QueuedRun {
        let confidential = ConfidentialBundles(secrets, of: id, in: organization)
        var queued = self
        if let input, !input.isSealed { queued.input = try confidential.seal(input) }
        queued.options = try options.sealed(by: confidential)
        return queued
    }
}

extension RunOptions {
    func sealed(by confidential: ConfidentialBundles) throws -> RunOptions {
        guard let payload else { return self }
        return sealing(try confidential.seal(payload))
    }

    func opened(by confidential: ConfidentialBundles) throws -> RunOptions {
        guard let sealed else { return self }
        return try unsealed(confidential.open(sealed))
    }
}
