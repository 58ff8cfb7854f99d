import StorageCore
package import Values

extension RunStore {
    /// Asks a run to stop. One that sleeps or waits, or comes to that meanwhile, is claimed for it, so that it can say that it stopped.
    /// False where it has ended.
    package func stop(_ id: Run.ID, in organization: Organization.ID) throws -> Bool {
        try transaction.execute(
            "UPDATE run SET stopping = 1 WHERE organization = \(organization) AND id = \(id) AND ended IS NULL") > 0
    }

    /// A run that sleeps goes on at once.
    package func wake(_ run: Run, at now: Timestamp) throws {
        try transaction.execute(
            """
            UPDATE run SET wake = \(now) WHERE organization = \(run.organization) AND id = \(run.id) AND epoch = \(run.epoch)
                AND state = \(RunState.sleeping.rawValue)
            """)
    }

    /// Runs that live and are to stop, whoever carries them out.
    package func stopping() throws -> [Run.ID] {
        try transaction.rows("SELECT id FROM run WHERE stopping = 1 AND ended IS NULL").map { RunID(trusted: try $0.text(0)) }
    }

    /// Runs of a scenario that have begun and not ended.
    package func liveCount(of scenario: Scenario.ID, in organization: Organization.ID) throws -> Int64 {
        try transaction.row(
            "SELECT COUNT(*) FROM run WHERE organization = \(organization) AND scenario = \(scenario) AND ended IS NULL"
        )?.integer(0) ?? 0
    }
}
