import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// What one scenario has used in the running period, by day and by module.
struct ConsumptionRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/scenarios/:scenarioId/consumption", use: show)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        let scenario = try await door.read(context.identity) { try $0.scenario(id, deletedToo: true) }
        let (books, now) = (try await door.books(of: scenario.organization), door.now())
        return try await door.read(context.identity) { access in
            let organization = try access.organization(scenario.organization)
            let figures = try PeriodFigures(of: organization, books, at: now, access.transaction)
            let store = UsageStore(access.transaction)
            let used = try store.scenarios(of: organization.id, period: figures.start)[id] ?? .init()
            let modules = try store.modules(of: organization.id, scenarios: [id], period: figures.start)
            let days = try DayRows.ofPeriod(figures, scenario: id, total: used, access.transaction)
            return [
                "consumption": [
                    "period": figures.periodRecord, "centicredits": used.usage.credits, "operations": used.usage.operations,
                    "transfer": used.usage.transfer, "runs": used.runs, "days": days.map(Self.record),
                    "modules": modules.map { Self.record($0, of: used.usage.credits) },
                ] as Record
            ]
        }
    }

    private static func record(_ day: LocalDay, _ usage: UsageStore.DayUsage?) -> Record {
        [
            "date": day.description, "centicredits": usage.credits, "operations": usage.operations, "transfer": usage.transfer,
            "runs": usage.runs,
        ]
    }

    private static func record(_ used: UsageStore.ModuleUsage, of total: Credits) -> Record {
        [
            "moduleId": used.moduleId, "module": used.module, "operations": used.usage.operations, "centicredits": used.usage.credits,
            "transfer": used.usage.transfer, "errors": used.usage.errors, "warnings": used.usage.warnings,
            "share": Share(used.usage.credits, of: total),
        ]
    }
}
