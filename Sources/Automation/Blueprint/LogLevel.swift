/// How much of a scenario's runs is kept when they have ended: `logLevel` of its settings. Operations, credits and errors always are.
package enum LogLevel: String, CaseIterable, Comparable, Sendable {
    /// No bundles. What a run that failed was started with stays, so that it can be replayed.
    case operations
    /// Bundles of runs that failed.
    case failures
    /// All bundles.
    case full

    package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .operations: 0
        case .failures: 1
        case .full: 2
        }
    }
}
