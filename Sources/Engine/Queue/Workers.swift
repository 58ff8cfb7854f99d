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
    /// With the claim: one that sleeps may be claimed anew before its worker has left it.
    private let inFlight = Mutex<[Run.ID: (organization: Organization.ID, epoch: Int64)]>([:])
    private let stopping = Mutex(false)
    /// Where the next round begins among the organizations for which something waits.
    private let turn = Mutex<Int64>(0)

    init(parts: RunParts, settings: EngineSettings, logger: Logger) {
        self.parts = parts
        self.settings = settings
        self.logger = logger
    }

    /// Claims nothing more; `run` ends when the runs in flight have ended or sleep.
    func stop() {
        stopping.withLock { $0 = true }
        parts.signal.finish()
    }

    func run() async {
        await withDiscardingTaskGroup { group in
            for await _ in parts.signal.stream {
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
        var isConfidential = false
        /// It was left where it lies, as the run was at hand: another run may have taken its place since.
        var needsInput = false

        /// Also where its scenario became confidential while it waited.
        func sealed(by secrets: InstallationSecrets) throws -> Claim {
            guard isConfidential else { return self }
            let confidential = ConfidentialBundles(secrets, of: run.id, in: run.organization)
            var claim = self
            if let trigger, !trigger.isSealed { claim.trigger = try confidential.seal(trigger) }
            claim.run.options = try run.options.sealed(by: confidential)
            return claim
        }
    }

    private func claim() async -> [Claim] {
        let room = min(settings.claimLimit, settings.concurrency - inFlight.withLock { $0.count })
        // What is under way lets go of what it holds, and then says so.
        if parts.memory.isFull, inFlight.withLock({ !$0.isEmpty }) { return [] }
        do {
            guard room > 0 else {
                // With its hands full it is told of stops all the same; what is due is looked for again soon.
                if parts.signal.takeDue() { parts.stops.replace(try await parts.storage.read { try RunStore($0).stopping() }) }
                return []
            }
            let claims = try await claim(room)
            inFlight.withLock { inFlight in
                for claim in claims { inFlight[claim.run.id] = (claim.run.organization, claim.run.epoch) }
            }
            return claims
        } catch {
            logger.error("Waiting runs could not be claimed; trying again", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func claim(_ room: Int) async throws -> [Claim] {
        if parts.signal.takeDue() {
            let due = try await takeOver(room)
            if due.count == room { parts.signal.tick() }
            if !due.isEmpty { return due }
        }
        return try await takeQueued(room)
    }

    private func takeOver(_ room: Int) async throws -> [Claim] {
        let (now, lease, worker, holding) = (parts.now(), lease(), settings.worker, inFlight.withLock { Array($0.keys) })
        let resting = parts.resting
        let (claims, stopping) = try await parts.storage.write { transaction in
            let store = RunStore(transaction)
            let claims = try store.claim(room, worker: worker, at: now, lease: lease, holding: holding).map { run, recovered in
                if resting.has(run) { return Claim(run: run, recovered: recovered, trigger: nil, transfer: 0, needsInput: true) }
                let received = try store.input(of: run.id, in: run.organization)
                return Claim(run: run, recovered: recovered, trigger: received.input, transfer: received.transfer)
            }
            return (claims, try store.stopping())
        }
        parts.stops.replace(stopping)
        return claims
    }

    private func takeQueued(_ room: Int) async throws -> [Claim] {
        let (now, lease, worker) = (parts.now, lease(), settings.worker)
        // A run of an organization without credits does not start; its triggers wait (decision 14).
        let paused = Set(parts.registry.paused)
        let (busy, begins) = (
            inFlight.withLock { Dictionary(grouping: $0.values, by: \.organization).mapValues(\.count) }, turn.withLock { $0 }
        )
        let (limit, claimLimit, secrets) = (settings.organizationConcurrency, room, parts.secrets)
        let (claims, hasMoved) = try await parts.storage.write { transaction in
            // Read here: a run that follows another begins when that one's end can be seen.
            var round = Round(transaction, at: now())
            let waiting = try QueueStore(transaction).waiting().filter { !paused.contains($0) }
            let ordered = waiting.filter { $0.rawValue > begins } + waiting.filter { $0.rawValue <= begins }
            for (place, organization) in ordered.enumerated() where round.claims.count < claimLimit {
                // An equal share of what is free, so that nobody's thousand runs keep another's one waiting.
                let share = max(1, (claimLimit - round.claims.count) / (ordered.count - place))
                let own = limit - (busy[organization] ?? 0)
                if own > 0 { try round.take(min(share, own), of: organization) }
            }
            let began = try round.claims.map { try $0.sealed(by: secrets) }
            try RunStore(transaction).add(
                began.map(\.run), inputs: began.map(\.trigger), receivedTransfer: began.map(\.transfer), worker: worker, lease: lease)
            return (began, round.hasMoved)
        }
        // What stood behind those that have to wait may begin.
        if claims.isEmpty, hasMoved { parts.signal.notify() }
        if let last = claims.last { turn.withLock { $0 = last.run.organization.rawValue } }
        return claims
    }

    /// Until when a run that is claimed now belongs to this worker.
    private func lease() -> Timestamp { Timestamp(milliseconds: parts.now().milliseconds + settings.leaseMilliseconds) }

    // MARK: Carrying out

    private func carryOut(_ claim: Claim) async {
        defer { leave(claim.run) }
        do {
            var execution = try await execution(of: claim)
            defer { execution.letGo() }
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

    private func execution(of claim: Claim) async throws -> RunExecution {
        if let resting = parts.resting.take(claim.run) { return resting.goingOn(as: claim.run) }
        let books = try await parts.registry.books(of: claim.run.organization, at: parts.now())
        let program = try await parts.programs.program(of: claim.run.scenario, version: claim.run.version)
        var (run, input, transfer) = (claim.run, claim.trigger, claim.transfer)
        if claim.needsInput {
            (input, transfer) = try await parts.storage.read { try RunStore($0).input(of: claim.run.id, in: claim.run.organization) }
        }
        let start = try await parts.start(of: &run, input: input)
        return RunExecution(
            parts: parts, run: run, program: program, books: books, start: start, receivedTransfer: transfer, recovered: claim.recovered)
    }

    /// Only where there was no room can anything wait that nobody told of.
    private func leave(_ run: Run) {
        let wasCrowded = inFlight.withLock { inFlight in
            if inFlight[run.id]?.epoch == run.epoch { inFlight[run.id] = nil }
            return inFlight.count + 1 >= settings.concurrency
                || inFlight.values.count { $0.organization == run.organization } + 1 >= settings.organizationConcurrency
        }
        if wasCrowded || parts.memory.isFull { parts.signal.notify() }
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
        let runs = inFlight.withLock { Array($0.keys) }
        guard !runs.isEmpty else { return }
        let lease = lease()
        try await parts.storage.write { [settings] in try RunStore($0).renewLeases(of: runs, worker: settings.worker, until: lease) }
    }
}
