import Automation
import Ledger
import Logging
import StorageCore
import Stores
import Synchronization
import Values

/// Claims what waits and carries it out, a bounded number of runs at a time.
final class Workers: Sendable {
    private let parts: RunParts
    private let settings: EngineSettings
    private let logger: Logger
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation
    private let inFlight = Mutex(Set<Run.ID>())
    private let stopping = Mutex(false)
    /// Looking for what the clock makes due passes all runs that live, so it is done when time went by and not for each trigger.
    private let mayBeDue = Mutex(true)

    init(parts: RunParts, settings: EngineSettings, logger: Logger) {
        self.parts = parts
        self.settings = settings
        self.logger = logger
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Something new waits.
    func notify() { waker.yield() }

    /// Time went by, or runs were let go: sleepers may be due, and leases may have run out.
    func tick() {
        mayBeDue.withLock { $0 = true }
        waker.yield()
    }

    /// Claims nothing more; `run` ends when the runs in flight have ended or sleep.
    func stop() {
        stopping.withLock { $0 = true }
        waker.finish()
    }

    func run() async {
        await withDiscardingTaskGroup { group in
            for await _ in wake {
                while !stopping.withLock({ $0 }) {
                    let claimed = await claim()
                    for claim in claimed { group.addTask { await self.carryOut(claim) } }
                    if claimed.isEmpty { break }
                }
            }
        }
    }

    // MARK: Claiming

    struct Claim: Sendable {
        var run: Run
        var recovered: Bool
        var trigger: [UInt8]?
        var transfer: Int64
    }

    private func claim() async -> [Claim] {
        let room = min(settings.claimLimit, settings.concurrency - inFlight.withLock { $0.count })
        guard room > 0 else { return [] }
        do {
            let claims = try await claim(room)
            inFlight.withLock { $0.formUnion(claims.map(\.run.id)) }
            return claims
        } catch {
            logger.error("Waiting runs could not be claimed; trying again", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func claim(_ room: Int) async throws -> [Claim] {
        let looks = mayBeDue.withLock { mayBeDue in
            defer { mayBeDue = false }
            return mayBeDue
        }
        if looks {
            let due = try await takeOver(room)
            if due.count == room { mayBeDue.withLock { $0 = true } }
            if !due.isEmpty { return due }
        }
        return try await takeQueued(room)
    }

    private func takeOver(_ room: Int) async throws -> [Claim] {
        let (now, lease, worker) = (parts.now(), lease(), settings.worker)
        return try await parts.storage.write { transaction in
            let store = RunStore(transaction)
            return try store.claim(room, worker: worker, at: now, lease: lease).map { run, recovered in
                let received = try store.input(of: run.id, in: run.organization)
                return Claim(run: run, recovered: recovered, trigger: received.input, transfer: received.transfer)
            }
        }
    }

    private func takeQueued(_ room: Int) async throws -> [Claim] {
        let (now, lease, worker) = (parts.now(), lease(), settings.worker)
        // A run of an organization without credits does not start; its triggers wait (decision 14).
        let paused = parts.registry.paused
        return try await parts.storage.write { transaction in
            var began: [Claim] = []
            var scenarios: [Scenario.ID: Scenario] = [:]
            for trigger in try QueueStore(transaction).take(room, except: paused) {
                let known =
                    try scenarios[trigger.scenario] ?? ScenarioStore(transaction).scenario(trigger.scenario, in: trigger.organization)
                guard let scenario = known else { continue }
                scenarios[trigger.scenario] = scenario
                began.append(
                    Claim(
                        run: Self.run(of: trigger, scenario: scenario, at: now), recovered: false, trigger: trigger.input,
                        transfer: trigger.transfer))
            }
            try RunStore(transaction).add(
                began.map(\.run), inputs: began.map(\.trigger), receivedTransfer: began.map(\.transfer), worker: worker, lease: lease)
            return began
        }
    }

    /// Until when a run that is claimed now belongs to this worker.
    private func lease() -> Timestamp { Timestamp(milliseconds: parts.now().milliseconds + settings.leaseMilliseconds) }

    private static func run(of queued: QueuedRun, scenario: Scenario, at now: Timestamp) -> Run {
        Run(
            id: queued.id, organization: queued.organization, team: scenario.team, scenario: scenario.id,
            version: queued.version ?? scenario.version,
            state: .running, origin: queued.origin, author: queued.author, options: queued.options, started: now, ended: nil, operations: 0,
            credits: .zero, transfer: 0, segments: 0, epoch: 1, failure: nil)
    }

    // MARK: Carrying out

    private func carryOut(_ claim: Claim) async {
        defer { leave(claim.run.id) }
        do {
            let books = try await parts.registry.books(of: claim.run.organization, at: parts.now())
            let program = try await parts.programs.program(of: claim.run.scenario, version: claim.run.version)
            var execution = RunExecution(
                parts: parts, run: claim.run, program: program, books: books, trigger: try Self.bundles(claim.trigger),
                receivedTransfer: claim.transfer, recovered: claim.recovered)
            try await execution.execute()
        } catch let lost as RunLost {
            logger.notice("A run went on elsewhere", metadata: ["run.id": "\(lost.run)"])
            parts.completions.failed(claim.run.id, lost)
        } catch {
            // The run stays live in the database, and is taken up again.
            logger.error("A run was interrupted", metadata: ["run.id": "\(claim.run.id)", "error": "\(error)"])
            parts.completions.failed(claim.run.id, error)
            await release(claim.run)
        }
    }

    /// Only where there was no room can anything wait that nobody told of.
    private func leave(_ run: Run.ID) {
        let wasFull = inFlight.withLock { inFlight in
            defer { inFlight.remove(run) }
            return inFlight.count >= settings.concurrency
        }
        if wasFull { waker.yield() }
    }

    private func release(_ run: Run) async {
        let retry = Timestamp(milliseconds: parts.now().milliseconds + settings.retryMilliseconds)
        do {
            try await parts.storage.write { [settings] in try RunStore($0).release(run, worker: settings.worker, retry: retry) }
        } catch {
            logger.warning("An interrupted run waits for its lease to run out", metadata: ["run.id": "\(run.id)", "error": "\(error)"])
        }
    }

    /// Keeps the leases of the runs in flight.
    func renewLeases() async throws {
        let runs = Array(inFlight.withLock { $0 })
        guard !runs.isEmpty else { return }
        let lease = lease()
        try await parts.storage.write { [settings] in try RunStore($0).renewLeases(of: runs, worker: settings.worker, until: lease) }
    }

    private static func bundles(_ bytes: [UInt8]?) throws -> [Value]? {
        guard let bytes else { return nil }
        var position = 0
        guard case .array(let bundles) = try ValueCodec.decode(bytes, at: &position) else { return nil }
        return bundles
    }
}
