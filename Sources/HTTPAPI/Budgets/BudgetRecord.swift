import Engine
import Ledger
import StorageCore
import Stores
import Values

/// Budgets with what they have spent in the running period, read together.
struct BudgetRows {
    private let budgets: [Budget]
    private let used: [Budget.ID: Credits]
    private let scenarios: [Scenario.ID: (name: String, deleted: Bool)]
    private let teams: [Team.ID: String]

    init(_ budgets: [Budget], of organization: Organization.ID, period: Timestamp, _ transaction: any Transaction) throws {
        self.budgets = budgets
        let store = UsageStore(transaction)
        let spent = try store.spent(of: organization, on: budgets.map(\.scope), period: period)
        var used: [Budget.ID: Credits] = [:]
        for budget in budgets {
            if case .run(let scenario) = budget.scope {
                used[budget.id] = try store.dearestRun(of: organization, scenario: scenario, period: period)
            } else {
                used[budget.id] = spent[budget.scope] ?? .zero
            }
        }
        self.used = used
        scenarios = try ScenarioStore(transaction).names(of: organization)
        teams = Dictionary(try IdentityStore(transaction).teams(of: organization).map { ($0.id, $0.name) }) { first, _ in first }
    }

    var records: [Record] { budgets.map(record) }

    func used(of budget: Budget) -> Credits { used[budget.id] ?? .zero }

    func name(of budget: Budget) -> String {
        switch budget.scope {
        case .team(let team): teams[.init(team)] ?? "a team"
        case .scenario(let scenario): scenarios[.init(scenario)]?.name ?? "a scenario"
        case .run(.some(let scenario)): "a run of \(scenarios[.init(scenario)]?.name ?? "a scenario")"
        case .run: "a run"
        }
    }

    private func record(_ budget: Budget) -> Record {
        let used = used(of: budget)
        let (team, scenario) = (budget.scope.team, budget.scope.scenario)
        return [
            "id": budget.id.rawValue, "scope": budget.scope.word, "teamId": team, "teamName": team.map { teams[.init($0)] ?? "" },
            "scenarioId": scenario, "scenarioName": scenario.map { scenarios[.init($0)]?.name ?? "" }, "centicredits": budget.credits,
            "used": used, "percent": Percent(used.centicredits, of: budget.credits.centicredits), "hardStop": budget.hardStop,
            "thresholds": budget.thresholds.percents, "state": budget.state(used: used).rawValue,
            "period": budget.scope.word == "run" ? "run" : "billing",
        ]
    }
}

extension Budget.Scope {
    /// As the API writes it.
    var word: String {
        switch self {
        case .team: "team"
        case .scenario: "scenario"
        case .run: "run"
        }
    }

    var team: Int64? { if case .team(let team) = self { team } else { nil } }

    var scenario: Int64? {
        switch self {
        case .team: nil
        case .scenario(let scenario): scenario
        case .run(let scenario): scenario
        }
    }
}
