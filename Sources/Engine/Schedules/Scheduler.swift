import Automation
import Ledger
import Logging
import ModuleLibrary
import StorageCore
import Stores
import Values

/// Begins the runs that are due. A due time and its run are written in one transaction, so each is served once, by whichever server.
struct Scheduler: Sendable {
    let storage: any Storage
    let registry: OrganizationRegistry
    let catalog: Catalog
    let programs: ProgramCache
    let library: ModuleLibrary
    let ids: RunIDSequence
    let secrets: InstallationSecrets
    let settings: EngineSettings
    let logger: Logger

    /// Scenarios that are looked at in one step.
    static let limit = 256

    /// Plans what an earlier version of the program switched on.
    func begin(at now: Timestamp) async throws {
        let plans = catalog.plans
        for organization in try await storage.read({ try IdentityStore($0).organizations() }) {
            try await storage.write { transaction in
                try SchedulePlanning(transaction, plan: plans.plan(of: organization), at: now).planUnplanned(organization.id)
            }
        }
    }

    /// Says how many runs began.
    func step(at now: Timestamp) async throws -> Int {
        let due = try await storage.read { try ScheduleStore($0).due(at: now, limit: Self.limit) }
        var began = 0
        for entry in due {
            do {
                began += try await serve(entry, at: now)
            } catch {
                // The others are due as well.
                logger.error(
                    "A scheduled run could not be begun; trying again in a minute",
                    metadata: ["scenario.id": "\(entry.scenario)", "error": "\(error)"])
                try await postpone(entry, milliseconds: 60_000, waited: false, at: now)
            }
        }
        return try await began + BackOffs(scheduler: self).step(at: now)
    }

    private func serve(_ entry: ScheduleStore.Entry, at now: Timestamp) async throws -> Int {
        // Nothing is queued that nothing is left to pay; on return, all that was due meanwhile is one run (decision 14).
        if try await registry.books(of: entry.organization, at: now).pause != nil {
            try await postpone(entry, milliseconds: settings.pausedScheduleMilliseconds, waited: true, at: now)
            return 0
        }
        let scenario = try await storage.read { try ScenarioStore($0).scenario(entry.scenario, in: entry.organization) }
        guard let scenario, scenario.active, scenario.deleted == nil else {
            // It may have been switched on again since.
            try await storage.write { transaction in
                let scenario = try ScenarioStore(transaction).scenario(entry.scenario, in: entry.organization)
                guard scenario?.active != true else { return }
                try ScheduleStore(transaction).set(nil, of: entry.scenario, in: entry.organization)
            }
            return 0
        }
        let program = try await programs.program(of: scenario.id, version: scenario.version)
        let zone = try await registry.books(of: entry.organization, at: now).zone
        let trigger = ScheduledTrigger(program, zone: zone.identifier, library: library)
        let (settings, ids, secrets, plans) = (settings, ids, secrets, catalog.plans)
        return try await storage.write { transaction in
            try DueService(
                transaction: transaction, trigger: trigger, settings: settings, ids: ids, secrets: secrets, plans: plans, now: now
            ).serve(entry)
        }
    }

    private func postpone(_ entry: ScheduleStore.Entry, milliseconds: Int64, waited: Bool, at now: Timestamp) async throws {
        let instant = Timestamp(milliseconds: now.milliseconds + milliseconds)
        try await storage.write { try ScheduleStore($0).postpone(entry, until: instant, waited: waited) }
    }
}

/// Serves one scenario's due time within a transaction.
private struct DueService {
    let transaction: any Transaction
    let trigger: ScheduledTrigger
    let settings: EngineSettings
    let ids: RunIDSequence
    let secrets: InstallationSecrets
    let plans: Plans
    let now: Timestamp

    func serve(_ found: ScheduleStore.Entry) throws -> Int {
        let store = ScheduleStore(transaction)
        guard let entry = try store.claim(found),
            let scenario = try ScenarioStore(transaction).scenario(entry.scenario, in: entry.organization),
            let organization = try IdentityStore(transaction).organization(entry.organization)
        else { return 0 }
        guard scenario.active, scenario.deleted == nil, let schedule = scenario.schedule, schedule.isTimed else {
            try store.set(nil, of: entry.scenario, in: entry.organization)
            return 0
        }
        let limit = trigger.isOneByOne ? 1 : settings.scheduledRuns
        // What follows each other waits for the attempts after a run that failed, too.
        let isTriedAgain = try scenario.sequential && BackOffStore(transaction).entry(of: scenario.id, in: entry.organization) != nil
        guard try !isTriedAgain && FireStore(transaction).open(of: scenario, limit: limit) < limit else {
            try store.postpone(
                entry, until: Timestamp(milliseconds: now.milliseconds + settings.busyScheduleMilliseconds), waited: schedule.missed == .one
            )
            return 0
        }
        let slowed = schedule.slowed(to: plans.plan(of: organization).limit(.minimumInterval))
        var times = DueTimes(
            slowed, from: Instant(entry.due), at: Instant(now), grace: settings.lateMilliseconds, waited: entry.waited,
            in: Zone(organization.zone) ?? .utc)
        if trigger.isOneByOne { times = times.oneByOne() }
        let began = try times.fires.count { try begin($0, of: scenario) }
        try store.set(times.next.map(Timestamp.init), of: scenario.id, in: entry.organization)
        return began
    }

    private func begin(_ fire: DueTimes.Fire, of scenario: Scenario) throws -> Bool {
        let (id, due) = (ids.next(at: now.milliseconds), Timestamp(fire.due))
        guard let work = try trigger.take(for: scenario, transaction, secrets) else {
            // Nothing came in since the last time: no run, and nothing to pay.
            try add(fire, of: scenario, run: nil)
            return false
        }
        guard try add(fire, of: scenario, run: id) else { return false }
        var options = RunOptions()
        options.due = due
        options.isLate = fire.isLate
        try SealedQueue(transaction, secrets).add([
            QueuedRun(
                id: id, organization: scenario.organization, team: scenario.team, scenario: scenario.id, version: nil, hook: nil,
                origin: .schedule, author: nil, input: work.input, options: options, transfer: work.transfer, received: now)
        ])
        return true
    }

    @discardableResult
    private func add(_ fire: DueTimes.Fire, of scenario: Scenario, run: Run.ID?) throws -> Bool {
        try FireStore(transaction).add(
            Fire(
                organization: scenario.organization, scenario: scenario.id, due: Timestamp(fire.due), at: now, run: run,
                isLate: fire.isLate,
                missed: Int64(fire.missed)))
    }
}
