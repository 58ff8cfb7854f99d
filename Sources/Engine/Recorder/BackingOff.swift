import Automation
import Ledger
import StorageCore
import Stores
import Values

/// What the end of a scheduled run means for the attempts that follow one that failed with what passes by itself.
struct BackingOff {
    enum Verdict {
        /// As any other end: an error counts towards the scenario's errors in a row.
        case usual
        /// An attempt is planned, or under way: nothing is counted.
        case again
        /// It was tried often enough.
        case exhausted
    }

    private let transaction: any Transaction
    private let now: Timestamp

    init(_ transaction: any Transaction, at now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    func verdict(_ run: Run, _ end: RunEnd) throws -> Verdict {
        guard run.origin == .schedule else { return .usual }
        let store = BackOffStore(transaction)
        let entry = try store.entry(of: run.scenario, in: run.organization)
        let isAttempt = entry?.run == run.id && entry?.due == nil
        switch run.state {
        case .success, .warning:
            if entry != nil { try store.remove(run.scenario, in: run.organization) }
            return .usual
        case .error where Self.canBeginAgain(end) && ModuleFailure.passing.contains(run.failure?.type ?? ""):
            // The usual schedule goes on alongside, and its runs change nothing.
            guard entry == nil || isAttempt else { return .again }
            let done = entry?.step ?? 0
            guard let delay = BackOff.milliseconds(after: done) else {
                try store.remove(run.scenario, in: run.organization)
                return .exhausted
            }
            try store.plan(done + 1, at: Timestamp(milliseconds: (run.ended ?? now).milliseconds + delay), after: run)
            return .again
        default:
            if isAttempt { try store.remove(run.scenario, in: run.organization) }
            return .usual
        }
    }

    /// The deliveries that a run of a confidential scenario took go with its end: an attempt would have nothing to begin with.
    private static func canBeginAgain(_ end: RunEnd) -> Bool {
        !end.settings.dlq && !(end.settings.confidential && end.isInstant)
    }
}
