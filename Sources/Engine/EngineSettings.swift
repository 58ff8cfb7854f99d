package import Automation
package import Stores

/// The engine's bounds, each with its default.
package struct EngineSettings: Sendable {
    /// Who holds leases; a process knows the runs of its folder's earlier processes, and takes them up at once.
    package var worker: WorkerName
    /// Where people find the pages, without a slash at its end: what links begin with. Empty where nobody serves them.
    package var publicAddress = ""
    /// The most that is kept of runs, whatever their scenarios say.
    package var keeps = LogLevel.full
    /// Runs carried out at the same time.
    package var concurrency = 64
    /// Runs of one organization at the same time; what is left of ``concurrency`` is the others'.
    package var organizationConcurrency = 56
    /// Bytes of bundles that all runs of this process may hold before no other begins.
    package var processHeldBytes = 1_000_000_000
    /// Runs that wait for a call or a deadline and stay in memory as they are, and the bytes that they may hold; others are replayed.
    package var restingRuns = 1_000
    package var restingBytes = 256_000_000
    /// Runs that may call each other, one below the other (decision 28).
    package var callDepth = 20
    /// Incomplete executions of one scenario that are tried again at the same time.
    package var parallelAttempts: Int64 = 3
    /// Incomplete executions that are kept of one scenario; more are lost, or the scenario is stopped, as its settings say.
    package var incompleteLimit: Int64 = 10_000
    /// Runs claimed in one transaction.
    package var claimLimit = 64
    /// Commits of runs that go into one transaction at most.
    package var groupLimit = 256
    /// How long a run belongs to a worker that says nothing.
    package var leaseMilliseconds: Int64 = 30_000
    /// How long a run that the storage failed is left alone.
    package var retryMilliseconds: Int64 = 1_000
    /// How often sleepers, leases and periods are looked at.
    package var tickMilliseconds: Int64 = 250
    /// Off only where it is measured what charging costs: nothing is posted, taken from lots or rolled up,
    /// and no books balance. What a run did per module is written all the same.
    package var recordsCharges = true
    /// How often days are proved and sealed, and old runs removed.
    package var upkeepMilliseconds: Int64 = 60_000
    /// How often a scenario may lead back to itself within ``loopMilliseconds`` before it is stopped.
    package var loopLimit = 10
    package var loopMilliseconds: Int64 = 60_000
    /// How long a caller of a webhook is held for its respond module (decision 26).
    package var responseMilliseconds: Int64 = 40_000
    /// Deliveries that may wait per webhook, where the plan names no other number.
    package var webhookQueue: Int64 = 10_000
    /// Off where the engine works for one command only: what is due waits for a server.
    package var servesSchedules = true
    /// A scheduled run that begins later than this is late, and stands for all due times that were missed (decision 27).
    package var lateMilliseconds: Int64 = 60_000
    /// Scheduled runs of one scenario that may wait or live; of one that runs them one after another it is one.
    package var scheduledRuns = 1_000
    /// How often a due scenario is looked at whose earlier run is not done, or whose organization has nothing left to spend.
    package var busyScheduleMilliseconds: Int64 = 1_000
    package var pausedScheduleMilliseconds: Int64 = 10_000
    /// Deliveries that a webhook takes in a stretch of time; what is more is refused, and may be sent again.
    package var webhookDeliveries = 300
    package var webhookMilliseconds: Int64 = 10_000
    /// Deliveries that a webhook refused in that stretch and that are written down; more are not.
    package var refusalsLogged = 30
    /// How long runs in flight may go on after the program was told to stop.
    package var stopMilliseconds: Int64 = 10_000

    /// - Parameter folder: what the data folder is known by.
    package init(folder: String) { worker = WorkerName(folder: folder) }
}
