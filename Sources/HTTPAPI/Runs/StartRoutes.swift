import Automation
import Engine
import Hummingbird
import Ledger
import Stores
import Values

/// Starting runs: by a program, and by hand in the builder.
struct StartRoutes {
    let door: Door
    /// How long a caller that wants the result is held.
    static let bound = Duration.seconds(40)

    func add(to member: RouterGroup<MemberContext>) {
        member.post("scenarios/:scenarioId/run", use: run)
        member.post("flowmeter/scenarios/:scenarioId/run-once", use: runOnce)
    }

    @Sendable func run(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let input = try await Input(request, context: context)
        let scenario = try await door.read(context.identity) { try $0.scenario(id, .build) }
        guard scenario.active || ScenarioRow.scheduling(scenario)["type"]?.asText == "on-demand" else {
            throw Problem.badRequest("The scenario is switched off. Start it, or set its scheduling to on-demand.")
        }
        let inputs = try Self.object(input, "data") ?? [:]
        var options = RunOptions()
        options.callback = try input.optionalAddress("callbackUrl", such: "https://example.org/done")
        let author = context.identity.user.id
        guard try input.optionalBoolean("responsive") == true else {
            return [
                "executionId": try await door.engine.start(scenario, origin: .onDemand, author: author, inputs: inputs, options: options)
            ]
        }
        let (started, completed) = try await Waiting(engine: door.engine, bound: Self.bound).start(
            scenario, author: author, inputs: inputs, options: options)
        return Self.record(started, completed)
    }

    @Sendable func runOnce(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let input = try await Input(request, context: context)
        let options = RunOptions(
            onlyModule: try input.optionalInteger("moduleId").map(Int.init),
            upstream: try Self.object(input, "bundle").map(Value.collection),
            standIns: try input.optionalBoolean("standIns") ?? false,
            standInOutputs: try Self.object(input, "standInOutputs").map(Value.collection))
        let trigger = try Self.object(input, "input").map { [Value.collection($0)] }
        let scenario = try await door.read(context.identity) { try $0.scenario(id, .build) }
        let run = try await door.engine.startByHand(scenario, author: context.identity.user.id, trigger: trigger, options: options)
        return ["runId": run]
    }

    private static func object(_ input: Input, _ name: String) throws -> Fields? {
        guard let member = input[name] else { return nil }
        guard let object = member.asObject else { throw Problem.invalid(name, "'\(name)' must be an object.") }
        return Fields(object)
    }

    private static func record(_ id: Run.ID, _ completed: CompletedRun?) -> Record {
        guard let completed else { return ["executionId": id] }
        guard let failure = completed.run.failure else {
            return ["executionId": id, "status": completed.run.state.apiStatus, "outputs": Value.collection(completed.outputs)]
        }
        return [
            "executionId": id, "status": 3,
            "error": ["name": failure.type, "message": failure.message, "moduleId": failure.module] as Record,
        ]
    }
}
