import Automation
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import Values

/// What goes to the recorder, and what is waited for.
extension RunExecution {
    mutating func commit(usage: [UsageKey: Usage], credits: Credits) -> RunCommit {
        run.worked = worked
        var commit = RunCommit(run: run, sequence: sequence, segment: segment, usage: usage, credits: credits, instant: last)
        commit.isConfidential = program.blueprint.settings.confidential
        commit.incomplete = kept
        commit.polled = polled
        commit.queues = starting
        commit.commitsTrigger = polled != nil && commitsTriggerAtOnce
        commit.called = calledNow
        (kept, polled, starting, calledNow) = ([], nil, [], .zero)
        return commit
    }

    /// Writes what waits together with a call that is to be waited for.
    mutating func commit(awaiting call: (child: Run.ID, address: String)) async throws {
        try await settle()
        run.state = .sleeping
        let (usage, credits) = meter.take()
        var commit = self.commit(usage: usage, credits: credits)
        commit.awaits = call
        // With nothing in it, its place is the next segment's: a journal has no gaps.
        if !segment.isEmpty { nextSegment() }
        try await rest(commit)
    }

    /// Begins to wait by this commit, after all before it have settled: what it holds, only the recorder gives back.
    ///
    /// What is at hand stays, so that the run needn't be replayed when it goes on; before the commit, as what it waits for may be over
    /// sooner than this hears of it.
    mutating func rest(_ commit: RunCommit) async throws {
        parts.resting.keep(self)
        do {
            _ = try await parts.recorder.submit(commit).value()
        } catch {
            parts.resting.forget(run.id)
            throw error
        }
    }

    /// Hands the segment to the recorder; waits only where too many are on their way.
    mutating func flush() async throws {
        let hasSegment = !segment.isEmpty
        guard hasSegment || !kept.isEmpty else { return }
        let (usage, credits) = meter.take()
        pending.append(parts.recorder.submit(commit(usage: usage, credits: credits)))
        if hasSegment { nextSegment() }
        if pending.count > Self.segmentsInFlight { _ = try await pending.removeFirst().value() }
    }

    /// Everything so far is durable.
    mutating func barrier() async throws {
        try await flush()
        try await settle()
    }

    mutating func settle() async throws {
        for ticket in pending { _ = try await ticket.value() }
        pending = []
    }

    mutating func nextSegment() {
        sequence += 1
        run.segments = sequence
        segment = SegmentEncoder(first: ordinal)
    }

    mutating func count(_ entry: JournalEntry) {
        ordinal += 1
        cutOff = false
        if entry.status == .warning { warned = true }
        run.operations += entry.operations
        run.credits += entry.credits
        run.transfer += entry.transfer
        last = entry.endedAt
    }
}
