import Automation
import Ledger
import StorageCore
import Stores
import Values

/// A scenario as a row of the list, with its figures of the running period.
struct ScenarioRow {
    let scenario: Scenario
    let used: UsageStore.ScenarioUsage
    let days: [Credits]
    let isPaused: Bool
    /// When it is due next; `nil`: not by the clock.
    let next: Timestamp?
    /// Incomplete executions that wait for someone, or for their next attempt.
    var openIncomplete: Int64 = 0

    /// Who made it.
    var owner: String?

    /// Days of the small chart beside each row.
    static let days = 14

    var record: Record {
        [
            "id": scenario.id, "name": scenario.name, "teamId": scenario.team, "hookId": scenario.hook, "isActive": scenario.active,
            "isinvalid": scenario.invalid, "isPaused": isPaused, "islinked": true, "lastEdit": scenario.edited, "created": scenario.created,
            "scheduling": Self.scheduling(scenario), "nextExec": next, "operations": used.usage.operations, "transfer": used.usage.transfer,
            "centicredits": used.usage.credits, "executions": used.runs, "errors": used.runErrors, "days": days,
            "version": scenario.version, "allowsLoops": scenario.allowsLoops,
            "dlqCount": openIncomplete,
            "createdByUser": scenario.createdBy.map { ["id": $0, "name": owner] as Record },
        ]
    }

    static func scheduling(_ scenario: Scenario) -> JSON { (try? JSON(parsing: scenario.scheduling)) ?? .object(JSONObject()) }
}

/// Rows of several scenarios, read together.
struct ScenarioRows {
    let used: [Scenario.ID: UsageStore.ScenarioUsage]
    private let byDay: [Scenario.ID: [String: Credits]]
    private let days: [String]
    private let isPaused: Bool
    private let next: [Scenario.ID: Timestamp]
    private let openIncomplete: [Scenario.ID: Int64]
    private let names: [User.ID: String]

    init(
        of organization: Organization.ID, _ scenarios: [Scenario], period: Timestamp, today: LocalDay, isPaused: Bool,
        _ transaction: any Transaction
    ) throws {
        let store = UsageStore(transaction)
        days = (0..<ScenarioRow.days).map { today.adding(days: $0 - ScenarioRow.days + 1).description }
        used = try store.scenarios(of: organization, period: period)
        byDay = try store.scenarioDays(of: organization, first: days[0], last: days[ScenarioRow.days - 1])
        self.isPaused = isPaused
        let again = try BackOffStore(transaction).entries(of: organization)
        next = try ScheduleStore(transaction).next(of: organization)
            .merging(again.compactMap { entry in entry.due.map { (entry.scenario, $0) } }) { min($0, $1) }
        names = try IdentityStore(transaction).names(of: Set(scenarios.compactMap(\.createdBy)))
        openIncomplete = try IncompleteStore(transaction).openCounts(of: organization)
    }

    func row(_ scenario: Scenario) -> ScenarioRow {
        let credits = byDay[scenario.id] ?? [:]
        return ScenarioRow(
            scenario: scenario, used: used[scenario.id] ?? .init(), days: days.map { credits[$0] ?? .zero },
            isPaused: isPaused && scenario.active, next: next[scenario.id], openIncomplete: openIncomplete[scenario.id] ?? 0,
            owner: scenario.createdBy.flatMap { names[$0] })
    }
}
