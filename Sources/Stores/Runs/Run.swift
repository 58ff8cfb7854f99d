package import Ledger
package import Values

package struct Run: Hashable, Sendable {
    package typealias ID = RunID

    package var id: ID
    package var organization: Organization.ID
    package var team: Team.ID
    package var scenario: Scenario.ID
    /// The blueprint that it runs, and resumes.
    package var version: Int64
    package var state: RunState
    package var origin: ChargeOrigin
    package var author: User.ID?
    package var options: RunOptions
    package var started: Timestamp
    package var ended: Timestamp?
    package var operations: Int64
    package var credits: Credits
    package var transfer: Int64
    /// How many segments its journal has.
    package var segments: Int64
    /// The run that came first of all that led to this one, each starting the next; `nil`: it came by itself.
    package var root: ID?
    /// Counts the claims; every write names it, so that a worker that lost the run can't write.
    package var epoch: Int64
    package var failure: RunFailure?
    /// What a module of its has named it.
    package var name: String?
    /// Milliseconds that it has worked, with the runs that it waited for; what it slept is not among them.
    package var worked: Int64 = 0
    /// What the runs cost that it waited for.
    package var calledCredits = Credits.zero
    /// What was not kept of it when it ended.
    package var dropped = Dropped.nothing

    package enum Dropped: Int64, Sendable {
        case nothing
        /// What its modules were given and gave.
        case bundles
        /// That, and what it was started with.
        case all
    }

    package init(
        id: ID, organization: Organization.ID, team: Team.ID, scenario: Scenario.ID, version: Int64, state: RunState, origin: ChargeOrigin,
        author: User.ID?, options: RunOptions, started: Timestamp, ended: Timestamp?, operations: Int64, credits: Credits, transfer: Int64,
        segments: Int64, epoch: Int64, failure: RunFailure?
    ) {
        self.id = id
        self.organization = organization
        self.team = team
        self.scenario = scenario
        self.version = version
        self.state = state
        self.origin = origin
        self.author = author
        self.options = options
        self.started = started
        self.ended = ended
        self.operations = operations
        self.credits = credits
        self.transfer = transfer
        self.segments = segments
        self.epoch = epoch
        self.failure = failure
    }
}

package struct RunFailure: Hashable, Sendable {
    package var type: String
    package var message: String
    package var module: Int64?

    package init(type: String, message: String, module: Int64? = nil) {
        self.type = type
        self.message = message
        self.module = module
    }
}

package enum RunState: Int64, Sendable, CaseIterable {
    case running = 1, sleeping, success, warning, error, outOfCredits, stopped, cannotResume, outOfBudget, outOfTransfer

    package var isLive: Bool { self == .running || self == .sleeping }
    /// Stopped before an operation that could not be paid: it has no end yet, and goes on when it can.
    package var isPaused: Bool { self == .outOfCredits || self == .outOfBudget || self == .outOfTransfer }
    package static let paused = allCases.filter(\.isPaused)
    /// What the API calls 1 success, 2 warning, 3 error; 0 while it lives.
    package var apiStatus: Int {
        switch self {
        case .running, .sleeping: 0
        case .success: 1
        case .warning: 2
        case .error, .outOfCredits, .stopped, .cannotResume, .outOfBudget, .outOfTransfer: 3
        }
    }
    package var name: String { String(describing: self) }
}

/// How a run differs from an ordinary one.
package struct RunOptions: Hashable, Sendable {
    /// *Run this module only*: that module, with these bundles upstream.
    package var onlyModule: Int?
    package var upstream: Value?
    /// Modules that are not in the library give an output by hand (decision 29).
    package var standIns: Bool
    /// Outputs by hand, per module id.
    package var standInOutputs: Value?
    /// The runs that led to this one, the first first: how a chain that comes back to its own scenario is known.
    package var chain: RunChain = .none
    /// The run is not to begin, for the reason given: it is written down as stopped.
    package var refusal: String?
    /// The due time that the run was begun for.
    package var due: Timestamp?
    /// It began later than it should have, or stands for due times that were missed.
    package var isLate = false
    /// It is a scheduled scenario's attempt of this number after a run that failed with what passes by itself.
    package var backOff: Int?
    /// Nothing acts on the world, every filter passes: what the estimate is tested against.
    package var everyPath: Bool
    /// The incomplete execution that this run is an attempt at.
    package var incomplete: String?
    /// The run whose trigger data this one has: a replay.
    package var source: RunID?
    /// ``payload``, sealed, of a run of a confidential scenario.
    package var sealed: [UInt8]?
    /// The run that called this one, and the operation that did.
    package var caller: Caller?
    /// The runs that wait for this one, the first first, with what each had cost when it called: their budgets hold for this one too.
    package var callers: [CallerShare] = []
    /// Milliseconds that this run may work: what the run that waits for it had left. `nil` is no limit but the plan's.
    package var timeLimit: Int64?
    /// An address that is told of the run's end.
    package var callback: String?

    package struct Caller: Hashable, Sendable {
        package var run: RunID
        package var address: String

        package init(run: RunID, address: String) {
            self.run = run
            self.address = address
        }
    }

    package struct CallerShare: Hashable, Sendable {
        package var scenario: Int64
        package var credits: Credits

        package init(scenario: Int64, credits: Credits) {
            self.scenario = scenario
            self.credits = credits
        }
    }

    package init(
        onlyModule: Int? = nil, upstream: Value? = nil, standIns: Bool = false, standInOutputs: Value? = nil, everyPath: Bool = false
    ) {
        self.onlyModule = onlyModule
        self.upstream = upstream
        self.standIns = standIns
        self.standInOutputs = standInOutputs
        self.everyPath = everyPath
    }

    var text: String? {
        var fields: Fields = [:]
        if let onlyModule { fields["onlyModule"] = .number(Number(onlyModule)) }
        if let upstream { fields["upstream"] = upstream }
        if standIns { fields["standIns"] = .boolean(true) }
        if let standInOutputs { fields["standInOutputs"] = standInOutputs }
        if everyPath { fields["everyPath"] = .boolean(true) }
        if let sealed { fields["sealed"] = .text(Base64.encode(sealed)) }
        if let due { fields["due"] = .number(Number(Int(due.milliseconds))) }
        if let backOff { fields["backOff"] = .number(Number(backOff)) }
        if isLate { fields["late"] = .boolean(true) }
        if let refusal { fields["refusal"] = .text(refusal) }
        if let incomplete { fields["incomplete"] = .text(incomplete) }
        if let source { fields["source"] = .text(source.rawValue) }
        if let caller { fields["caller"] = ["run": .text(caller.run.rawValue), "address": .text(caller.address)] }
        if !callers.isEmpty { fields["callers"] = .text(callers.map(\.text).joined(separator: ",")) }
        if let timeLimit { fields["timeLimit"] = .number(Number(Int(timeLimit))) }
        if let callback { fields["callback"] = .text(callback) }
        if !chain.links.isEmpty { fields["chain"] = .text(chain.text) }
        return fields.isEmpty ? nil : Value.collection(fields).json.text()
    }

    init(text: String?) {
        self.init()
        guard let text, let json = try? JSON(parsing: Array(text.utf8)), case .collection(let fields) = Value(json) else { return }
        if case .number(let module)? = fields["onlyModule"] { onlyModule = module.int }
        upstream = fields["upstream"]
        standIns = fields["standIns"] == .boolean(true)
        standInOutputs = fields["standInOutputs"]
        everyPath = fields["everyPath"] == .boolean(true)
        if case .number(let milliseconds)? = fields["due"] { due = milliseconds.int.map { Timestamp(milliseconds: Int64($0)) } }
        sealed = fields["sealed"]?.asText.flatMap { Base64.decode($0) }
        if case .number(let attempt)? = fields["backOff"] { backOff = attempt.int }
        isLate = fields["late"] == .boolean(true)
        if case .text(let text)? = fields["refusal"] { refusal = text }
        incomplete = fields["incomplete"]?.asText
        source = fields["source"]?.asText.flatMap(RunID.init(rawValue:))
        if let called = fields["caller"], let run = called["run"]?.asText.flatMap(RunID.init(rawValue:)),
            let address = called["address"]?.asText
        {
            caller = Caller(run: run, address: address)
        }
        callers = fields["callers"]?.asText?.split(separator: ",").compactMap { CallerShare(text: $0) } ?? []
        if case .number(let milliseconds)? = fields["timeLimit"] { timeLimit = milliseconds.int.map(Int64.init) }
        callback = fields["callback"]?.asText
        if case .text(let text)? = fields["chain"] { chain = RunChain(text: text) ?? .none }
    }
}

extension RunOptions.CallerShare {
    /// `scenario:centicredits`.
    fileprivate var text: String { "\(scenario):\(credits.centicredits)" }

    fileprivate init?(text: Substring) {
        let parts = text.split(separator: ":").compactMap { Int64($0) }
        guard parts.count == 2 else { return nil }
        self.init(scenario: parts[0], credits: Credits(centicredits: parts[1]))
    }
}
