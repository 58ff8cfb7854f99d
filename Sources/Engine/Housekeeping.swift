import Ledger
import Logging
import StorageCore
import Stores
import Synchronization
import Values

/// What is done beside the runs, again and again: paused runs go on, days are proved and sealed, what is no longer kept goes.
final class Housekeeping: Sendable {
    private let storage: any Storage
    private let registry: OrganizationRegistry
    private let catalog: Catalog
    private let purchases: PurchaseDesk
    private let outbox: Outbox
    private let settings: EngineSettings
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let resumption: Resumption
    private let retries: IncompleteRetries
    private let sequences: SequenceKeeping
    private let paces: PaceKeeping
    private let retention: Retention
    private let upkeepDue: Mutex<Timestamp>

    init(
        storage: any Storage, registry: OrganizationRegistry, catalog: Catalog, purchases: PurchaseDesk, outbox: Outbox,
        ids: RunIDSequence, settings: EngineSettings, logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.storage = storage
        self.registry = registry
        self.catalog = catalog
        self.purchases = purchases
        self.outbox = outbox
        self.settings = settings
        self.logger = logger
        self.now = now
        retries = IncompleteRetries(storage: storage, ids: ids, settings: settings)
        sequences = SequenceKeeping(storage: storage)
        paces = PaceKeeping(storage: storage)
        resumption = Resumption(storage: storage, registry: registry)
        retention = Retention(storage: storage, catalog: catalog)
        upkeepDue = Mutex(Timestamp(milliseconds: now().milliseconds + settings.upkeepMilliseconds))
    }

    /// Works until cancelled; `resumed` is called when runs may go on.
    func run(resumed: @Sendable @escaping () -> Void) async {
        // Apart, so that a provider or a mail server that is slow holds up nothing else.
        await withDiscardingTaskGroup { group in
            group.addTask {
                await self.again("Paused runs could not be let go on") {
                    if try await self.resumption.step(at: self.now()) > 0 { resumed() }
                }
            }
            group.addTask {
                await self.again("Incomplete executions could not be tried again") {
                    if try await self.retries.step(at: self.now()) > 0 { resumed() }
                }
            }
            group.addTask {
                await self.again("Runs that follow each other could not be let go on") {
                    if try await self.sequences.step() > 0 { resumed() }
                }
            }
            group.addTask {
                await self.again("Deliveries that came too often could not be let go on") {
                    if try await self.paces.step(at: self.now()) > 0 { resumed() }
                }
            }
            group.addTask {
                await self.again("Purchases could not be looked after") { _ = try await self.purchases.step(at: self.now()) }
            }
            group.addTask {
                await self.again("Messages could not be sent") { _ = try await self.outbox.step(at: self.now()) }
            }
            group.addTask {
                await self.again("Upkeep failed") { if self.isUpkeepDue() { await self.upkeep() } }
            }
        }
    }

    private func again(_ failure: Logger.Message, _ body: () async throws -> Void) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(settings.tickMilliseconds))
            guard !Task.isCancelled else { return }
            await attempt(failure, body)
        }
    }

    private func isUpkeepDue() -> Bool {
        let now = now()
        return upkeepDue.withLock { due in
            guard due <= now else { return false }
            due = Timestamp(milliseconds: now.milliseconds + settings.upkeepMilliseconds)
            return true
        }
    }

    private func upkeep() async {
        await attempt("The books could not be proved") {
            let auditor = Auditor(storage: storage, rates: catalog.rates, plans: catalog.plans)
            for report in try await auditor.auditDue(at: now()) where !report.passed {
                logger.error(
                    "The books do not balance",
                    metadata: ["organization.id": "\(report.organization)", "findings": "\(report.findingCount)"])
            }
        }
        await attempt("What is no longer kept could not be removed") {
            while !Task.isCancelled, try await retention.step(at: now()) > 0 {
                try await Task.sleep(for: .milliseconds(settings.tickMilliseconds))
            }
            try await storage.reclaim()
        }
    }

    private func attempt(_ failure: Logger.Message, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch is CancellationError {
        } catch {
            logger.error(failure, metadata: ["error": "\(error)"])
        }
    }
}
