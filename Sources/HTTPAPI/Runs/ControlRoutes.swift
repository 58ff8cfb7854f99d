import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// What can be done with a run: stopped while it lives, replayed once it was.
struct ControlRoutes {
    let door: Door

    /// Runs that one request replays at most.
    private static let replays = 100

    func add(to member: RouterGroup<MemberContext>) {
        member.post("scenarios/:scenarioId/replay", use: replay)
        member.get("scenarios/replayable-executions/:scenarioId", use: replayable)
        member.get("scenarios/:scenarioId/executions/:runId", use: show)
        member.post("scenarios/:scenarioId/executions/:runId/stop", use: stop)
    }

    @Sendable func replay(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let id: Scenario.ID = try context.id("scenarioId")
        let input = try await Input(request, context: context)
        let ids = try input.items("executionIds").map { item in
            guard let run = item.asText.flatMap(RunID.init(rawValue:)) else {
                throw Problem.invalid("executionIds", "'executionIds' holds ids of runs: 32 hex digits.")
            }
            return run
        }
        guard !ids.isEmpty, ids.count <= Self.replays else {
            throw Problem.invalid("executionIds", "Name from 1 to \(Self.replays) runs in 'executionIds'.")
        }
        let runs = try await door.read(context.identity) { access in
            let scenario = try access.scenario(id, .build)
            return try ids.map { try access.run($0, of: scenario) }
        }
        let begun = try await door.engine.replay(runs, author: context.identity.user.id)
        return Answer(["executionIds": begun] as Record, status: .accepted)
    }

    @Sendable func replayable(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        return try await door.read(context.identity) { access in
            let scenario = try access.scenario(id)
            var filter = RunFilter()
            filter.scenarios = [id]
            let runs = try RunStore(access.transaction).runs(of: scenario.organization, filter, limit: Self.replays)
            let names = runs.filter(\.isReplayable).map { run -> Record in
                ["executionId": run.id, "executionName": run.name ?? run.started.iso8601]
            }
            return ["replayableExecutions": names]
        }
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let (id, runID): (Scenario.ID, Run.ID) = (try context.id("scenarioId"), try context.runID())
        let bound = try QueryItems(request).integer("maxBytes")
        return try await door.read(context.identity) { access in
            let run = try access.run(runID, of: access.scenario(id, deletedToo: true))
            var record: Record = ["status": Self.status(run)]
            if let failure = run.failure { record["error"] = ["name": failure.type, "message": failure.message] as Record }
            if let outputs = try RunStore(access.transaction).outputs(of: run.id, in: run.organization) {
                let json = outputs.json
                if let bound, Int64(json.text().utf8.count) > bound {
                    throw Problem(
                        status: .contentTooLarge, code: "SC413", message: "Too large",
                        detail: "The outputs are larger than maxBytes=\(bound).")
                }
                record["outputs"] = json
            }
            return Answer(record)
        }
    }

    @Sendable func stop(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, runID): (Scenario.ID, Run.ID) = (try context.id("scenarioId"), try context.runID())
        let organization = try await door.read(context.identity) { access in
            try access.run(runID, of: access.scenario(id, .build)).organization
        }
        try await door.engine.stop(runID, in: organization)
        return [:]
    }

    private static func status(_ run: Run) -> String {
        switch run.state.apiStatus {
        case 1: "SUCCESS"
        case 2: "WARNING"
        case 3 where run.ended != nil: "ERROR"
        default: "RUNNING"
        }
    }
}

extension RunOptions {
    /// Something came in that can come in again.
    fileprivate var isReplayable: Bool { onlyModule == nil && incomplete == nil }
}

extension Run {
    /// It has ended, and what it was started with is kept.
    var isReplayable: Bool { ended != nil && dropped != .all && options.isReplayable }
}
