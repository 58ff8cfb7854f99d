import Ledger
import Values

/// What a request says of a budget; what is wrong is named by its member.
enum BudgetInput {
    static let most = Credits(100_000_000_000)

    static func scope(_ input: Input) throws -> Budget.Scope {
        let (team, scenario) = (try input.optionalInteger("teamId"), try input.optionalInteger("scenarioId"))
        switch try input.text("scope") {
        case "team":
            guard let team else { throw Problem.invalid("teamId", "Say which team, by 'teamId'.") }
            return .team(team)
        case "scenario":
            guard let scenario else { throw Problem.invalid("scenarioId", "Say which scenario, by 'scenarioId'.") }
            return .scenario(scenario)
        case "run": return .run(scenario: scenario)
        default: throw Problem.invalid("scope", "'scope' must be team, scenario or run.")
        }
    }

    static func credits(_ input: Input) throws -> Credits? {
        guard let credits = try input.optionalInteger("centicredits").map(Credits.init(centicredits:)) else { return nil }
        guard credits > .zero, credits <= most else {
            throw Problem.invalid("centicredits", "'centicredits' must be above zero, and at most \(most.centicredits).")
        }
        return credits
    }

    static func thresholds(_ input: Input) throws -> Thresholds? {
        guard input["thresholds"] != nil else { return nil }
        let percents = try input.items("thresholds").map { item in
            guard let percent = item.asInteger.map(Int64.init), (1...Thresholds.highest).contains(percent) else {
                throw Problem.invalid("thresholds", "'thresholds' must hold whole per cents from 1 to \(Thresholds.highest).")
            }
            return percent
        }
        guard percents.count <= Thresholds.limit else {
            throw Problem.invalid("thresholds", "'thresholds' must not hold more than \(Thresholds.limit).")
        }
        return Thresholds(percents)
    }
}
