import Automation
import Stores

/// A cycle is what is done or not done as a whole (decision record 17).
extension RunExecution {
    /// What it changes in data stores counts from its cycle's end on, and may be taken back until then.
    var isTransactional: Bool { !program.blueprint.settings.autoCommit }

    /// What the trigger read is not read again, also if the run fails on it.
    var commitsTriggerAtOnce: Bool { !isTransactional && !program.blueprint.settings.autoCommitTriggerLast }

    /// Where the trigger is about to be asked again: what was done so far counts, whatever becomes of the rest. Nothing goes on before that
    /// is on disk, so that a run that is cut off can tell from its journal which cycles are closed.
    mutating func closeCycle() async throws {
        guard interpreter.cycle != cycle else { return }
        cycle = interpreter.cycle
        guard isTransactional || hasPolled else { return }
        let hasSegment = !segment.isEmpty
        let (usage, credits) = meter.take()
        var commit = self.commit(usage: usage, credits: credits)
        commit.commitsTrigger = hasPolled
        if isTransactional { commit.settlement = .commit }
        _ = try await parts.recorder.submit(commit).value()
        try await settle()
        if hasSegment { nextSegment() }
    }
}
