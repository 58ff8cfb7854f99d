import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// The history of a scenario, newest first, by a cursor: the page's last row names where the next begins.
struct LogRoutes {
    let door: Door
    static let page = 50

    func add(to member: RouterGroup<MemberContext>) {
        member.get("scenarios/:scenarioId/logs", use: list)
        member.get("scenarios/:scenarioId/logs/:runId", use: show)
        member.get("flowmeter/scenarios/:scenarioId/runs.csv", use: file)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let query = QueryItems(request)
        let page = try Page(query, sorts: ["imtId"], descending: true, limit: Self.page)
        let (filter, now) = (try filter(query, id, descending: page.descending), door.now())
        let (runs, rows) = try await door.read(context.identity) { access in
            let scenario = try access.scenario(id, deletedToo: true)
            let transaction = access.transaction
            let runs = try RunStore(transaction).runs(of: scenario.organization, filter, limit: page.limit, offset: page.offset)
            let kept = try IncompleteStore(transaction).counts(of: scenario.id, in: scenario.organization)
            var errors = HandledErrors(transaction, reading: HandledErrors.page)
            let rows = try runs.map { run in
                var row = RunRecord.log(run, at: now)
                let error = try errors.error(of: run).map { ["type": $0.type, "message": $0.message, "moduleId": $0.module] as Record }
                row["error"] = error?.wire ?? JSON.null
                row["incomplete"] = kept[run.id] ?? 0
                return row
            }
            return (runs, rows)
        }
        return [
            "scenarioLogs": rows,
            "pg": [
                "sortBy": "imtId", "sortDir": page.descending ? "desc" : "asc", "last": runs.last?.imtId, "showLast": false,
                "limit": page.limit,
            ] as Record,
        ]
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, runID, now): (Scenario.ID, Run.ID, Timestamp) = (try context.id("scenarioId"), try context.runID(), door.now())
        let run = try await door.read(context.identity) { try $0.run(runID, of: $0.scenario(id, deletedToo: true)) }
        return ["scenarioLog": RunRecord.log(run, at: now)]
    }

    /// The history as a file, with the credits of each run.
    @Sendable func file(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Scenario.ID = try context.id("scenarioId")
        let (filter, now) = (try filter(QueryItems(request), id, descending: true), door.now())
        let csv = try await door.read(context.identity) { access in
            let scenario = try access.scenario(id, deletedToo: true)
            let store = RunStore(access.transaction)
            try CSV.check(store.totals(of: scenario.organization, filter).count)
            let runs = try store.runs(of: scenario.organization, filter, limit: Limits.csvRows)
            let users = try IdentityStore(access.transaction).names(of: Set(runs.compactMap(\.author)))
            var csv = CSV(header: [
                "run", "started", "state", "trigger", "author", "duration ms", "operations", "credits", "data transfer bytes", "error",
                "name", "incomplete",
            ])
            let kept = try IncompleteStore(access.transaction).counts(of: scenario.id, in: scenario.organization)
            var errors = HandledErrors(access.transaction, reading: HandledErrors.file)
            for run in runs {
                csv.add([
                    run.id.rawValue, run.started.iso8601, run.state.name, run.origin.name, run.author.flatMap { users[$0] } ?? "",
                    "\(run.duration(at: now.milliseconds))", "\(run.operations)", "\(run.credits)", "\(run.transfer)",
                    try errors.error(of: run)?.message ?? "", run.name ?? "", "\(kept[run.id] ?? 0)",
                ])
            }
            return csv
        }
        return csv.response(named: "runs-of-\(id)")
    }

    private func filter(_ query: QueryItems, _ scenario: Scenario.ID, descending: Bool) throws -> RunFilter {
        var filter = try RunFilter(query, of: scenario)
        filter.descending = descending
        if let last = query["pg", "last"], !last.isEmpty {
            guard let run = last.split(separator: ".").last.flatMap({ RunID(rawValue: String($0)) }) else {
                throw Problem.invalid("pg[last]", "'pg[last]' must be the imtId of a row.")
            }
            filter.before = run
        }
        return filter
    }
}
