import ModuleLibrary
import Engine
import Automation
import Expressions
import Hummingbird
import Ledger
import Values

/// What scenarios are built from: modules, functions, and a check of an expression while it is typed.
struct ModuleRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/modules", use: listModules)
        member.get("flowmeter/functions", use: listFunctions)
        member.get("flowmeter/expressions", use: listLanguage)
        member.post("flowmeter/expressions/check", use: check)
    }

    @Sendable func listModules(_ request: Request, _ context: MemberContext) async throws -> Record {
        let card = door.engine.rates.card(at: Instant(door.now()))
        return ["modules": door.engine.library.descriptors.map { ModuleRecord.record($0, card) }]
    }

    @Sendable func listFunctions(_ request: Request, _ context: MemberContext) async throws -> Record {
        [
            "functions": FunctionLibrary.all.map {
                ["name": $0.name, "signature": $0.signature, "summary": $0.summary, "group": $0.group] as Record
            }
        ]
    }

    @Sendable func listLanguage(_ request: Request, _ context: MemberContext) async throws -> Record { ExpressionRecord.language() }

    @Sendable func check(_ request: Request, _ context: MemberContext) async throws -> Record {
        let text = try await Input(request, context: context).text("text", upTo: 1 << 20)
        return ExpressionRecord.check(text)
    }
}
