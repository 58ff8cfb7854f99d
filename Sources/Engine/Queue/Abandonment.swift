import StorageCore
import Stores
import Values

/// What follows where a run that waits in the queue will never begin: whoever waits for it is told, in the same transaction.
struct Abandonment {
    private let transaction: any Transaction
    private let now: Timestamp

    init(_ transaction: any Transaction, at now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    /// False where it doesn't wait in the queue.
    func abandon(_ run: Run.ID, in organization: Organization.ID, because reason: String) throws -> Bool {
        guard let queued = try QueueStore(transaction).remove(run, in: organization) else { return false }
        if let caller = queued.options.caller {
            let failure = RunFailure(type: "ExecutionInterruptedError", message: reason)
            try CallStore(transaction).end(caller, in: organization, outputs: nil, failure, at: now)
        }
        if let incomplete = queued.options.incomplete {
            try IncompleteStore(transaction).giveUp(incomplete, in: organization, run: run)
        }
        if queued.options.backOff != nil {
            try BackOffStore(transaction).remove(queued.scenario, in: organization, attempt: run)
        }
        return true
    }
}
