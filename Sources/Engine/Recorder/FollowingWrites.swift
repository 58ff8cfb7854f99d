import StorageCore
import Stores
import Values

extension RunCommit {
    /// More is to be written than journal, charges and state.
    var writesMore: Bool { !incomplete.isEmpty || !queues.isEmpty || awaits != nil || polled != nil || commitsTrigger }
}

/// What some runs write beside their journal, in its transaction: bundles to be kept, runs to be started, how far a trigger read.
struct FollowingWrites {
    private let transaction: any Transaction
    private let secrets: InstallationSecrets
    private let now: Timestamp

    init(_ transaction: any Transaction, _ secrets: InstallationSecrets, at now: Timestamp) {
        self.transaction = transaction
        self.secrets = secrets
        self.now = now
    }

    func write(_ commit: RunCommit) throws {
        let run = commit.run
        try keep(commit)
        try SealedQueue(transaction, secrets).add(commit.queues)
        if let polled = commit.polled {
            try TriggerStateStore(transaction).setPending(
                polled.state, of: run.scenario, module: polled.module, in: run.organization, run: run.id)
        }
        if commit.commitsTrigger {
            try TriggerStateStore(transaction).settle(run.id, of: run.scenario, in: run.organization, keeps: true)
        }
        guard let awaits = commit.awaits else { return }
        let calls = CallStore(transaction)
        try calls.add(child: awaits.child, of: run.id, address: awaits.address, in: run.organization)
        // It may have ended since this run last looked.
        if try calls.call(of: run.id, address: awaits.address, in: run.organization)?.outcome != nil {
            try RunStore(transaction).wake(run, at: now)
        }
    }
    private func keep(_ commit: RunCommit) throws {
        guard !commit.incomplete.isEmpty else { return }
        let incomplete = try commit.incomplete.map { addition in
            guard commit.isConfidential else { return addition }
            let confidential = ConfidentialBundles(secrets, of: addition.kept.sharing, in: addition.kept.organization)
            return (addition.kept, try confidential.seal(addition.content))
        }
        try IncompleteStore(transaction).add(incomplete)
    }
}
