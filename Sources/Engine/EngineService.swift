import Automation
package import Ledger
package import Logging
package import ModuleLibrary
import ServiceLifecycle
package import StorageCore
package import Stores
package import Values

/// What goes on by itself: takes triggers in, carries runs out, records what they did and what it cost.
package final class EngineService: Service {
    package let storage: any Storage
    package let library: ModuleLibrary
    package let catalog: Catalog
    package let settings: EngineSettings
    package let secrets: InstallationSecrets
    package let events = EventHub()
    package let completions = CompletionDesk()
    package let responses = ResponseDesk()
    package let stops = StopDesk()
    package let resting: RestingRuns
    private let signal = WorkSignal()
    package let ids = RunIDSequence()
    package let registry: OrganizationRegistry
    package let now: @Sendable () -> Timestamp
    private let recorder: GroupCommit<RunCommit, RunCommitAnswer>
    private let intake: GroupCommit<IntakeItem, IntakeAnswer>
    /// What came to webhooks.
    package let hookLog: HookLog
    private let workers: Workers
    let programs: ProgramCache
    package let purchases: PurchaseDesk
    package let mail: MailDesk
    package let outbox: Outbox
    private let housekeeping: Housekeeping
    private let scheduler: Scheduler
    private let logger: Logger

    package var rates: RateCards { catalog.rates }
    package var plans: Plans { catalog.plans }

    package init(
        storage: any Storage, library: ModuleLibrary, catalog: Catalog, secrets: InstallationSecrets, settings: EngineSettings,
        providers: PaymentProviders = PaymentProviders(), logger: Logger,
        now: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) {
        self.storage = storage
        self.library = library
        self.catalog = catalog
        self.settings = settings
        self.secrets = secrets
        self.logger = logger
        self.now = now
        let registry = OrganizationRegistry(storage: storage, catalog: catalog, events: events)
        self.registry = registry
        purchases = PurchaseDesk(storage: storage, registry: registry, catalog: catalog, providers: providers, logger: logger, now: now)
        mail = MailDesk(storage: storage, secrets: secrets)
        outbox = Outbox(storage: storage, library: library, mail: mail, secrets: secrets, logger: logger)
        housekeeping = Housekeeping(
            storage: storage, registry: registry, catalog: catalog, purchases: purchases, outbox: outbox, ids: ids, settings: settings,
            logger: logger, now: now)
        let recording = Recorder(
            storage: storage, registry: registry, catalog: catalog, events: events, recordsCharges: settings.recordsCharges,
            secrets: secrets,
            signal: signal, logger: logger, now: now)
        recorder = GroupCommit(limit: settings.groupLimit) { await recording.commit($0) }
        let taking = Intake(storage: storage, secrets: secrets, now: now)
        hookLog = HookLog(storage: storage, logger: logger)
        intake = GroupCommit(limit: settings.groupLimit) { await taking.commit($0) }
        programs = ProgramCache(storage: storage, library: library)
        scheduler = Scheduler(
            storage: storage, registry: registry, catalog: catalog, programs: programs, library: library, ids: ids, secrets: secrets,
            settings: settings, logger: logger)
        resting = RestingRuns(limit: settings.restingRuns, byteLimit: settings.restingBytes)
        let parts = RunParts(
            storage: storage, library: library, catalog: catalog, recorder: recorder, registry: registry,
            programs: programs, vault: ConnectionVault(storage: storage, secrets: secrets), responses: responses, completions: completions,
            stops: stops, memory: MemoryInUse(limit: settings.processHeldBytes), resting: resting, signal: signal, ids: ids,
            secrets: secrets,
            settings: settings, now: now)
        workers = Workers(parts: parts, settings: settings, logger: logger)
    }

    /// Works until told to stop; what was recorded by then is safe, what was not is taken up at the next start.
    package func run() async throws {
        defer {
            intake.close()
            recorder.close()
            hookLog.close()
            completions.close()
            resting.clear()
        }
        try await catalog.reload(from: storage)
        try await registry.refresh(at: now())
        if settings.servesSchedules { try await scheduler.begin(at: now()) }
        signal.tick()
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.recorder.run() }
                group.addTask { await self.intake.run() }
                group.addTask { await self.hookLog.run() }
                group.addTask { await self.tick() }
                group.addTask { await self.schedule() }
                group.addTask { await self.housekeeping.run { self.signal.tick() } }
                await workers.run()
                intake.close()
                recorder.close()
                hookLog.close()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.stop()
        }
    }

    /// Claims nothing more; `run` returns when the runs in flight have ended.
    package func stop() {
        workers.stop()
        events.close()
    }

    /// Something new waits in the queue.
    package func notify() { signal.notify() }

    /// Tries what is due of the incomplete executions, without waiting for the clock's next tick.
    package func retryIncomplete() async throws {
        if try await IncompleteRetries(storage: storage, ids: ids, settings: settings).step(at: now()) > 0 { signal.tick() }
    }

    /// Something became due before its time.
    func wakeUp() { signal.tick() }

    func program(of scenario: Scenario) async throws -> Program {
        try await programs.program(of: scenario.id, version: scenario.version)
    }

    private func turn() async {
        do {
            try await registry.turn(at: now())
        } catch {
            logger.error("Billing periods and lots could not be turned over", metadata: ["error": "\(error)"])
        }
    }

    private func schedule() async {
        while settings.servesSchedules {
            try? await Task.sleep(for: .milliseconds(settings.tickMilliseconds))
            guard !Task.isCancelled else { return }
            do {
                if try await scheduler.step(at: now()) > 0 { signal.notify() }
            } catch {
                logger.error("Schedules could not be looked after", metadata: ["error": "\(error)"])
            }
        }
    }

    private func tick() async {
        var ticks: Int64 = 0
        let perRenewal = max(1, settings.leaseMilliseconds / 3 / settings.tickMilliseconds)
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(settings.tickMilliseconds))
            ticks += 1
            await turn()
            signal.tick()
            guard ticks % perRenewal == 0 else { continue }
            do {
                try await registry.refresh(at: now())
                try await workers.renewLeases()
            } catch {
                logger.error("Leases and billing periods could not be renewed", metadata: ["error": "\(error)"])
            }
        }
    }
}

extension EngineService {
    /// Puts a trigger on disk; when this returns, the run will take place.
    package func queue(_ queued: QueuedRun, key: String? = nil, queueLimit: Int64? = nil) async throws -> IntakeAnswer {
        let answer = try await intake.submit(IntakeItem(queued: queued, key: key, queueLimit: queueLimit)).value()
        signal.notify()
        return answer
    }
}
