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
    private let inFlight = Mutex<[Run.ID: Organization.ID]>([:])
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
        /// Errors of the scenario's triggers in a row before this run.
        var errors: Int64 = 0
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
            inFlight.withLock { inFlight in for claim in claims { inFlight[claim.run.id] = claim.run.organization } }
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
        let (claims, stopping) = try await parts.storage.write { transaction in
            let store = RunStore(transaction)
            let claims = try store.claim(room, worker: worker, at: now, lease: lease, holding: holding).map { run, recovered in
                let received = try store.input(of: run.id, in: run.organization)
                let scenario = try ScenarioStore(transaction).scenario(run.scenario, in: run.organization)
                return Claim(
                    run: run, recovered: recovered, trigger: received.input, transfer: received.transfer, errors: scenario?.errors ?? 0)
            }
            return (claims, try store.stopping())
        }
        parts.stops.replace(stopping)
        return claims
    }

    private func takeQueued(_ room: Int) async throws -> [Claim] {
        let (now, lease, worker) = (parts.now(), lease(), settings.worker)
        // A run of an organization without credits does not start; its triggers wait (decision 14).
        let paused = Set(parts.registry.paused)
        let (busy, begins) = (inFlight.withLock { Dictionary(grouping: $0.values) { $0 }.mapValues(\.count) }, turn.withLock { $0 })
        let (limit, claimLimit) = (settings.organizationConcurrency, room)
        let (claims, hasMoved) = try await parts.storage.write { transaction in
            var round = Round(transaction, at: now)
            let waiting = try QueueStore(transaction).waiting().filter { !paused.contains($0) }
            let ordered = waiting.filter { $0.rawValue > begins } + waiting.filter { $0.rawValue <= begins }
            for (place, organization) in ordered.enumerated() where round.claims.count < claimLimit {
                // An equal share of what is free, so that nobody's thousand runs keep another's one waiting.
                let share = max(1, (claimLimit - round.claims.count) / (ordered.count - place))
                let own = limit - (busy[organization] ?? 0)
                if own > 0 { try round.take(min(share, own), of: organization) }
            }
            let began = round.claims
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
        defer { leave(claim.run.id) }
        do {
            let books = try await parts.registry.books(of: claim.run.organization, at: parts.now())
            let program = try await parts.programs.program(of: claim.run.scenario, version: claim.run.version)
            let incomplete = try await parts.incomplete(of: claim.run)
            var execution = RunExecution(
                parts: parts, run: claim.run, program: program, books: books, trigger: try Self.bundles(claim.trigger),
                receivedTransfer: claim.transfer, recovered: claim.recovered, incomplete: incomplete, errors: claim.errors)
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

    /// Only where there was no room can anything wait that nobody told of.
    private func leave(_ run: Run.ID) {
        let wasFull =
            parts.memory.isFull
            || inFlight.withLock { inFlight in
                let organization = inFlight.removeValue(forKey: run)
                return inFlight.count + 1 >= settings.concurrency
                    || inFlight.values.count { $0 == organization } + 1 >= settings.organizationConcurrency
            }
        if wasFull { parts.signal.notify() }
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

    private static func bundles(_ bytes: [UInt8]?) throws -> [Value]? {
        guard let bytes else { return nil }
        var position = 0
        guard case .array(let bundles) = try ValueCodec.decode(bytes, at: &position) else { return nil }
        return bundles
    }
}
