package import StorageCore
package import Values

/// A scenario that is to be started again, as its scheduled run failed with what passes by itself.
package struct BackOffEntry: Hashable, Sendable {
    package var organization: Organization.ID
    package var scenario: Scenario.ID
    /// Which attempt is planned or under way, from 1.
    package var step: Int
    /// `nil`: it is under way.
    package var due: Timestamp?
    /// The run that failed last; of an attempt under way, that.
    package var run: Run.ID
}

package struct BackOffStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func entry(of scenario: Scenario.ID, in organization: Organization.ID) throws -> BackOffEntry? {
        try transaction.row(
            "SELECT \(literal: Self.columns) FROM back_off WHERE organization = \(organization) AND scenario = \(scenario)"
        ).map(Self.entry)
    }

    package func entries(of organization: Organization.ID) throws -> [BackOffEntry] {
        try transaction.rows("SELECT \(literal: Self.columns) FROM back_off WHERE organization = \(organization)").map(Self.entry)
    }

    /// Plans the attempt of this number.
    /// - Parameter run: what failed.
    package func plan(_ step: Int, at due: Timestamp, after run: Run) throws {
        try transaction.execute(
            """
            INSERT INTO back_off (organization, scenario, step, due, run)
            VALUES (\(run.organization), \(run.scenario), \(Int64(step)), \(due), \(run.id))
            ON CONFLICT (organization, scenario) DO UPDATE SET step = excluded.step, due = excluded.due, run = excluded.run
            """)
    }

    /// Those whose attempts are due, the longest due first.
    package func due(at now: Timestamp, limit: Int) throws -> [BackOffEntry] {
        try transaction.rows(
            "SELECT \(literal: Self.columns) FROM back_off WHERE due IS NOT NULL AND due <= \(now) ORDER BY due LIMIT \(limit)"
        ).map(Self.entry)
    }

    /// The attempt begins; false where it was begun, or given up, by somebody else.
    package func begin(_ entry: BackOffEntry, as run: Run.ID) throws -> Bool {
        try transaction.execute(
            """
            UPDATE back_off SET due = NULL, run = \(run) WHERE organization = \(entry.organization) AND scenario = \(entry.scenario)
                AND step = \(Int64(entry.step)) AND due = \(entry.due)
            """) > 0
    }

    /// Looks again at `instant`.
    package func postpone(_ entry: BackOffEntry, until instant: Timestamp) throws {
        try transaction.execute(
            """
            UPDATE back_off SET due = \(instant) WHERE organization = \(entry.organization) AND scenario = \(entry.scenario)
                AND step = \(Int64(entry.step)) AND due = \(entry.due)
            """)
    }

    /// - Parameter run: only where this is the attempt under way; `nil`: whatever is.
    package func remove(_ scenario: Scenario.ID, in organization: Organization.ID, attempt run: Run.ID? = nil) throws {
        let ofRun: SQL = run.map { "AND run = \($0) AND due IS NULL" } ?? ""
        try transaction.execute("DELETE FROM back_off WHERE organization = \(organization) AND scenario = \(scenario) \(ofRun)")
    }

    private static let columns = "organization, scenario, step, due, run"

    private static func entry(_ row: Row) throws -> BackOffEntry {
        BackOffEntry(
            organization: .init(try row.integer(0)), scenario: .init(try row.integer(1)), step: Int(try row.integer(2)),
            due: try row.optionalTimestamp(3), run: RunID(trusted: try row.text(4)))
    }
}
