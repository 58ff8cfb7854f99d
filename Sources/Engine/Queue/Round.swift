import Ledger
import StorageCore
import Stores
import Values

/// One transaction's taking from the queue: what may begin, and what has to wait for an earlier run of its scenario.
struct Round {
    private let transaction: any Transaction
    private let now: Timestamp
    private(set) var claims: [Workers.Claim] = []
    /// Something was taken that has to wait.
    private(set) var hasMoved = false
    private var scenarios: [Scenario.ID: Scenario] = [:]
    /// Sequential scenarios of which a run begins now.
    private var begun: Set<Scenario.ID> = []
    private var pace: ScenarioPace

    init(_ transaction: any Transaction, at now: Timestamp) {
        self.transaction = transaction
        self.now = now
        pace = ScenarioPace(transaction, at: now)
    }

    mutating func take(_ limit: Int, of organization: Organization.ID) throws {
        var (waiting, early): ([QueuedRun], [QueuedRun]) = ([], [])
        for trigger in try QueueStore(transaction).take(limit, of: organization) {
            guard let scenario = try scenario(of: trigger) else { continue }
            guard try isInTurn(trigger, scenario) else {
                waiting.append(trigger)
                continue
            }
            guard try pace.allows(trigger, scenario) else {
                early.append(trigger)
                continue
            }
            begun.insert(scenario.id)
            pace.begin(trigger)
            claims.append(
                Workers.Claim(
                    run: run(of: trigger, scenario), recovered: false, trigger: trigger.input, transfer: trigger.transfer,
                    isConfidential: scenario.confidential))
        }
        try pace.write()
        guard !waiting.isEmpty || !early.isEmpty else { return }
        hasMoved = true
        try QueueStore(transaction).wait(waiting)
        try QueueStore(transaction).pace(early)
    }

    private mutating func scenario(of trigger: QueuedRun) throws -> Scenario? {
        if let known = scenarios[trigger.scenario] { return known }
        let scenario = try ScenarioStore(transaction).scenario(trigger.scenario, in: trigger.organization)
        scenarios[trigger.scenario] = scenario
        return scenario
    }

    /// An attempt at an incomplete execution is what the others wait for.
    private func isInTurn(_ trigger: QueuedRun, _ scenario: Scenario) throws -> Bool {
        guard scenario.sequential, trigger.options.incomplete == nil else { return true }
        guard !begun.contains(scenario.id), try RunStore(transaction).liveCount(of: scenario.id, in: scenario.organization) == 0,
            try !QueueStore(transaction).isBehind(trigger),
            try IncompleteStore(transaction).openCount(of: scenario.id, in: scenario.organization) == 0
        else { return false }
        return true
    }

    private func run(of queued: QueuedRun, _ scenario: Scenario) -> Run {
        Run(
            id: queued.id, organization: queued.organization, team: scenario.team, scenario: scenario.id,
            version: queued.version ?? scenario.version, state: .running, origin: queued.origin, author: queued.author,
            options: queued.options, started: now, ended: nil, operations: 0, credits: .zero, transfer: 0, segments: 0, epoch: 1,
            failure: nil)
    }
}
