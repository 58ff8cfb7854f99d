package import StorageCore
package import Values

/// Takes away what a plan no longer keeps: runs, their journal and their lines. Roll-ups, lots and seals stay, and postings stay as sums.
package struct RetentionStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The last sealed day.
    package func lastSealedDay(of organization: Organization.ID) throws -> String? {
        try transaction.row("SELECT MAX(day) FROM seal WHERE organization = \(organization)")?.optionalText(0)
    }

    /// The first day whose runs are all there; `nil`: none has gone.
    package func keptFrom(of organization: Organization.ID) throws -> String? {
        try transaction.row("SELECT kept_from FROM retention WHERE organization = \(organization)")?.text(0)
    }

    package struct Expired: Sendable {
        package var run: Run.ID
        package var scenario: Scenario.ID
        package var ended: Timestamp
    }

    /// Runs that began and ended before `instant`, the oldest first. A run that waits for anything has no end, and is not among them.
    package func expired(of organization: Organization.ID, before instant: Timestamp, limit: Int) throws -> [Expired] {
        try transaction.rows(
            """
            SELECT id, scenario, ended FROM run WHERE organization = \(organization) AND id < \(RunID.first(at: instant.milliseconds))
                AND ended IS NOT NULL AND ended < \(instant) ORDER BY id LIMIT \(limit)
            """
        ).map { Expired(run: RunID(trusted: try $0.text(0)), scenario: .init(try $0.integer(1)), ended: try $0.timestamp(2)) }
    }

    /// Removes runs with all that belongs to them; what they took from lots is kept per day, scenario and lot.
    /// - Parameters:
    ///   - keptFrom: the first day of which nothing goes.
    ///   - day: the day of an instant, by the clock of the organization.
    package func remove(_ runs: [Expired], of organization: Organization.ID, keptFrom: String, day: (Timestamp) -> String) throws {
        try transaction.execute(
            """
            INSERT INTO retention (organization, kept_from) VALUES (\(organization), \(keptFrom))
            ON CONFLICT (organization) DO UPDATE SET kept_from = \(literal: transaction.dialect.greatest)(retention.kept_from, excluded.kept_from)
            """)
        let byRun = Dictionary(uniqueKeysWithValues: runs.map { ($0.run, $0) })
        let ids = runs.map(\.run)
        for row in try transaction.rows(
            "SELECT run, lot, SUM(credits), MAX(posted) FROM posting WHERE organization = \(organization) AND run IN (\(list: ids)) GROUP BY run, lot"
        ) {
            guard let run = byRun[RunID(trusted: try row.text(0))] else { continue }
            let posted = try row.timestamp(3)
            try transaction.execute(
                """
                INSERT INTO posting_day (organization, day, scenario, lot, credits, runs, last)
                VALUES (\(organization), \(day(posted)), \(run.scenario), \(try row.integer(1)), \(try row.credits(2)), 1, \(posted))
                ON CONFLICT (organization, day, scenario, lot) DO UPDATE SET credits = posting_day.credits + excluded.credits,
                    runs = posting_day.runs + 1, last = \(literal: transaction.dialect.greatest)(posting_day.last, excluded.last)
                """)
        }
        for table in ["posting", "charge_line", "segment"] {
            try transaction.execute("DELETE FROM \(literal: table) WHERE organization = \(organization) AND run IN (\(list: ids))")
        }
        try CallStore(transaction).removeAll(of: ids, in: organization)
        try transaction.execute("DELETE FROM run WHERE organization = \(organization) AND id IN (\(list: ids))")
    }

    /// Messages that were sent, and keys, sessions and quarters of an hour that nothing asks for any more.
    package func removeAside(of organization: Organization.ID, before instant: Timestamp, quarter: Int64, at now: Timestamp) throws {
        try transaction.execute(
            """
            DELETE FROM outbox WHERE organization = \(organization) AND created < \(instant) AND state <> \(OutboxMessage.State.waiting.rawValue)
            """)
        try transaction.execute("DELETE FROM usage_quarter WHERE organization = \(organization) AND quarter < \(quarter)")
        // Resolved incomplete executions are kept for 30 days (make-credits.md §4.3).
        let month: Int64 = 30 * 86_400_000
        try IncompleteStore(transaction).removeResolved(of: organization, before: Timestamp(milliseconds: now.milliseconds - month))
        try IncompleteStore(transaction).removeOfDeletedScenarios(of: organization)
        // A billing period lasts up to a year: what was told in it is not told again.
        let year: Int64 = 400 * 86_400_000
        try transaction.execute("DELETE FROM alert_mark WHERE organization = \(organization) AND period < \(instant.milliseconds - year)")
    }
}
