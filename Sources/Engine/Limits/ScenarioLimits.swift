import Automation
import Ledger
import Values

/// What a plan allows of scenarios. Throws ``PlanLimitReached``, which names plan and limit.
struct ScenarioLimits: Sendable {
    let plan: Plan

    /// Before one more is switched on.
    /// - Parameter active: how many are on.
    func check(active: Int64) throws {
        guard let limit = plan.limit(.activeScenarios), active >= limit else { return }
        throw PlanLimitReached(plan, .activeScenarios) { plan in
            "The plan \(plan) allows \(limit) active \(limit == 1 ? "scenario" : "scenarios"). Stop one first, or change the plan."
        }
    }

    /// - Parameter scheduling: JSON, checked already.
    func check(scheduling: String) throws {
        guard let limit = plan.limits.first(where: { $0.name == .minimumInterval }), let json = try? JSON(parsing: Array(scheduling.utf8)),
            let gap = (try? Schedule(json))?.shortestGap, gap < limit.value
        else { return }
        throw PlanLimitReached(plan, .minimumInterval) { plan in
            "The plan \(plan) runs a scenario every \(limit.text) at most, and this one asks for every \(gap / 1_000) s. "
                + "Choose a longer interval, or change the plan."
        }
    }
}
