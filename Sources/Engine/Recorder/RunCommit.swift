import Automation
import Ledger
import Stores
import Values

/// What a run wants on disk together: operations done, what they cost, and what comes next.
struct RunCommit: Sendable {
    /// Totals after this commit; the operation of `own` is added by the recorder.
    var run: Run
    /// The place of this commit among the run's.
    var sequence: Int64
    var segment: SegmentEncoder
    var usage: [UsageKey: Usage]
    /// What this commit charges in all, `own` included.
    var credits: Credits
    /// What runs cost that this one waited for, and that its run's budgets count from this commit on.
    var called = Credits.zero
    /// Bytes over the border; what `own` sends is added by the recorder.
    var transfer: Int64 { usage.values.reduce(0) { $0 + $1.transfer } }
    var isTransferring: Bool { usage.values.contains { $0.transfer > 0 } }
    /// The instant of the last operation; lots are burnt as they stood then.
    var instant: Timestamp
    var own: OwnOperation?
    var end: RunEnd?
    /// The run keeps a deadline, not a worker.
    var wake: Timestamp?
    /// Bundles that failed and are kept.
    var incomplete: [(kept: IncompleteExecution, content: EncodedBundle)] = []
    /// Runs that it starts, and the calls that it waits for, by address.
    var queues: [QueuedRun] = []
    var awaits: (child: Run.ID, address: String)?
    /// What a polling trigger read up to.
    var polled: (module: Int, state: Value)?
    /// What its trigger read counts from now on, whatever becomes of the run.
    var commitsTrigger = false
    /// What becomes of the changes that it holds.
    var settlement: Settlement?
    /// Its bundles are to be encrypted.
    var isConfidential = false
}

/// An operation whose effect is in our own database: the recorder carries it out in the journal's transaction.
struct OwnOperation: Sendable {
    /// The entry, but for its output.
    var draft: JournalEntry
    var effect: OwnEffect
    var key: UsageKey
    /// What it is called where the store makes a key: the same for every attempt.
    var address: String
    /// The cycle of its run, from 0.
    var cycle: Int
    /// What it changes in data stores may be taken back.
    var isHeld = false
}

struct RunEnd: Sendable {
    var lines: [LedgerStore.ChargeLine]
    var outputs: Fields
    var count: RunCount
    var settings = ScenarioSettings()
    /// What came of the incomplete execution that the run was an attempt at.
    var attempt: (id: String, failure: RunFailure?)?
    var hasPolled = false
    /// How much of the run is kept.
    var keeps = LogLevel.full
    /// Its trigger starts a run at once, and not by a schedule.
    var isInstant = false
    /// There was no room for a bundle that failed, and none may be lost.
    var isOutOfRoom = false
    /// Its webhook was answered by a module of the run, so nobody takes its error for the answer.
    var hasAnswered = false
    /// Tells of the end whoever asked to be told.
    var notice: OutboxMessage?
}

struct RunCommitAnswer: Sendable {
    /// What the own operation gave, or how it failed.
    var own: OwnOutcome?
    /// Of a run that ended: with what was found at its end.
    var failure: RunFailure?
}

enum OwnOutcome: Sendable {
    case output([Value])
    case failure(ModuleFailure)
}

/// Another worker has this run now; what this one did after its last commit is not recorded.
struct RunLost: Error, Hashable, Sendable {
    let run: Run.ID
}
