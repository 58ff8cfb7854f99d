import Ledger
import Stores
import Values

/// A run as a row of the history and of the list of credit usage.
enum RunRecord {
    static func log(_ run: Run, at now: Timestamp) -> Record {
        [
            "imtId": run.imtId, "id": run.id, "duration": run.duration(at: now.milliseconds), "operations": run.operations,
            "centicredits": run.credits, "transfer": run.transfer, "organizationId": run.organization, "teamId": run.team,
            "type": run.origin.type, "authorId": run.author, "instant": run.origin == .webhook, "timestamp": run.started,
            "status": run.state.apiStatus, "state": run.state.name, "origin": run.origin.name, "checkRun": false,
            "sourceId": run.options.source, "replayable": run.isReplayable, "bundlesKept": run.dropped == .nothing,
            "incompleteId": run.options.incomplete, "callerId": run.options.caller?.run, "executionName": run.name,
            "moduleId": run.options.onlyModule, "due": run.options.due, "late": run.options.isLate, "backOff": run.options.backOff,
        ]
    }

    static func usage(_ run: Run, name: String, deleted: Bool, at now: Timestamp) -> Record {
        var record = log(run, at: now)
        record["scenarioId"] = run.scenario
        record["scenarioName"] = name
        record["kind"] = "scenario"
        record["deleted"] = deleted
        return record
    }

    static func failure(_ run: Run, module: String?) -> Record? {
        run.failure.map { ["type": $0.type, "message": $0.message, "moduleId": $0.module, "module": module] }
    }
}
