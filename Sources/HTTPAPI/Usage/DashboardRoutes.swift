import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Where an organization's credits went in the running period.
struct DashboardRoutes {
    let door: Door
    /// Scenarios that the list of the largest names.
    static let top = 5

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/organizations/:organizationId/dashboard", use: show)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id) }
        let zone = try Self.zone(QueryItems(request))
        let (books, now) = (try await door.books(of: id), door.now())
        return try await door.read(context.identity) { access in
            let figures = try PeriodFigures(of: access.organization(id), books, at: now, access.transaction)
            let before = books.period(containing: Timestamp(milliseconds: figures.start.milliseconds - 1))
            var record = try Dashboard(figures: figures, before: before, transaction: access.transaction).record()
            if let zone, zone != figures.zone {
                let days = ZonedDays(figures: figures, zone: zone, transaction: access.transaction)
                record["days"] = try days.records()
                record["period"] = days.period
            }
            try Self.add(OrganizationState(figures, books, door.engine.purchases, access), to: &record, access.transaction)
            return ["dashboard": record]
        }
    }
}

extension DashboardRoutes {
    private static func zone(_ query: QueryItems) throws -> Zone? {
        guard let name = query["zone"], !name.isEmpty else { return nil }
        guard let zone = Zone(name) else {
            throw Problem.invalid("zone", "'\(name)' is not the name of a time zone, such as Europe/Prague.")
        }
        return zone
    }

    /// What comes next, and what has to be looked at.
    private static func add(_ state: OrganizationState, to record: inout Record, _ transaction: any Transaction) throws {
        let figures = state.figures
        record["forecast"] = try ForecastRecord.record(figures, perDay: figures.last7Days(transaction), transaction)
        record["autoPurchasing"] = state.autoPurchasing ?? JSON.null
        record["proof"] = state.proof ?? JSON.null
        record["paused"] = state.paused
        record["banners"] = try Banners(state: state, transaction: transaction).records()
    }
}

private struct Dashboard {
    let figures: PeriodFigures
    /// The billing period before the running one.
    let before: BillingPeriod
    let transaction: any Transaction

    private var organization: Organization.ID { figures.organization.id }

    func record() throws -> Record {
        let names = try ScenarioStore(transaction).names(of: organization)
        let scenarios = try UsageStore(transaction).scenarios(of: organization, period: figures.start)
        return [
            "period": figures.periodRecord,
            "plan": ["name": figures.plan.name, "unlimited": figures.planTotal == nil, "centicredits": figures.planTotal]
                as Record,
            "used": [
                "centicredits": figures.used.credits, "plan": figures.usedFromPlan, "extra": figures.usedFromExtra,
                "operations": figures.used.operations, "transfer": figures.used.transfer,
            ] as Record,
            "left": ["centicredits": figures.left, "plan": figures.leftOfPlan, "extra": figures.leftOfExtra] as Record,
            "averageDaily": ["centicredits": figures.averageDaily, "last7Days": try figures.last7Days(transaction)] as Record,
            "days": try days(names, total(scenarios)),
            "top": try top(scenarios, names),
            "counts": try counts(scenarios),
        ]
    }

    private func days(_ names: [Scenario.ID: (name: String, deleted: Bool)], _ total: UsageStore.ScenarioUsage) throws -> [Record] {
        let days = figures.days
        guard let first = days.first, let last = days.last else { return [] }
        let tops = try UsageStore(transaction).topPerDay(of: organization, first: first.description, last: last.description)
        return try DayRows.ofPeriod(figures, total: total, transaction).map { day, usage in
            let top = tops[day.description].map { top in
                ["scenarioId": top.scenario, "name": names[top.scenario]?.name ?? "", "centicredits": min(top.credits, usage.credits)]
                    as Record
            }
            return [
                "date": day.description, "centicredits": usage.credits, "operations": usage.operations, "transfer": usage.transfer,
                "runs": usage.runs, "errors": usage.runErrors, "manualTest": usage?.manualTest ?? .zero, "retry": usage?.retry ?? .zero,
                "running": day == figures.today, "top": top,
            ]
        }
    }

    private func top(_ scenarios: [Scenario.ID: UsageStore.ScenarioUsage], _ names: [Scenario.ID: (name: String, deleted: Bool)]) throws
        -> [Record]
    {
        let isFirst = before.start.milliseconds >= figures.start.milliseconds
        let earlier = isFirst ? [:] : try UsageStore(transaction).scenarios(of: organization, period: Timestamp(before.start))
        let largest = scenarios.filter { $0.value.usage.credits > .zero }
            .sorted { ($1.value.usage.credits, $0.key) < ($0.value.usage.credits, $1.key) }.prefix(DashboardRoutes.top)
        return largest.map { id, used in
            [
                "type": "scenario", "scenarioId": id, "name": names[id]?.name ?? "", "deleted": names[id]?.deleted ?? true,
                "centicredits": used.usage.credits, "share": Share(used.usage.credits, of: figures.used.credits),
                "before": earlier[id]?.usage.credits ?? .zero,
            ]
        }
    }

    private func counts(_ used: [Scenario.ID: UsageStore.ScenarioUsage]) throws -> Record {
        let scenarios = try ScenarioStore(transaction).scenarios(of: organization)
        return [
            "activeScenarios": scenarios.count { $0.active }, "scenarios": scenarios.count,
            "runs": total(used).runs, "errors": total(used).runErrors,
        ]
    }

    private func total(_ scenarios: [Scenario.ID: UsageStore.ScenarioUsage]) -> UsageStore.ScenarioUsage {
        var total = UsageStore.ScenarioUsage()
        total.usage = figures.used
        total.runs = scenarios.values.reduce(0) { $0 + $1.runs }
        total.runErrors = scenarios.values.reduce(0) { $0 + $1.runErrors }
        return total
    }
}
