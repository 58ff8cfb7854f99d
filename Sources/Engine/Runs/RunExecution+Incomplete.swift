import Automation
import Crypto
import StorageCore
import Stores

extension RunExecution {
    /// How many failed bundles gather before they are written.
    private static let keptLimit = 64

    /// Takes failed bundles along for the next commit. Says why the run must end where there is no room for them.
    mutating func keep(_ bundles: [IncompleteBundle]) async throws -> RunFailure? {
        guard !bundles.isEmpty else { return nil }
        for bundle in note(bundles) {
            let execution = incomplete(bundle)
            if isReplayed, try await isKept(execution) { continue }
            if try await isFull() {
                // Losing data is what the maker allowed, or else nothing goes on that would lose more.
                if program.blueprint.settings.dataloss { continue }
                let limit = parts.settings.incompleteLimit
                return RunFailure(
                    type: "OutOfSpaceError",
                    message: "\(limit) incomplete executions wait already (limit: incompleteExecutions). Resolve or delete some, "
                        + "or allow data to be lost in the settings. \(bundle.failure.message)", module: Int64(bundle.point.moduleId))
            }
            kept.append((execution, encoder.encode(KeptBundle(point: bundle.point, inputs: inputs))))
            keptBefore = (keptBefore ?? 0) + 1
        }
        if kept.count >= Self.keptLimit { try await flush() }
        return nil
    }

    /// What failed bundles say about the run; gives those that are to be kept: not the one that it is an attempt at.
    @discardableResult
    mutating func note(_ bundles: [IncompleteBundle]) -> [IncompleteBundle] {
        guard !bundles.isEmpty else { return [] }
        warned = true
        return bundles.filter { bundle in
            guard let point = attempt?.point, bundle.point.moduleId == point.moduleId, bundle.point.path == point.path else { return true }
            let failure = bundle.failure
            failedAgain = RunFailure(type: failure.type, message: failure.message, module: Int64(bundle.point.moduleId))
            return false
        }
    }

    /// Before an attempt ends in the middle: its bundle is kept where it came to, so that nothing is done twice.
    mutating func carryOn(before operation: Operation, _ failure: RunFailure, isTakenBack: Bool) async throws {
        guard let attempt else { return }
        let failure = ModuleFailure(failure.type, failure.message, began: false)
        guard interpreter.carryOn(failure, before: operation, retry: attempt.kept.retry, isTakenBack: isTakenBack) else { return }
        isCarriedOn = try await keep(interpreter.takeIncomplete()) == nil
    }

    /// By an earlier stretch of this run, after its last operation.
    private func isKept(_ execution: IncompleteExecution) async throws -> Bool {
        try await parts.storage.read { try IncompleteStore($0).execution(execution.id, in: execution.organization) } != nil
    }

    private mutating func isFull() async throws -> Bool {
        if keptBefore == nil {
            let run = run
            keptBefore = try await parts.storage.read { try IncompleteStore($0).openCount(of: run.scenario, in: run.organization) }
        }
        // What it is an attempt at is among them, and makes room for where that came to.
        return (keptBefore ?? 0) - (attempt == nil ? 0 : 1) >= parts.settings.incompleteLimit
    }
}

extension RunExecution {
    func incomplete(_ bundle: IncompleteBundle) -> IncompleteExecution {
        let now = parts.now()
        let next = IncompleteExecution.next(bundle.retry, after: 0, at: now)
        return IncompleteExecution(
            id: IncompleteExecution.id(of: bundle, in: run), organization: run.organization, team: run.team, scenario: run.scenario,
            version: run.version, run: run.id, firstRun: RunID(rawValue: bundle.point.run) ?? run.id,
            moduleId: Int64(bundle.point.moduleId), module: bundle.module,
            failure: RunFailure(type: bundle.failure.type, message: bundle.failure.message, module: Int64(bundle.point.moduleId)),
            retry: bundle.retry, state: next == nil ? .unresolved : .pending, nextAttempt: next, created: now)
    }
}

extension IncompleteExecution {
    /// The same for the same failure, however often its run is replayed: 32 hex digits.
    static func id(of bundle: IncompleteBundle, in run: Run) -> String {
        let address = "\(run.id):\(bundle.point.moduleId):\(bundle.point.path.map(String.init).joined(separator: "."))"
        let digest = SHA256.hash(data: Array(address.utf8))
        return digest.prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0\(digits)" : digits
        }.joined()
    }
}

extension RunFailure {
    static let stoppedByHand = RunFailure(
        type: "ExecutionInterruptedError", message: "Somebody stopped the run; what was left of it was not done.")
}
