import Automation
import Ledger
import StorageCore
import Stores
import Values

/// What follows from a run's end, in its transaction: errors in a row, its caller, its incomplete execution, the run after it.
struct RunEndings {
    struct Stopped: Sendable {
        var scenario: Scenario
        var failure: RunFailure?
        var errors: Int64
    }

    private let transaction: any Transaction
    private let secrets: InstallationSecrets
    private let now: Timestamp
    /// Scenarios with errors in a row: looked up as this commits, since runs side by side end in another order than they began.
    private var erring: Set<Scenario.ID>

    /// - Parameter ended: what is going to be written.
    init(_ transaction: any Transaction, _ secrets: InstallationSecrets, of ended: [RunCommit], at now: Timestamp) throws {
        self.transaction = transaction
        self.secrets = secrets
        self.now = now
        erring = try ScenarioStore(transaction).erring(among: Array(Set(ended.map(\.run).filter(\.countsErrors).map(\.scenario))))
    }

    /// Says whether the scenario was switched off because of it.
    mutating func write(_ commit: RunCommit) throws -> Stopped? {
        guard let end = commit.end else { return nil }
        let run = commit.run
        if let caller = run.options.caller {
            var outputs: [UInt8] = []
            ValueCodec.encode(.collection(end.outputs), into: &outputs)
            if end.settings.confidential { outputs = try ConfidentialBundles(secrets, of: caller.run, in: run.organization).seal(outputs) }
            try CallStore(transaction).end(run, outputs: outputs, at: now)
        }
        // It may have been stopped while it made the call.
        if run.state == .stopped || run.state == .cannotResume {
            try CalledRuns(transaction, at: now).stop(of: run.id, in: run.organization)
        }
        if end.hasPolled {
            try TriggerStateStore(transaction).settle(
                run.id, of: run.scenario, in: run.organization, keeps: Self.keepsPosition(commit))
        }
        if let attempt = end.attempt {
            let store = IncompleteStore(transaction)
            if let failure = attempt.failure {
                try store.failed(attempt.id, in: run.organization, failure, at: now)
            } else {
                try store.resolve(attempt.id, in: run.organization, at: now)
            }
        }
        if let notice = end.notice { try OutboxStore(transaction).add([notice]) }
        let stopped = try countErrors(run, end)
        if end.settings.sequential, try IncompleteStore(transaction).openCount(of: run.scenario, in: run.organization) == 0 {
            try QueueStore(transaction).release(run.scenario, in: run.organization)
        }
        let dropped = Self.dropped(of: run, end)
        try RunStore(transaction).drop(dropped, of: run)
        if dropped != .nothing { try CallStore(transaction).removeOutputs(of: run.id, in: run.organization) }
        return stopped
    }

    private static func dropped(of run: Run, _ end: RunEnd) -> Run.Dropped {
        if end.settings.confidential { return .all }
        let isWell = run.state == .success || run.state == .warning
        switch end.keeps {
        case .full: return .nothing
        case .failures: return isWell ? .all : .nothing
        // What it was started with is needed to replay it, and by an attempt after it.
        case .operations: return isWell ? .all : .bundles
        }
    }

    /// What is taken back is read again.
    private static func keepsPosition(_ commit: RunCommit) -> Bool {
        (commit.run.state == .success || commit.run.state == .warning) && commit.settlement != .takeBack
    }

    /// Only runs of the scenario's own triggers count (decision record 13), and not those that are begun again by themselves.
    private mutating func countErrors(_ run: Run, _ end: RunEnd) throws -> Stopped? {
        let verdict = try BackingOff(transaction, at: now).verdict(run, end)
        // Whoever started it, all that comes after would lose more.
        let isOutOfRoom = end.isOutOfRoom && run.origin != .manualTest
        guard verdict != .again, run.countsErrors || isOutOfRoom else { return nil }
        let failed = run.state == .error || run.state == .cannotResume
        let store = ScenarioStore(transaction)
        let isFatal = Self.isFatal(run.failure?.type ?? "")
        // Whoever sent it has its answer: what fails behind that counts for nothing, unless it is for good.
        if failed, end.hasAnswered, run.origin == .webhook, !isFatal, !isOutOfRoom { return nil }
        guard failed || erring.remove(run.scenario) != nil else { return nil }
        let errors = try store.count(failed: failed, of: run.scenario, in: run.organization)
        guard failed else { return nil }
        erring.insert(run.scenario)
        let limit = run.origin == .webhook && end.isInstant ? 1 : Int64(max(1, end.settings.maxErrors))
        guard errors >= limit || isOutOfRoom || verdict == .exhausted || isFatal else { return nil }
        return try switchOff(run, errors: errors)
    }

    /// `nil`: it is off already.
    private func switchOff(_ run: Run, errors: Int64) throws -> Stopped? {
        let store = ScenarioStore(transaction)
        guard try store.stopByErrors(run.scenario, in: run.organization) else { return nil }
        try QueueStore(transaction).hold(true, of: run.scenario, in: run.organization)
        try QueueStore(transaction).holdScheduled(true, of: run.scenario, in: run.organization)
        guard let scenario = try store.scenario(run.scenario, in: run.organization) else { return nil }
        return Stopped(scenario: scenario, failure: run.failure, errors: errors)
    }

    /// Trying again can't help (make-credits.md §1.3).
    private static func isFatal(_ type: String) -> Bool {
        ["AccountValidationError", "OperationsLimitExceededError", "DataSizeLimitExceededError", "InconsistencyError"].contains(type)
    }
}

extension Run {
    fileprivate var countsErrors: Bool { (origin == .webhook || origin == .schedule) && state != .stopped }
}
