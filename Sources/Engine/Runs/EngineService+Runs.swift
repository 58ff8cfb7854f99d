import Automation
import Ledger
import ModuleLibrary
import StorageCore
package import Stores
import Values

extension EngineService {
    /// Runs a scenario as it is now on what an earlier run was started with (make-credits.md §1.3).
    /// Throws ``InvalidInput`` for runs that had nothing to be replayed.
    @discardableResult
    package func replay(_ run: Run, author: User.ID?) async throws -> Run.ID {
        let queued = try await replayed(run, author: author)
        _ = try await queue(queued)
        return queued.id
    }

    /// As ``replay(_:author:)``, of many: in the order in which they began, each once, and all of them or none.
    package func replay(_ runs: [Run], author: User.ID?) async throws -> [Run.ID] {
        let each = Dictionary(runs.map { ($0.id, $0) }) { first, _ in first }.values.sorted { $0.id < $1.id }
        var queued: [QueuedRun] = []
        for run in each { queued.append(try await replayed(run, author: author)) }
        let replays = queued
        try await storage.write { [secrets] in try SealedQueue($0, secrets).add(replays) }
        notify()
        return replays.map(\.id)
    }

    private func replayed(_ run: Run, author: User.ID?) async throws -> QueuedRun {
        guard run.options.onlyModule == nil, run.options.incomplete == nil else {
            throw InvalidInput("run", "A run of a single module, or an attempt at an incomplete execution, can't be replayed.")
        }
        let (scenario, input) = try await storage.read { transaction in
            (
                try ScenarioStore(transaction).scenario(run.scenario, in: run.organization),
                try RunStore(transaction).input(of: run.id, in: run.organization).input
            )
        }
        guard let scenario, scenario.deleted == nil else { throw NotFound("scenario") }
        guard try await !programs.program(of: run.scenario, version: run.version).blueprint.settings.confidential else {
            throw InvalidInput("run", "What runs of a confidential scenario are started with isn't kept, so they can't be replayed.")
        }
        guard run.dropped != .all else { throw Self.notKept }
        var trigger: [Value]?
        // It may have come in while the scenario was confidential.
        if let input { trigger = try RunParts.bundles(ConfidentialBundles(secrets, of: run.id, in: run.organization).open(input)) }
        if trigger == nil, try await library.asksTrigger(of: program(of: scenario)) {
            guard run.dropped == .nothing else { throw Self.notKept }
            trigger = try await polled(by: run)
        }
        if trigger?.isEmpty == true { throw InvalidInput("run", "A check run found nothing, so there is nothing to replay.") }
        var options = RunOptions()
        options.source = run.id
        return try await queued(scenario, origin: .replay, author: author, trigger: trigger, options: options)
    }

    private static let notKept = InvalidInput(
        "run", "What this run was started with isn't kept (setting: logLevel), so it can't be replayed. Let more be kept of the next ones.")

    /// Whoever waits for a run in this process is told that it will not begin.
    func giveUp(_ run: Run.ID) {
        completions.failed(run, CancellationError())
        responses.forget(run)
    }

    /// What the run's trigger found, from its journal.
    private func polled(by run: Run) async throws -> [Value] {
        let segments = try await storage.read {
            try RunStore($0).segments(of: run.id, in: run.organization, from: 0, limit: 1, bundles: true)
        }
        guard let segment = segments.first else { return [] }
        var reader = try SegmentReader(operations: segment.operations, bundles: segment.bundles, count: segment.count)
        guard let first = try reader.next() else { return [] }
        return first.output
    }

    /// Asks a run to stop: the module in hand finishes, and nothing after it begins. One that waits in the queue never begins. What it has
    /// called and waits for stops with it.
    /// Throws ``NotFound`` where it has ended, or never was.
    package func stop(_ run: Run.ID, in organization: Organization.ID) async throws {
        let now = now()
        let (isQueued, lives, called) = try await storage.write { transaction in
            let isQueued = try Abandonment(transaction, at: now).abandon(
                run, in: organization, because: "Somebody stopped the run before it began.")
            let lives = try isQueued || RunStore(transaction).stop(run, in: organization)
            return (isQueued, lives, try CalledRuns(transaction, at: now).stop(of: run, in: organization))
        }
        guard lives else { throw NotFound("run that goes on") }
        if isQueued { giveUp(run) } else { stops.add(run) }
        for run in called.abandoned { giveUp(run) }
        for run in called.asked { stops.add(run) }
        wakeUp()
    }
}
