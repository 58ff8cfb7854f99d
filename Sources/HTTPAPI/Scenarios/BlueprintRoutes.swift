import Automation
import Engine
import Hummingbird
import Ledger
import NIOCore
import StorageCore
import Stores
import Values

/// A scenario's blueprint: as an object, as a file, and what a run of it would cost.
struct BlueprintRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("scenarios/:scenarioId/blueprint", use: show)
        member.get("flowmeter/scenarios/:scenarioId/export", use: export)
        member.get("flowmeter/scenarios/:scenarioId/estimate", use: estimate)
        member.post("flowmeter/scenarios/:scenarioId/estimate", use: estimateDraft)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (scenario, text) = try await kept(context)
        let blueprint = try Blueprint(parsing: Array(text.utf8))
        return [
            "code": "OK",
            "response": [
                "blueprint": blueprint.json, "scheduling": ScenarioRow.scheduling(scenario), "idSequence": blueprint.highestID + 1,
                "created": scenario.created, "last_edit": scenario.edited, "version": scenario.version,
                "metadata": ["input_spec": JSON.array(blueprint.inputs), "output_spec": JSON.array(blueprint.outputs)] as Record,
            ] as Record,
        ]
    }

    /// The text as it is kept, to the last literal.
    @Sendable func export(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (scenario, text) = try await kept(context)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(Self.fileName(scenario.name)).blueprint.json\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    @Sendable func estimate(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let scenario = try await door.read(context.identity) { try $0.scenario(id) }
        return estimate(of: try await door.scenarios.program(of: scenario))
    }

    /// Of a blueprint that is being edited; nothing is saved.
    @Sendable func estimateDraft(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        _ = try await door.read(context.identity) { try $0.scenario(id, .build) }
        guard let blueprint = try await Input(request, context: context).document("blueprint") else {
            throw Problem.invalid("blueprint", "Missing value of required parameter 'blueprint'.")
        }
        return estimate(of: try Program(Blueprint(parsing: blueprint), catalog: door.engine.library))
    }

    private func estimate(of program: Program) -> Record {
        let card = door.engine.rates.card(at: Instant(door.now()))
        let estimate = Estimate(program) { descriptor in
            let charge = card.charge(for: descriptor?.name ?? "", class: descriptor?.price.priceClass ?? .perOperation)
            return (Int(charge.operations), charge.credits)
        }
        return [
            "estimate": [
                "minimumCenticredits": estimate.minimum.credits, "expectedCenticredits": estimate.expected.credits,
                "perBundle": estimate.modules.contains { $0.isPerBundle },
                "modules": estimate.modules.map {
                    ["moduleId": $0.moduleId, "centicredits": $0.cost.credits, "perBundle": $0.isPerBundle] as Record
                },
                "notes": Self.notes(program),
            ] as Record
        ]
    }

    private func kept(_ context: MemberContext) async throws -> (scenario: Scenario, text: String) {
        let id: Scenario.ID = try context.id("scenarioId")
        return try await door.read(context.identity) { access in
            let scenario = try access.scenario(id)
            guard let text = try ScenarioStore(access.transaction).blueprint(of: id, version: scenario.version) else {
                throw Problem.notFound("blueprint")
            }
            return (scenario, text)
        }
    }

    private static func notes(_ program: Program) -> [String] {
        program.unknownModules.map {
            "The module \($0) is not in the library; it is counted with 1 credit, and a run needs an output for it by hand."
        }
    }

    /// Letters and digits of any script would need an encoding that not every browser reads.
    private static func fileName(_ name: String) -> String {
        let safe = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_ ".contains($0)) ? $0 : "-" }
        return safe.isEmpty ? "scenario" : String(safe)
    }
}

extension ModulePrice {
    var priceClass: PriceClass {
        switch self {
        case .free: .free
        case .operationOnly: .operationOnly
        case .perOperation: .perOperation
        case .fixed(let credits): .fixed(credits)
        }
    }
}
