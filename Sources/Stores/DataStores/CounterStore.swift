package import StorageCore

/// Numbers that count up: of a module in a scenario, or in one run.
package struct CounterStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The next number: 1, 2, 3 ...
    /// - Parameter run: `nil` counts over all runs of the scenario.
    package func next(of scenario: Scenario.ID, module: Int, run: Run.ID?, in organization: Organization.ID) throws -> Int64 {
        let name = run?.rawValue ?? ""
        guard
            let row = try transaction.row(
                """
                INSERT INTO counter (organization, scenario, module_id, run, value) VALUES (\(organization), \(scenario), \(module), \(name), 1)
                ON CONFLICT (organization, scenario, module_id, run) DO UPDATE SET value = counter.value + 1 RETURNING value
                """)
        else { throw StorageError.failed("The counter of module \(module) gave no value.") }
        let value = try row.integer(0)
        if value == 1, let run { try forgetEnded(scenario, module, in: organization, before: run) }
        return value
    }

    /// A run's numbers go when a later run begins to count: nobody reads them any more.
    private func forgetEnded(_ scenario: Scenario.ID, _ module: Int, in organization: Organization.ID, before run: Run.ID) throws {
        try transaction.execute(
            """
            DELETE FROM counter WHERE organization = \(organization) AND scenario = \(scenario) AND module_id = \(module) AND run <> ''
                AND run <> \(run) AND run NOT IN (SELECT id FROM run WHERE organization = \(organization) AND scenario = \(scenario) AND ended IS NULL)
            """)
    }
}
