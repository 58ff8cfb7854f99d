package import StorageCore
package import Values

/// When runs of scenarios began that may begin so many a minute only; nothing is kept of others, nor for longer.
package struct RunStartStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// How many began since `instant`.
    package func count(of scenario: Scenario.ID, in organization: Organization.ID, since instant: Timestamp) throws -> Int {
        Int(
            try transaction.row(
                "SELECT COUNT(*) FROM run_start WHERE organization = \(organization) AND scenario = \(scenario) AND at > \(instant)"
            )?.integer(0) ?? 0)
    }

    /// Forgets those of all scenarios that began at `instant` or before.
    package func remove(of organization: Organization.ID, before instant: Timestamp) throws {
        try transaction.execute("DELETE FROM run_start WHERE organization = \(organization) AND at <= \(instant)")
    }

    /// Notes that runs begin, and forgets those that began at `instant` or before.
    package func add(
        _ runs: [Run.ID], of scenario: Scenario.ID, in organization: Organization.ID, at now: Timestamp, forgetting instant: Timestamp
    ) throws {
        try transaction.execute(
            "DELETE FROM run_start WHERE organization = \(organization) AND scenario = \(scenario) AND at <= \(instant)")
        try transaction.batch(
            "INSERT INTO run_start (organization, scenario, at, run) VALUES (?, ?, ?, ?)",
            runs.map { [organization.sqlValue, scenario.sqlValue, now.sqlValue, $0.sqlValue] })
    }
}
