package import StorageCore
package import Values

/// When scenarios are due, and which due times were served.
package struct ScheduleStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package struct Entry: Hashable, Sendable {
        package var organization: Organization.ID
        package var scenario: Scenario.ID
        package var due: Timestamp
        /// It came due while the scenario could not run.
        package var waited: Bool
    }

    // MARK: What is due

    /// Sets the next due time; `nil`: never again.
    package func set(_ due: Timestamp?, of scenario: Scenario.ID, in organization: Organization.ID) throws {
        guard let due else {
            try transaction.execute("DELETE FROM schedule WHERE organization = \(organization) AND scenario = \(scenario)")
            return
        }
        try transaction.execute(
            """
            INSERT INTO schedule (organization, scenario, due, look, waited) VALUES (\(organization), \(scenario), \(due), \(due), 0)
            ON CONFLICT (organization, scenario) DO UPDATE SET due = excluded.due, look = excluded.look, waited = 0
            """)
    }

    /// As ``set(_:of:in:)``, for a scenario that has none yet.
    package func add(_ due: Timestamp, of scenario: Scenario.ID, in organization: Organization.ID) throws {
        try transaction.execute(
            """
            INSERT INTO schedule (organization, scenario, due, look, waited) VALUES (\(organization), \(scenario), \(due), \(due), 0)
            ON CONFLICT (organization, scenario) DO NOTHING
            """)
    }

    /// Those to look at, the longest due first.
    package func due(at now: Timestamp, limit: Int) throws -> [Entry] {
        try transaction.rows(
            "SELECT organization, scenario, due, waited FROM schedule WHERE look <= \(now) ORDER BY look LIMIT \(limit)"
        ).map(Self.entry)
    }

    /// The entry, locked until the transaction ends; `nil` where another server has it, or it was served or changed meanwhile.
    package func claim(_ entry: Entry) throws -> Entry? {
        try transaction.row(
            """
            SELECT organization, scenario, due, waited FROM schedule WHERE organization = \(entry.organization) AND scenario = \(entry.scenario)
                AND due = \(entry.due)\(transaction.dialect.skipLocked)
            """
        ).map(Self.entry)
    }

    /// Looks again at `instant`.
    package func postpone(_ entry: Entry, until instant: Timestamp, waited: Bool) throws {
        try transaction.execute(
            """
            UPDATE schedule SET look = \(instant), waited = \(waited || entry.waited) WHERE organization = \(entry.organization)
                AND scenario = \(entry.scenario) AND due = \(entry.due)
            """)
    }

    package func next(of organization: Organization.ID) throws -> [Scenario.ID: Timestamp] {
        var next: [Scenario.ID: Timestamp] = [:]
        for row in try transaction.rows("SELECT scenario, due FROM schedule WHERE organization = \(organization)") {
            next[.init(try row.integer(0))] = try row.timestamp(1)
        }
        return next
    }

    package func next(of scenario: Scenario.ID, in organization: Organization.ID) throws -> Timestamp? {
        try transaction.row("SELECT due FROM schedule WHERE organization = \(organization) AND scenario = \(scenario)")?.timestamp(0)
    }

    /// Scenarios that are on and have no due time: those without a schedule, and those that an earlier version switched on.
    package func unplanned(of organization: Organization.ID) throws -> [Scenario] {
        try transaction.rows(
            """
            SELECT \(literal: ScenarioStore.columns) FROM scenario WHERE organization = \(organization) AND active = 1 AND deleted IS NULL
                AND NOT EXISTS (SELECT 1 FROM schedule WHERE schedule.organization = scenario.organization AND schedule.scenario = scenario.id)
            """
        ).map(ScenarioStore.scenario)
    }

    private static func entry(_ row: Row) throws -> Entry {
        Entry(
            organization: .init(try row.integer(0)), scenario: .init(try row.integer(1)), due: try row.timestamp(2),
            waited: try row.flag(3))
    }
}
