package import StorageCore
package import Values

/// Where a polling trigger stands. What a run has read is kept beside it until the run's end, and counts then: a run that fails reads it again.
package struct TriggerStateStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// What the next poll begins with, for a run that may have polled before.
    package func state(of scenario: Scenario.ID, module: Int, in organization: Organization.ID, run: Run.ID) throws -> Value {
        guard
            let row = try transaction.row(
                """
                SELECT state, pending, run FROM trigger_state
                WHERE organization = \(organization) AND scenario = \(scenario) AND module_id = \(Int64(module))
                """)
        else { return .null }
        let isMine = try row.optionalText(2) == run.rawValue
        guard let bytes = try (isMine ? row.optionalBytes(1) : nil) ?? row.optionalBytes(0) else { return .null }
        var position = 0
        return try ValueCodec.decode(bytes, at: &position)
    }

    package func setPending(_ state: Value, of scenario: Scenario.ID, module: Int, in organization: Organization.ID, run: Run.ID) throws {
        var bytes: [UInt8] = []
        ValueCodec.encode(state, into: &bytes)
        try transaction.execute(
            """
            INSERT INTO trigger_state (organization, scenario, module_id, state, pending, run)
            VALUES (\(organization), \(scenario), \(Int64(module)), NULL, \(bytes), \(run))
            ON CONFLICT (organization, scenario, module_id) DO UPDATE SET pending = excluded.pending, run = excluded.run
            """)
    }

    /// The run ended: what it read counts, or is read again.
    package func settle(_ run: Run.ID, of scenario: Scenario.ID, in organization: Organization.ID, keeps: Bool) throws {
        let kept: SQL = keeps ? "pending" : "state"
        try transaction.execute(
            """
            UPDATE trigger_state SET state = \(kept), pending = NULL, run = NULL
            WHERE organization = \(organization) AND scenario = \(scenario) AND run = \(run)
            """)
    }

    /// The trigger begins anew: from now on, or from the first.
    package func forget(_ scenario: Scenario.ID, in organization: Organization.ID) throws {
        try transaction.execute("DELETE FROM trigger_state WHERE organization = \(organization) AND scenario = \(scenario)")
    }
}
