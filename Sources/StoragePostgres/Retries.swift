/// How often and how long a transaction is tried again. Both have an end.
struct Retries {
    private static let conflictsAtMost = 100
    private let patience: Duration
    private let start = ContinuousClock.now
    private var conflicts = 0
    private var reconnects = 0
    private var preparedAgain = false

    init(patience: Duration) { self.patience = patience }

    /// How long to wait before the next try; nil to give up.
    mutating func delay(after error: PostgresError) -> Duration? {
        switch error.remedy {
        case .rerun:
            conflicts += 1
            guard conflicts <= Self.conflictsAtMost else { return nil }
            // Random, so that those who met once don't meet again.
            return .microseconds(Int.random(in: 0...(500 << min(conflicts, 7))))
        case .reconnect:
            guard ContinuousClock.now - start < patience else { return nil }
            reconnects += 1
            // A connection that broke while nobody used it is replaced at once.
            return reconnects == 1 ? .zero : .milliseconds(Int.random(in: 25...(50 << min(reconnects, 4))))
        case .prepareAgain:
            defer { preparedAgain = true }
            return preparedAgain ? nil : .zero
        case .none:
            return nil
        }
    }
}
