import Ledger
import StorageCore
import Stores
import Values

/// Holds scenarios to the runs of their webhooks that may begin within a minute, in one transaction. What comes more often waits.
struct ScenarioPace {
    private let transaction: any Transaction
    private let now: Timestamp
    /// Of scenarios that have a pace: how many more may begin now, and which do.
    private var paces: [Scenario.ID: Pace] = [:]

    private struct Pace {
        let organization: Organization.ID
        var room: Int
        var begun: [Run.ID] = []
    }

    private static let milliseconds: Int64 = 60_000

    init(_ transaction: any Transaction, at now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    /// What began at this instant or before doesn't count any more.
    private static func border(_ now: Timestamp) -> Timestamp { Timestamp(milliseconds: now.milliseconds - milliseconds) }

    /// It is kept for longer than it counts, as another server's clock may be behind.
    static func forgotten(at now: Timestamp) -> Timestamp { border(border(now)) }

    /// How many runs of a scenario may begin now; `nil`: any number.
    static func room(of scenario: Scenario, _ transaction: any Transaction, at now: Timestamp) throws -> Int? {
        guard let limit = scenario.runsPerMinute else { return nil }
        return max(0, limit - (try RunStartStore(transaction).count(of: scenario.id, in: scenario.organization, since: border(now))))
    }

    mutating func allows(_ trigger: QueuedRun, _ scenario: Scenario) throws -> Bool {
        guard trigger.origin == .webhook, let limit = scenario.runsPerMinute else { return true }
        if paces[scenario.id] == nil {
            let begun = try RunStartStore(transaction).count(of: scenario.id, in: scenario.organization, since: Self.border(now))
            paces[scenario.id] = Pace(organization: scenario.organization, room: max(0, limit - begun))
        }
        guard let room = paces[scenario.id]?.room, room > 0 else { return false }
        return try !QueueStore(transaction).isPacedBefore(trigger)
    }

    mutating func begin(_ trigger: QueuedRun) {
        paces[trigger.scenario]?.room -= 1
        paces[trigger.scenario]?.begun.append(trigger.id)
    }

    /// Writes down what began.
    mutating func write() throws {
        for (scenario, pace) in paces.sorted(by: { $0.key < $1.key }) where !pace.begun.isEmpty {
            try RunStartStore(transaction).add(
                pace.begun, of: scenario, in: pace.organization, at: now, forgetting: Self.forgotten(at: now))
            paces[scenario]?.begun = []
        }
    }
}

/// Lets deliveries go on that waited for their scenario's pace.
struct PaceKeeping: Sendable {
    let storage: any Storage

    /// Says how many scenarios go on.
    func step(at now: Timestamp) async throws -> Int {
        let ready = try await storage.read { transaction in
            try QueueStore(transaction).paced().filter { try Self.room($0.scenario, $0.organization, transaction, at: now) != 0 }
        }
        guard !ready.isEmpty else { return 0 }
        return try await storage.write { transaction in
            for (organization, scenario) in ready {
                let room = try Self.room(scenario, organization, transaction, at: now)
                try QueueStore(transaction).releasePaced(scenario, in: organization, limit: room)
            }
            return ready.count
        }
    }

    private static func room(
        _ id: Scenario.ID, _ organization: Organization.ID, _ transaction: any Transaction, at now: Timestamp
    ) throws -> Int? {
        guard let scenario = try ScenarioStore(transaction).scenario(id, in: organization) else { return nil }
        return try ScenarioPace.room(of: scenario, transaction, at: now)
    }
}
