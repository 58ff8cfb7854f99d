package import StorageCore
package import Values

/// A due time that was served.
package struct Fire: Hashable, Sendable {
    package var organization: Organization.ID
    package var scenario: Scenario.ID
    package var due: Timestamp
    package var at: Timestamp
    /// `nil`: there was nothing to run for.
    package var run: RunID?
    package var isLate: Bool
    /// Other due times that it stands for.
    package var missed: Int64

    package init(
        organization: Organization.ID, scenario: Scenario.ID, due: Timestamp, at: Timestamp, run: RunID?, isLate: Bool, missed: Int64
    ) {
        self.organization = organization
        self.scenario = scenario
        self.due = due
        self.at = at
        self.run = run
        self.isLate = isLate
        self.missed = missed
    }
}

package struct FireStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// False where the due time was served before.
    package func add(_ fire: Fire) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO fire (organization, scenario, due, at, run, late, missed) VALUES (\(fire.organization), \(fire.scenario), \(fire.due),
                \(fire.at), \(fire.run?.rawValue), \(fire.isLate), \(fire.missed))
            ON CONFLICT (organization, scenario, due) DO NOTHING
            """) == 1
    }

    /// The newest first.
    package func fires(of scenario: Scenario.ID, in organization: Organization.ID, limit: Int) throws -> [Fire] {
        try transaction.rows(
            """
            SELECT due, at, run, late, missed FROM fire WHERE organization = \(organization) AND scenario = \(scenario)
            ORDER BY due DESC LIMIT \(limit)
            """
        ).map {
            Fire(
                organization: organization, scenario: scenario, due: try $0.timestamp(0), at: try $0.timestamp(1),
                run: try $0.optionalText(2).map(RunID.init(trusted:)), isLate: try $0.flag(3), missed: try $0.integer(4))
        }
    }

    /// How many scheduled runs of a scenario wait or live, counted up to `limit`.
    package func open(of scenario: Scenario.ID, in organization: Organization.ID, origin: Int64, limit: Int) throws -> Int {
        let queued = try transaction.rows(
            "SELECT 1 FROM queue WHERE organization = \(organization) AND scenario = \(scenario) AND origin = \(origin) LIMIT \(limit)"
        ).count
        guard queued < limit else { return queued }
        return queued
            + (try transaction.rows(
                """
                SELECT 1 FROM run WHERE organization = \(organization) AND scenario = \(scenario) AND ended IS NULL AND origin = \(origin)
                LIMIT \(limit)
                """
            ).count)
    }

    package func remove(of organization: Organization.ID, before instant: Timestamp) throws {
        try transaction.execute("DELETE FROM fire WHERE organization = \(organization) AND due < \(instant)")
    }
}
