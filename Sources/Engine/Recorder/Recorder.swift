import Automation
import Ledger
import Logging
import StorageCore
import Stores
import Values

/// Writes what runs did: journal, charges, lots, roll-ups and states of many runs in one transaction, then tells who waits and who watches.
final class Recorder: Sendable {
    private let storage: any Storage
    private let registry: OrganizationRegistry
    private let catalog: Catalog
    private let events: EventHub
    private let recordsCharges: Bool
    private let secrets: InstallationSecrets
    private let signal: WorkSignal
    private let logger: Logger
    private let now: @Sendable () -> Timestamp

    init(
        storage: any Storage, registry: OrganizationRegistry, catalog: Catalog, events: EventHub, recordsCharges: Bool,
        secrets: InstallationSecrets, signal: WorkSignal, logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.storage = storage
        self.registry = registry
        self.catalog = catalog
        self.events = events
        self.recordsCharges = recordsCharges
        self.secrets = secrets
        self.signal = signal
        self.logger = logger
        self.now = now
    }

    func commit(_ group: [RunCommit]) async -> [Result<RunCommitAnswer, any Error>] {
        do {
            return try await write(group)
        } catch  where group.count > 1 {
            // One commit that the database refuses must not take the others with it.
            logger.warning(
                "A group commit failed; its runs are written one by one", metadata: ["runs": "\(group.count)", "error": "\(error)"])
            var answers: [Result<RunCommitAnswer, any Error>] = []
            for commit in group { answers += await self.commit([commit]) }
            return answers
        } catch {
            for commit in group { registry.known(commit.run.organization)?.release(commit.credits, of: commit.run) }
            logger.error("A run could not be recorded", metadata: ["run.id": "\(group.first?.run.id.rawValue ?? "")", "error": "\(error)"])
            return [.failure(error)]
        }
    }

    private func write(_ group: [RunCommit]) async throws -> [Result<RunCommitAnswer, any Error>] {
        let (plans, registry, recordsCharges, secrets, written) = (catalog.plans, registry, recordsCharges, secrets, now())
        let outcome = try await storage.write { transaction in
            var writing = GroupWriting(
                transaction, plans: plans, registry: registry, recordsCharges: recordsCharges, secrets: secrets, at: written)
            return try writing.write(group)
        }
        for (organization, books) in outcome.books {
            registry.known(organization)?.commit(books.commits, balance: books.balance, spent: books.spent, order: books.order)
        }
        for (commit, answer) in zip(group, outcome.answers) {
            if case .failure = answer { registry.known(commit.run.organization)?.release(commit.credits, of: commit.run) }
        }
        publish(outcome.runs)
        // A call that ended lets its caller go on; a run that ended, one that follows it; and a run may have started others.
        // One that was stopped has stopped what it called.
        if group.contains(where: { $0.run.options.caller != nil && $0.end != nil || $0.awaits != nil || $0.run.state == .stopped }) {
            signal.tick()
        } else if group.contains(where: { !$0.queues.isEmpty || $0.end?.settings.sequential == true }) {
            signal.notify()
        }
        return outcome.answers
    }

    private func publish(_ runs: [GroupOutcome.RecordedRun]) {
        guard events.hasSubscribers else { return }
        for recorded in runs { events.publish(.run(recorded.event), of: recorded.organization) }
        for organization in Set(runs.map(\.organization)) { events.publish(.balance, of: organization) }
    }
}
