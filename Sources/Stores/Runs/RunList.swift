package import Ledger
import StorageCore
package import Values

/// Which runs a history shows, and in which order.
package struct RunFilter: Sendable {
    package enum Order: String, Sendable { case started, credits, transfer }

    package var scenarios: [Scenario.ID] = []
    package var team: Team.ID?
    package var from: Timestamp?
    package var to: Timestamp?
    package var states: [RunState] = []
    package var origins: [ChargeOrigin] = []
    package var minimum: Credits?
    /// Part of the scenario's name.
    package var name: String?
    /// Part of the run's own name.
    package var runName: String?
    /// A cursor: runs before this one, in the order of time.
    package var before: Run.ID?
    package var order = Order.started
    package var descending = true

    package init() {}
}

extension RunStore {
    package func runs(of organization: Organization.ID, _ filter: RunFilter, limit: Int, offset: Int = 0) throws -> [Run] {
        let column =
            switch filter.order {
            case .started: "id"
            case .credits: "credits"
            case .transfer: "transfer"
            }
        let direction = filter.descending ? "DESC" : "ASC"
        return try transaction.rows(
            """
            SELECT \(literal: Self.columns) FROM run WHERE \(condition(organization, filter))
            ORDER BY \(literal: column) \(literal: direction), id \(literal: direction) LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Self.run)
    }

    package struct Totals: Sendable {
        package var count: Int64
        package var operations: Int64
        package var credits: Credits
        package var transfer: Int64
    }

    /// The sums of what the filter shows.
    package func totals(of organization: Organization.ID, _ filter: RunFilter) throws -> Totals {
        guard
            let row = try transaction.row(
                """
                SELECT COUNT(*), COALESCE(SUM(operations), 0), COALESCE(SUM(credits), 0), COALESCE(SUM(transfer), 0) FROM run
                WHERE \(condition(organization, filter))
                """)
        else { return Totals(count: 0, operations: 0, credits: .zero, transfer: 0) }
        return Totals(count: try row.integer(0), operations: try row.integer(1), credits: try row.credits(2), transfer: try row.integer(3))
    }

    private func condition(_ organization: Organization.ID, _ filter: RunFilter) -> SQL {
        var sql: SQL = "organization = \(organization)"
        func and(_ part: SQL) { sql = "\(sql) AND \(part)" }
        if filter.scenarios.count == 1 { and("scenario = \(filter.scenarios[0])") }
        if filter.scenarios.count > 1 { and("scenario IN (\(list: filter.scenarios))") }
        if let team = filter.team { and("team = \(team)") }
        // Ids begin with the time that the trigger was written, so a range of them needs no index of its own.
        if let from = filter.from { and("id >= \(RunID.first(at: from.milliseconds))") }
        if let to = filter.to { and("id < \(RunID.first(at: to.milliseconds))") }
        if let before = filter.before { and("id < \(before)") }
        if !filter.states.isEmpty { and("state IN (\(list: filter.states.map(\.rawValue)))") }
        if !filter.origins.isEmpty { and("origin IN (\(list: filter.origins.map(\.rawValue)))") }
        if let minimum = filter.minimum { and("credits >= \(minimum)") }
        if let name = filter.runName, !name.isEmpty { and("LOWER(name) LIKE \(Self.pattern(name)) ESCAPE '\\'") }
        if let name = filter.name, !name.isEmpty {
            let pattern = Self.pattern(name)
            and("scenario IN (SELECT id FROM scenario WHERE organization = \(organization) AND LOWER(name) LIKE \(pattern) ESCAPE '\\')")
        }
        return sql
    }

    /// What has a text somewhere in it, in whatever case.
    private static func pattern(_ name: String) -> String {
        "%\(name.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_"))%"
    }
}
