package import Ledger
import StorageCore
package import Values

extension UsageStore {
    package struct DayUsage: Hashable, Sendable {
        package var day: String
        package var usage: Usage
        package var runs: Int64
        package var runErrors: Int64
        package var manualTest: Credits
        package var retry: Credits
    }

    /// Usage per day, oldest first, from `first` to `last` inclusive; days without usage are left out.
    package func days(of organization: Organization.ID, scenario: Scenario.ID? = nil, team: Team.ID? = nil, first: String, last: String)
        throws -> [DayUsage]
    {
        let which: SQL = "\(scenario.map { "AND scenario = \($0)" } as SQL? ?? "") \(team.map { "AND team = \($0)" } as SQL? ?? "")"
        var days: [String: DayUsage] = [:]
        for row in try transaction.rows(
            """
            SELECT day, SUM(operations), SUM(credits), SUM(transfer), SUM(errors), SUM(warnings),
                SUM(CASE WHEN origin = \(ChargeOrigin.manualTest.rawValue) THEN credits ELSE 0 END),
                SUM(CASE WHEN origin = \(ChargeOrigin.retry.rawValue) THEN credits ELSE 0 END)
            FROM usage_day WHERE organization = \(organization) AND day >= \(first) AND day <= \(last) \(which) GROUP BY day
            """)
        {
            let day = try row.text(0)
            days[day] = DayUsage(
                day: day, usage: try usage(row, from: 1), runs: 0, runErrors: 0, manualTest: try row.credits(6), retry: try row.credits(7))
        }
        for row in try transaction.rows(
            """
            SELECT day, SUM(runs), SUM(errors) FROM runs_day
            WHERE organization = \(organization) AND day >= \(first) AND day <= \(last) \(which) GROUP BY day
            """)
        {
            let day = try row.text(0)
            days[day, default: DayUsage(day: day, usage: Usage(), runs: 0, runErrors: 0, manualTest: .zero, retry: .zero)].runs =
                try row.integer(1)
            days[day]?.runErrors = try row.integer(2)
        }
        return days.values.sorted { $0.day < $1.day }
    }

    /// The scenario that used the most on each day.
    package func topPerDay(of organization: Organization.ID, first: String, last: String) throws -> [String: (
        scenario: Scenario.ID, credits: Credits
    )] {
        var top: [String: (scenario: Scenario.ID, credits: Credits)] = [:]
        for row in try transaction.rows(
            """
            SELECT day, scenario, SUM(credits) FROM usage_day
            WHERE organization = \(organization) AND day >= \(first) AND day <= \(last) GROUP BY day, scenario ORDER BY day, scenario
            """)
        {
            let day = try row.text(0)
            let credits = try row.credits(2)
            if let best = top[day], best.credits >= credits { continue }
            top[day] = (.init(try row.integer(1)), credits)
        }
        return top
    }

    /// Credits per day of each scenario, for the list's spark lines.
    package func scenarioDays(of organization: Organization.ID, first: String, last: String) throws -> [Scenario.ID: [String: Credits]] {
        var days: [Scenario.ID: [String: Credits]] = [:]
        for row in try transaction.rows(
            """
            SELECT scenario, day, SUM(credits) FROM usage_day
            WHERE organization = \(organization) AND day >= \(first) AND day <= \(last) GROUP BY scenario, day
            """)
        { days[.init(try row.integer(0)), default: [:]][try row.text(1)] = try row.credits(2) }
        return days
    }

    /// The whole organization's usage in a billing period, by its start.
    package func total(of organization: Organization.ID, period: Timestamp, team: Team.ID? = nil) throws -> Usage {
        let ofTeam: SQL = team.map { "AND team = \($0)" } ?? ""
        return try transaction.row(
            """
            SELECT COALESCE(SUM(operations), 0), COALESCE(SUM(credits), 0), COALESCE(SUM(transfer), 0), COALESCE(SUM(errors), 0),
                COALESCE(SUM(warnings), 0) FROM usage_period WHERE organization = \(organization) AND period = \(period) \(ofTeam)
            """
        ).map { try usage($0, from: 0) } ?? Usage()
    }

    package struct ScenarioUsage: Sendable {
        package var usage = Usage()
        package var runs: Int64 = 0
        package var runErrors: Int64 = 0

        package init() {}
    }

    /// Usage of each scenario in a billing period, by its start.
    package func scenarios(of organization: Organization.ID, period: Timestamp) throws -> [Scenario.ID: ScenarioUsage] {
        var scenarios: [Scenario.ID: ScenarioUsage] = [:]
        for row in try transaction.rows(
            """
            SELECT scenario, SUM(operations), SUM(credits), SUM(transfer), SUM(errors), SUM(warnings) FROM usage_period
            WHERE organization = \(organization) AND period = \(period) GROUP BY scenario
            """)
        { scenarios[.init(try row.integer(0)), default: ScenarioUsage()].usage = try usage(row, from: 1) }
        for row in try transaction.rows(
            "SELECT scenario, SUM(runs), SUM(errors) FROM runs_period WHERE organization = \(organization) AND period = \(period) GROUP BY scenario"
        ) {
            scenarios[.init(try row.integer(0)), default: ScenarioUsage()].runs = try row.integer(1)
            scenarios[.init(try row.integer(0))]?.runErrors = try row.integer(2)
        }
        return scenarios
    }

    package struct ModuleUsage: Hashable, Sendable {
        package var scenario: Scenario.ID
        package var moduleId: Int64
        package var module: String
        package var usage: Usage
    }

    /// Usage of each module of some scenarios in a billing period.
    package func modules(of organization: Organization.ID, scenarios: [Scenario.ID], period: Timestamp) throws -> [ModuleUsage] {
        try modules(
            """
            SELECT scenario, module_id, module, SUM(operations), SUM(credits), SUM(transfer), SUM(errors), SUM(warnings) FROM usage_period
            WHERE organization = \(organization) AND period = \(period) AND scenario IN (\(list: scenarios))
            GROUP BY scenario, module_id, module ORDER BY scenario, module_id, module
            """)
    }

    /// Usage of each module of some scenarios in days `first` to `last`.
    package func modules(of organization: Organization.ID, scenarios: [Scenario.ID], first: String, last: String) throws -> [ModuleUsage] {
        try modules(
            """
            SELECT scenario, module_id, module, SUM(operations), SUM(credits), SUM(transfer), SUM(errors), SUM(warnings) FROM usage_day
            WHERE organization = \(organization) AND day >= \(first) AND day <= \(last) AND scenario IN (\(list: scenarios))
            GROUP BY scenario, module_id, module ORDER BY scenario, module_id, module
            """)
    }

    private func modules(_ statement: SQL) throws -> [ModuleUsage] {
        try transaction.rows(statement).map {
            ModuleUsage(
                scenario: .init(try $0.integer(0)), moduleId: try $0.integer(1), module: try $0.text(2), usage: try usage($0, from: 3))
        }
    }

    private func usage(_ row: Row, from index: Int) throws -> Usage {
        Usage(
            operations: try row.integer(index), credits: try row.credits(index + 1), transfer: try row.integer(index + 2),
            errors: try row.integer(index + 3), warnings: try row.integer(index + 4))
    }
}

extension UsageStore {
    package struct QuarterUsage: Sendable {
        package var quarter: QuarterHour
        package var scenario: Scenario.ID
        package var usage: Usage
    }

    /// Usage by quarters of an hour and scenario, from `first` to `last` inclusive: for days of any zone, as long as quarters are kept.
    package func quarters(of organization: Organization.ID, first: QuarterHour, last: QuarterHour) throws -> [QuarterUsage] {
        try transaction.rows(
            """
            SELECT quarter, scenario, operations, credits, transfer FROM usage_quarter
            WHERE organization = \(organization) AND quarter >= \(first.index) AND quarter <= \(last.index) ORDER BY quarter, scenario
            """
        ).map {
            QuarterUsage(
                quarter: QuarterHour(index: try $0.integer(0)), scenario: .init(try $0.integer(1)),
                usage: Usage(operations: try $0.integer(2), credits: try $0.credits(3), transfer: try $0.integer(4)))
        }
    }

    /// The most that one run that was triggered in a billing period has cost: of a scenario or, without one, of any.
    package func dearestRun(of organization: Organization.ID, scenario: Int64?, period: Timestamp) throws -> Credits {
        let which: SQL = scenario.map { "AND scenario = \($0)" } ?? ""
        return try transaction.row(
            """
            SELECT COALESCE(MAX(credits), 0) FROM run
            WHERE organization = \(organization) AND id >= \(RunID.first(at: period.milliseconds)) \(which)
            """
        )?.credits(0) ?? .zero
    }

    /// Credits of a billing period by what budgets bound; single runs are not among them.
    package func spent(of organization: Organization.ID, on scopes: [Budget.Scope], period: Timestamp) throws -> [Budget.Scope: Credits] {
        var spent: [Budget.Scope: Credits] = [:]
        for scope in scopes {
            let which: SQL
            switch scope {
            case .team(let team): which = "team = \(team)"
            case .scenario(let scenario): which = "scenario = \(scenario)"
            case .run: continue
            }
            spent[scope] =
                try transaction.row(
                    "SELECT COALESCE(SUM(credits), 0) FROM usage_period WHERE organization = \(organization) AND period = \(period) AND \(which)"
                )?.credits(0) ?? .zero
        }
        return spent
    }
}
