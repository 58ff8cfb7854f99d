import Automation
import Ledger
import StorageCore
package import Stores
import Values

/// A trigger that wants to be on disk.
struct IntakeItem: Sendable {
    var queued: QueuedRun
    /// The delivery's `Idempotency-Key`.
    var key: String?
    /// How many deliveries of its hook may wait.
    var queueLimit: Int64?
}

package enum IntakeAnswer: Hashable, Sendable {
    case queued(Run.ID)
    /// The same key came within a day: it is this run.
    case repeated(Run.ID)
    case full(limit: Int64)
}

/// Writes triggers to the queue, many in one commit.
struct Intake: Sendable {
    let storage: any Storage
    let secrets: InstallationSecrets
    let now: @Sendable () -> Timestamp

    func commit(_ group: [IntakeItem]) async -> [Result<IntakeAnswer, any Error>] {
        do {
            let now = now()
            return try await storage.write { [secrets] transaction in
                try Self.write(group, transaction, secrets, at: now).map { .success($0) }
            }
        } catch  where group.count > 1 {
            var answers: [Result<IntakeAnswer, any Error>] = []
            for item in group { answers += await commit([item]) }
            return answers
        } catch {
            return [.failure(error)]
        }
    }

    private static func write(_ group: [IntakeItem], _ transaction: any Transaction, _ secrets: InstallationSecrets, at now: Timestamp)
        throws -> [IntakeAnswer]
    {
        let queue = QueueStore(transaction)
        var listening: [Hook.ID: Scenario?] = [:]
        var waiting: [Hook.ID: Int64] = [:]
        var accepted: [QueuedRun] = []
        var answers: [IntakeAnswer] = []
        for item in group {
            var queued = item.queued
            if let hook = queued.hook {
                if let limit = item.queueLimit {
                    let count = try waiting[hook] ?? queue.count(of: hook, in: queued.organization)
                    waiting[hook] = count + 1
                    guard count < limit else {
                        answers.append(.full(limit: limit))
                        continue
                    }
                }
                if let key = item.key,
                    let earlier = try queue.run(ofKey: key, hook: hook, in: queued.organization, else: queued.id, at: now)
                {
                    answers.append(.repeated(earlier))
                    continue
                }
            }
            if let hook = queued.hook {
                // Read here and not by the caller: a delivery that comes while its scenario is switched on must not be left held, and
                // another scenario may listen to the webhook by now, or none.
                let scenario = try listening[hook] ?? ScenarioStore(transaction).scenario(hook: hook, in: queued.organization)
                listening[hook] = .some(scenario)
                (queued.scenario, queued.team) = (scenario?.id ?? QueueStore.unattached, scenario?.team ?? queued.team)
                queued.held = !(scenario?.takesDeliveriesAtOnce ?? false)
            }
            accepted.append(queued)
            answers.append(.queued(queued.id))
        }
        try SealedQueue(transaction, secrets).add(accepted)
        return answers
    }
}
