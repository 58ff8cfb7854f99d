import Automation
import Stores
import Values

/// An incomplete execution as the API writes it.
enum IncompleteRecord {
    static func row(_ kept: IncompleteExecution) -> Record {
        [
            "id": kept.id, "reason": kept.failure.message, "reasonType": kept.failure.type, "created": kept.created, "size": kept.size,
            "resolved": kept.state == .resolved, "retry": kept.nextAttempt != nil, "attempts": kept.attempts, "state": kept.state.name,
            "nextAttempt": kept.nextAttempt, "moduleId": kept.moduleId, "module": kept.module, "executionId": kept.run,
            "attemptId": kept.attempt, "resolvedAt": kept.resolved, "version": kept.version,
        ]
    }

    /// - Parameter index: its place among all of its scenario, from 0.
    static func detail(_ kept: IncompleteExecution, scenario: Scenario, team: String) -> Record {
        var record = row(kept)
        record["scenarioId"] = kept.scenario
        record["scenarioName"] = scenario.name
        record["companyId"] = kept.team
        record["companyName"] = team
        record["deleted"] = false
        record["index"] = 0
        return record
    }

    /// The bundles that can be mapped at the module that failed, by module id.
    static func bundles(_ kept: KeptBundle) -> JSON {
        .object(JSONObject(kept.point.bundles.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value.json) }))
    }
}
