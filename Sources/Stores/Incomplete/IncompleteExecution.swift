package import Automation
package import Values

/// A bundle that failed and is kept: where and why it failed, and what was tried since. What it goes on with is ``KeptBundle``.
package struct IncompleteExecution: Hashable, Sendable {
    package enum State: Int64, Sendable, CaseIterable {
        /// Waits for somebody.
        case unresolved = 1
        /// Waits for its next attempt.
        case pending
        case inProgress
        case resolved

        package var isOpen: Bool { self != .resolved }
        package var name: String { String(describing: self) }
    }

    /// 32 hex digits.
    package var id: String
    package var organization: Organization.ID
    package var team: Team.ID
    package var scenario: Scenario.ID
    /// The blueprint that an attempt runs: the one of the run that failed, or a mended one.
    package var version: Int64
    /// The run that failed.
    package var run: Run.ID
    /// The run that came there first: what effects are told apart by, and what parts are shared by.
    package var firstRun: Run.ID?
    package var moduleId: Int64
    package var module: String
    package var failure: RunFailure
    package var retry: RetryPolicy
    package var state: State
    package var attempts: Int64
    package var nextAttempt: Timestamp?
    /// The run of the attempt that is under way.
    package var attempt: Run.ID?
    package var created: Timestamp
    package var resolved: Timestamp?
    /// Bytes of what it goes on with; parts that it shares with others count in each.
    package var size: Int64 = 0

    package init(
        id: String, organization: Organization.ID, team: Team.ID, scenario: Scenario.ID, version: Int64, run: Run.ID,
        firstRun: Run.ID?, moduleId: Int64, module: String, failure: RunFailure, retry: RetryPolicy, state: State, attempts: Int64 = 0,
        nextAttempt: Timestamp? = nil, attempt: Run.ID? = nil, created: Timestamp, resolved: Timestamp? = nil
    ) {
        self.id = id
        self.organization = organization
        self.team = team
        self.scenario = scenario
        self.version = version
        self.run = run
        self.firstRun = firstRun
        self.moduleId = moduleId
        self.module = module
        self.failure = failure
        self.retry = retry
        self.state = state
        self.attempts = attempts
        self.nextAttempt = nextAttempt
        self.attempt = attempt
        self.created = created
        self.resolved = resolved
    }

    /// The run whose incomplete executions it shares parts with, and that they are sealed for.
    package var sharing: Run.ID { firstRun ?? run }

    /// When it is tried next, having failed `attempts` times since it was kept; `nil`: only by hand.
    package static func next(_ retry: RetryPolicy, after attempts: Int64, at now: Timestamp) -> Timestamp? {
        retry.minutes(after: Int(attempts)).map { Timestamp(milliseconds: now.milliseconds + Int64($0) * 60_000) }
    }
}

extension RetryPolicy {
    /// `hand`, `back-off`, `every 15 3`.
    var text: String {
        switch self {
        case .byHand: "hand"
        case .backOff: "back-off"
        case .every(let minutes, let attempts): "every \(minutes) \(attempts)"
        }
    }

    init(text: String) {
        let parts = text.split(separator: " ")
        if parts.count == 3, let minutes = Int(parts[1]), let attempts = Int(parts[2]) {
            self = .every(minutes: minutes, attempts: attempts)
        } else {
            self = text == "back-off" ? .backOff : .byHand
        }
    }
}
