import Automation
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import Values

/// How a run that was cut off gets to where its journal ends.
extension RunExecution {
    /// Feeds the interpreter what the journal has, segment by segment, without evaluating or charging anything again.
    mutating func replay() async throws {
        var next: Int64 = 0
        ordinal = 0
        isReplayed = true
        while next < run.segments {
            let segments: [Segment]
            do {
                segments = try await parts.segments(of: run, from: next)
            } catch is SealedByAnotherKey {
                throw JournalMismatch(message: "The run's journal was encrypted with a key file that is gone.")
            }
            guard !segments.isEmpty else { throw JournalMismatch(message: "A part of the run's journal is missing.") }
            for segment in segments {
                var reader = try SegmentReader(operations: segment.operations, bundles: segment.bundles, count: segment.count)
                reader.readsInputs = false
                while let entry = try reader.next() { try replay(entry) }
            }
            next += Int64(segments.count)
        }
        segment = SegmentEncoder(first: ordinal)
    }

    mutating func replay(_ entry: JournalEntry) throws {
        let step = interpreter.next()
        // An operation is on disk after the end of the cycle before it.
        cycle = interpreter.cycle
        // What failed before this operation was kept in its commit or sooner; what failed after the last may not have been.
        note(interpreter.takeIncomplete())
        guard case .perform(let operation) = step, operation.moduleId == entry.moduleId, operation.path == entry.path else {
            throw JournalMismatch(
                message: "The run's journal does not fit its blueprint at operation \(ordinal + 1), module \(entry.moduleId).")
        }
        var bundles = entry.output
        if !entry.keepsOutput, entry.status != .error {
            do throws(ModuleFailure) {
                bundles = try interpreter.perform(operation)
            } catch {
                throw JournalMismatch(message: "Module \(entry.moduleId) did not give again what it gave before: \(error.message)")
            }
        }
        meter.replay(entry, module: operation.module)
        parts.resting.countReplayed()
        if operation.isPoll { hasPolled = true }
        ordinal += 1
        if entry.status == .warning { warned = true }
        if entry.status != .error, operation.module == "gateway:WebhookRespond" { responded = true }
        last = entry.endedAt
        interpreter.complete(
            operation, OperationResult(bundles: bundles, endedAt: entry.endedAt, failure: entry.status == .error ? entry.failure : nil))
    }
}

/// The journal and the blueprint don't fit: the run can't be resumed.
struct JournalMismatch: Error {
    let message: String
}
