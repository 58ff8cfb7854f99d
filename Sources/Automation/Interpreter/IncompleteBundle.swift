import Values

/// A bundle that failed and is kept, to be tried again or to be looked at by hand.
package struct IncompleteBundle: Hashable, Sendable {
    package var point: ResumePoint
    package var module: String
    package var failure: ModuleFailure
    package var retry: RetryPolicy
}

/// When a kept bundle is tried again by itself.
package enum RetryPolicy: Hashable, Sendable {
    /// Only by hand.
    case byHand
    /// As a *Break* directive says.
    case every(minutes: Int, attempts: Int)
    /// At growing distances, since the peer is out of order for a while: 1, 10, 10, 30, 30, 30 minutes, 3 and 3 hours.
    case backOff

    /// Minutes before each attempt (make-credits.md §1.3).
    package static let backOffMinutes = [1, 10, 10, 30, 30, 30, 180, 180]
    package static let attemptLimit = 10_000
    package static let minuteLimit = 44_640

    /// Minutes until the attempt after `attempts`; `nil` where there is none.
    package func minutes(after attempts: Int) -> Int? {
        switch self {
        case .byHand: nil
        case .every(let minutes, let limit): attempts < limit ? minutes : nil
        case .backOff: attempts < Self.backOffMinutes.count ? Self.backOffMinutes[attempts] : nil
        }
    }
}

extension ModuleFailure {
    /// The peer may be well again in a while.
    package var passes: Bool { Self.passing.contains(type) }

    package static let passing: Set = ["ConnectionError", "ModuleTimeoutError", "RateLimitError"]

    /// Trying the same again can't help, or the run as a whole is at fault: nothing is kept.
    var isOfTheRun: Bool {
        [
            "InvalidConfigurationError", "OperationsLimitExceededError", "DataSizeLimitExceededError", "InconsistencyError",
            "AccountValidationError", "OutOfSpaceError",
        ].contains(type)
    }

    /// As an error handler reads it: `{{N.error.message}}`.
    var bundle: Value { ["error": ["type": .text(type), "message": .text(message), "detail": detail]] }
}
