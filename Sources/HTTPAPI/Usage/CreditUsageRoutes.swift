import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// The runs of an organization with what each cost; the totals are those of the whole selection, not of the page.
struct CreditUsageRoutes {
    let door: Door
    /// Rows that are sorted by name at most: names are not in the table of runs.
    static let sortedByName = 10_000

    func add(to member: RouterGroup<MemberContext>) {
        member.post("organizations/:organizationId/scenarios/executions", use: list)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let selection = try Selection(try await Input(request, context: context))
        _ = try await door.read(context.identity) { try $0.organization(id) }
        let (retention, now) = (try await door.books(of: id).plan.retentionDays, door.now())
        return try await door.read(context.identity) { access in
            _ = try access.organization(id)
            let (store, names) = (RunStore(access.transaction), try ScenarioStore(access.transaction).names(of: id))
            let totals = try store.totals(of: id, selection.filter)
            let runs = try selection.rows(of: id, store, names.mapValues(\.name))
            return [
                "results": runs.map { run in
                    RunRecord.usage(run, name: names[run.scenario]?.name ?? "", deleted: names[run.scenario]?.deleted ?? true, at: now)
                },
                "total": [
                    "count": totals.count, "operations": totals.operations, "centicredits": totals.credits, "transfer": totals.transfer,
                ] as Record,
                "retentionDays": retention,
            ]
        }
    }
}

private struct Selection: Sendable {
    var filter = RunFilter()
    var pageSize = 50
    var pageIndex = 0
    var byName = false

    init(_ input: Input) throws {
        filter.from = try input.optionalInstant("from")
        filter.to = try input.optionalInstant("to")
        filter.scenarios = try input.items("scenarioIds").map {
            guard let id = $0.asInteger else { throw Problem.invalid("scenarioIds", "'scenarioIds' must be a list of numbers.") }
            return Scenario.ID(Int64(id))
        }
        filter.states = try input.items("status").flatMap { status in
            guard let number = status.asInteger, (1...3).contains(number) else {
                throw Problem.invalid("status", "'status' must hold 1, 2 or 3.")
            }
            return RunState.states(ofStatus: Int64(number))
        }
        filter.states += try input.items("state").map {
            guard let state = $0.asText.flatMap(RunState.init(name:)) else {
                throw Problem.invalid("state", "'state' must hold \(RunState.allCases.map(\.name).joined(separator: ", ")).")
            }
            return state
        }
        filter.origins = try input.items("origin").map {
            guard let origin = $0.asText.flatMap(ChargeOrigin.init(name:)) else {
                throw Problem.invalid("origin", "'origin' must hold \(ChargeOrigin.allCases.map(\.name).joined(separator: ", ")).")
            }
            return origin
        }
        filter.minimum = try input.optionalInteger("minCenticredits").map(Credits.init(centicredits:))
        filter.name = try input.optionalText("name")
        pageSize = Int(min(max(try input.optionalInteger("pageSize") ?? 50, 1), 1_000))
        pageIndex = Int(min(max(try input.optionalInteger("pageIndex") ?? 0, 0), 1_000_000))
        try sort(by: input.optionalText("sortBy"), input.optionalText("sortDir"))
    }

    private mutating func sort(by name: String?, _ direction: String?) throws {
        switch name {
        case nil, "timestamp": filter.order = .started
        case "centicredits": filter.order = .credits
        case "transfer": filter.order = .transfer
        case "name": byName = true
        default: throw Problem.invalid("sortBy", "'sortBy' must be timestamp, centicredits, transfer or name.")
        }
        filter.descending = direction != "asc"
    }

    func rows(of organization: Organization.ID, _ store: RunStore, _ names: [Scenario.ID: String]) throws -> [Run] {
        let offset = pageSize * pageIndex
        guard byName else { return try store.runs(of: organization, filter, limit: pageSize, offset: offset) }
        let runs = try store.runs(of: organization, filter, limit: CreditUsageRoutes.sortedByName)
        let sorted = runs.sorted { (names[$0.scenario] ?? "", $0.id) < (names[$1.scenario] ?? "", $1.id) }
        return Array((filter.descending ? sorted.reversed() : sorted).dropFirst(offset).prefix(pageSize))
    }
}
