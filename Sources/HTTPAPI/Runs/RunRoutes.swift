import Automation
import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// One run: what it cost by module, and its operations page by page.
struct RunRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/scenarios/:scenarioId/runs/:runId", use: show)
        member.get("flowmeter/scenarios/:scenarioId/runs/:runId/operations", use: operations)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, runID, now): (Scenario.ID, Run.ID, Timestamp) = (try context.id("scenarioId"), try context.runID(), door.now())
        return try await door.read(context.identity) { access in
            let scenario = try access.scenario(id, deletedToo: true)
            let run = try access.run(runID, of: scenario)
            let transaction = access.transaction
            let text = try ScenarioStore(transaction).blueprint(of: id, version: run.version)
            let blueprint = try text.map { try Blueprint(parsing: Array($0.utf8)) }
            let names = blueprint?.moduleNames ?? [:]
            let author = try run.author.flatMap { try IdentityStore(transaction).user($0) }
            var record: Record = [
                "id": run.id, "scenarioId": id, "scenarioName": scenario.name, "version": run.version, "state": run.state.name,
                "status": run.state.apiStatus, "origin": run.origin.name, "startedAt": run.started, "endedAt": run.ended,
                "duration": run.duration(at: now.milliseconds), "operations": run.operations, "centicredits": run.credits,
                "transfer": run.transfer, "author": author.map { ["id": $0.id, "name": $0.name] as Record },
                "error": RunRecord.failure(run, module: run.failure?.module.flatMap { names[Int($0)] }), "standIns": run.options.standIns,
                "sourceId": run.options.source, "incompleteId": run.options.incomplete, "callerId": run.options.caller?.run,
                "executionName": run.name, "replayable": run.isReplayable, "bundlesKept": run.dropped == .nothing,
                "confidential": blueprint?.settings.confidential ?? false,
            ]
            record["callerScenarioId"] = try run.options.caller.flatMap {
                try RunStore(transaction).run($0.run, in: run.organization)?.scenario
            }
            record["outputs"] = try RunStore(transaction).outputs(of: run.id, in: run.organization) ?? .collection([:])
            record["refunded"] = try LedgerStore(transaction).refunded(run.id, in: run.organization)
            record["modules"] = try RunModules.records(of: run, names: names, transaction)
            record["blueprint"] = blueprint?.json ?? .null
            return ["run": record]
        }
    }

    @Sendable func operations(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, runID): (Scenario.ID, Run.ID) = (try context.id("scenarioId"), try context.runID())
        let query = QueryItems(request)
        let (page, moduleId) = (try Page(query, sorts: ["index"], limit: 50), try query.integer("moduleId").map(Int.init))
        let statuses = Set(try query.list("status").map { try QueryItems.integer($0, "status") })
        let rates = door.engine.rates
        return try await door.read(context.identity) { access in
            let run = try access.run(runID, of: access.scenario(id, deletedToo: true))
            let transaction = access.transaction
            let journal = RunJournal(run: run, transaction: transaction)
            let found = try journal.page(
                moduleId: moduleId, statuses: statuses, limit: min(page.limit, RunJournal.page), offset: page.offset)
            let text = try ScenarioStore(transaction).blueprint(of: id, version: run.version)
            let names = try text.map { try Blueprint(parsing: Array($0.utf8)).moduleNames } ?? [:]
            return [
                "operations": found.entries.map {
                    OperationRecord.record($0.entry, index: $0.index, module: names[$0.entry.moduleId], rates: rates)
                },
                "total": ["count": found.total] as Record, "pg": page.record,
            ]
        }
    }
}
