import Automation
import Ledger
import Logging
import StorageCore
import Stores
import Values

/// Begins the attempts that follow scheduled runs that failed with what passes by itself, when they are due.
struct BackOffs: Sendable {
    let scheduler: Scheduler

    /// Says how many runs began.
    func step(at now: Timestamp) async throws -> Int {
        let due = try await scheduler.storage.read { try BackOffStore($0).due(at: now, limit: Scheduler.limit) }
        var began = 0
        for entry in due {
            do {
                if try await serve(entry, at: now) { began += 1 }
            } catch {
                scheduler.logger.error(
                    "A scheduled run could not be begun again; trying in a minute",
                    metadata: ["scenario.id": "\(entry.scenario)", "error": "\(error)"])
                try await postpone(entry, milliseconds: 60_000, at: now)
            }
        }
        return began
    }

    private func serve(_ entry: BackOffEntry, at now: Timestamp) async throws -> Bool {
        let (storage, settings, secrets) = (scheduler.storage, scheduler.settings, scheduler.secrets)
        let books = try await scheduler.registry.books(of: entry.organization, at: now)
        guard books.pause == nil else {
            try await postpone(entry, milliseconds: settings.pausedScheduleMilliseconds, at: now)
            return false
        }
        let found = try await storage.read { try ScenarioStore($0).scenario(entry.scenario, in: entry.organization) }
        guard let found, Self.goesOn(found) else {
            try await storage.write { try BackOffStore($0).remove(entry.scenario, in: entry.organization) }
            return false
        }
        let program = try await scheduler.programs.program(of: found.id, version: found.version)
        let trigger = ScheduledTrigger(program, zone: books.zone.identifier, library: scheduler.library)
        let run = scheduler.ids.next(at: now.milliseconds)
        let busy = Timestamp(milliseconds: now.milliseconds + settings.busyScheduleMilliseconds)
        return try await storage.write { transaction in
            let store = BackOffStore(transaction)
            guard let scenario = try ScenarioStore(transaction).scenario(entry.scenario, in: entry.organization), Self.goesOn(scenario)
            else {
                try store.remove(entry.scenario, in: entry.organization)
                return false
            }
            if trigger.isOneByOne, try FireStore(transaction).open(of: scenario, limit: 1) > 0 {
                try store.postpone(entry, until: busy)
                return false
            }
            guard try store.begin(entry, as: run) else { return false }
            guard let work = try trigger.takeAgain(after: entry.run, for: scenario, transaction, secrets) else {
                // What the run had taken isn't kept: nothing is left to be tried.
                try store.remove(entry.scenario, in: entry.organization)
                return false
            }
            var options = RunOptions()
            options.backOff = entry.step
            try SealedQueue(transaction, secrets).add([
                QueuedRun(
                    id: run, organization: scenario.organization, team: scenario.team, scenario: scenario.id, version: nil, hook: nil,
                    origin: .schedule, author: nil, input: work.input, options: options, transfer: work.transfer, received: now)
            ])
            return true
        }
    }

    private static func goesOn(_ scenario: Scenario) -> Bool {
        scenario.active && scenario.deleted == nil && scenario.schedule?.isTimed == true
    }

    private func postpone(_ entry: BackOffEntry, milliseconds: Int64, at now: Timestamp) async throws {
        let instant = Timestamp(milliseconds: now.milliseconds + milliseconds)
        try await scheduler.storage.write { try BackOffStore($0).postpone(entry, until: instant) }
    }
}

extension FireStore {
    /// How many scheduled runs of a scenario wait or live, counted up to `limit`.
    func open(of scenario: Scenario, limit: Int) throws -> Int {
        try open(of: scenario.id, in: scenario.organization, origin: ChargeOrigin.schedule.rawValue, limit: limit)
    }
}
