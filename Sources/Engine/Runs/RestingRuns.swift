import Automation
import Stores
import Synchronization
import Values

/// Runs that wait for a call or a deadline, as they stood when they began to wait: one that waits for each bundle of a loop would else go
/// through its whole journal each time. Bounded: the one that waits longest goes first, and is replayed.
package final class RestingRuns: Sendable {
    private struct State {
        var runs: [Run.ID: (execution: RunExecution, bytes: Int, place: Int64)] = [:]
        var bytes = 0
        var places: Int64 = 0

        mutating func remove(_ run: Run.ID) -> RunExecution? {
            guard let removed = runs.removeValue(forKey: run) else { return nil }
            bytes -= removed.bytes
            return removed.execution
        }
    }

    private let state = Mutex(State())
    private let replayed = Atomic(0)
    private let limit: Int
    private let byteLimit: Int

    /// What a run takes beside its bundles.
    private static let base = 16_384

    init(limit: Int, byteLimit: Int) {
        self.limit = limit
        self.byteLimit = byteLimit
    }

    /// Operations that runs of this process went through again, since it began.
    package var replayedOperations: Int { replayed.load(ordering: .relaxed) }

    func countReplayed() { replayed.wrappingAdd(1, ordering: .relaxed) }

    func keep(_ execution: RunExecution) {
        let bytes = Self.base + execution.interpreter.held
        guard limit > 0, bytes <= byteLimit else { return }
        var execution = execution
        // It is not among those that are at work.
        execution.counted = 0
        state.withLock { state in
            _ = state.remove(execution.run.id)
            while state.runs.count >= limit || state.bytes + bytes > byteLimit {
                guard let oldest = state.runs.min(by: { $0.value.place < $1.value.place })?.key else { break }
                _ = state.remove(oldest)
            }
            state.places += 1
            state.runs[execution.run.id] = (execution, bytes, state.places)
            state.bytes += bytes
        }
    }

    /// Those who wait hold what every run needs, and so this too.
    package func clear() { state.withLock { $0 = State() } }

    func forget(_ run: Run.ID) { state.withLock { _ = $0.remove(run) } }

    /// Whether a run that was claimed can go on from what is at hand, and needs none of what it was started with.
    func has(_ run: Run) -> Bool { state.withLock { $0.runs[run.id]?.execution.precedes(run) ?? false } }

    /// `nil` where nothing is at hand, or another worker had the run meanwhile.
    func take(_ run: Run) -> RunExecution? {
        guard let execution = state.withLock({ $0.remove(run.id) }), execution.precedes(run) else { return nil }
        return execution
    }
}

extension RunExecution {
    /// Nobody had the run between this and the claim: its journal is the one that led here.
    fileprivate func precedes(_ claimed: Run) -> Bool { run.epoch + 1 == claimed.epoch && run.segments == claimed.segments }

    /// Goes on where it began to wait; the rest of a claim is as new.
    func goingOn(as claimed: Run) -> RunExecution {
        var execution = self
        let options = run.options
        execution.run = claimed
        execution.run.options = options
        execution.isAtHand = true
        execution.began = parts.now()
        execution.workedBefore = claimed.worked
        execution.keptBefore = nil
        return execution
    }
}
