import Automation
import Ledger
package import StorageCore
package import Values

/// Incomplete executions. Every read names the organization, but for the search for what is due.
package struct IncompleteStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Keeps what is not kept yet: a replay of a run comes by the same failures again.
    package func add(_ additions: [(kept: IncompleteExecution, content: EncodedBundle)]) throws {
        for (kept, content) in additions {
            try transaction.execute(
                """
                INSERT INTO incomplete_execution (id, organization, team, scenario, version, run, first_run, module_id, module, point, size, error_type,
                    error_message, policy, state, attempts, next_attempt, attempt_run, created, resolved)
                VALUES (\(kept.id), \(kept.organization), \(kept.team), \(kept.scenario), \(kept.version), \(kept.run), \(kept.firstRun),
                    \(kept.moduleId), \(kept.module), \(content.bytes), \(content.size), \(kept.failure.type), \(kept.failure.message),
                    \(kept.retry.text), \(kept.state.rawValue), \(kept.attempts), \(kept.nextAttempt), NULL, \(kept.created), NULL)
                ON CONFLICT (organization, id) DO NOTHING
                """)
            if let first = kept.firstRun { try KeptPartStore(transaction).add(content.parts, of: first, in: kept.organization) }
        }
    }

    package func execution(_ id: String, in organization: Organization.ID) throws -> IncompleteExecution? {
        try transaction.row(
            "SELECT \(literal: Self.columns) FROM incomplete_execution WHERE organization = \(organization) AND id = \(id)"
        ).map(execution)
    }

    /// Of a scenario, the newest first.
    package func executions(
        of scenario: Scenario.ID, in organization: Organization.ID, states: [IncompleteExecution.State] = [], limit: Int, offset: Int = 0
    ) throws -> [IncompleteExecution] {
        let ofState: SQL = states.isEmpty ? "" : "AND state IN (\(list: states.map(\.rawValue)))"
        return try transaction.rows(
            """
            SELECT \(literal: Self.columns) FROM incomplete_execution WHERE organization = \(organization) AND scenario = \(scenario) \(ofState)
            ORDER BY created DESC, id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map(execution)
    }

    /// How many are not resolved, by scenario.
    package func openCounts(of organization: Organization.ID) throws -> [Scenario.ID: Int64] {
        var counts: [Scenario.ID: Int64] = [:]
        for row in try transaction.rows(
            "SELECT scenario, COUNT(*) FROM incomplete_execution WHERE organization = \(organization) AND state < 4 GROUP BY scenario")
        { counts[.init(try row.integer(0))] = try row.integer(1) }
        return counts
    }

    /// How many each run of a scenario has left, resolved ones too.
    package func counts(of scenario: Scenario.ID, in organization: Organization.ID) throws -> [Run.ID: Int64] {
        var counts: [Run.ID: Int64] = [:]
        for row in try transaction.rows(
            "SELECT run, COUNT(*) FROM incomplete_execution WHERE organization = \(organization) AND scenario = \(scenario) GROUP BY run")
        { counts[Run.ID(trusted: try row.text(0))] = try row.integer(1) }
        return counts
    }

    package func openCount(of scenario: Scenario.ID, in organization: Organization.ID) throws -> Int64 {
        try transaction.row(
            "SELECT COUNT(*) FROM incomplete_execution WHERE organization = \(organization) AND scenario = \(scenario) AND state < 4"
        )?.integer(0) ?? 0
    }

    /// Those whose next attempt is due, of scenarios that are on, as far as the scenario may have more attempts at a time.
    package func due(at now: Timestamp, parallel: Int64, limit: Int) throws -> [IncompleteExecution] {
        let rows = try transaction.rows(
            """
            SELECT \(literal: Self.columns) FROM incomplete_execution WHERE \(Self.isDue(at: now, parallel: parallel))
            ORDER BY next_attempt, id LIMIT \(limit)\(transaction.dialect.skipLocked)
            """)
        var begun: [Scenario.ID: Int64] = [:]
        return try rows.map(execution).filter { execution in
            let (scenario, organization) = (execution.scenario, execution.organization)
            let before = try begun[scenario] ?? inProgress(scenario, in: organization)
            begun[scenario] = before + 1
            let isSequential = try before > 0 && ScenarioStore(transaction).scenario(scenario, in: organization)?.sequential == true
            return before < (isSequential ? 1 : parallel)
        }
    }

    /// Whether any is due; without locking anything.
    package func isAnyDue(at now: Timestamp, parallel: Int64) throws -> Bool {
        try transaction.row("SELECT 1 FROM incomplete_execution WHERE \(Self.isDue(at: now, parallel: parallel)) LIMIT 1") != nil
    }

    /// How long an attempt waits for its scenario's runs to end, unless these follow each other.
    private static let patience: Int64 = 3_600_000

    /// Not while the scenario runs (make-credits.md §1.3). One that always does would never come to it, so that holds for some time only;
    /// where runs follow each other it always holds, and one attempt is enough at a time.
    private static func isDue(at now: Timestamp, parallel: Int64) -> SQL {
        let overdue = Timestamp(milliseconds: now.milliseconds - patience)
        return """
            state = 2 AND next_attempt <= \(now) AND EXISTS (SELECT 1 FROM scenario WHERE scenario.id = incomplete_execution.scenario
                AND scenario.active = 1 AND scenario.deleted IS NULL
                AND (SELECT COUNT(*) FROM incomplete_execution AS busy WHERE busy.organization = incomplete_execution.organization
                    AND busy.scenario = incomplete_execution.scenario AND busy.state = 3)
                    < CASE WHEN scenario.sequential = 1 THEN 1 ELSE \(parallel) END
                AND (scenario.sequential = 0 AND next_attempt <= \(overdue) OR NOT EXISTS (
                    SELECT 1 FROM run WHERE run.organization = incomplete_execution.organization
                    AND run.scenario = incomplete_execution.scenario AND run.ended IS NULL AND run.origin <> \(ChargeOrigin.retry.rawValue))))
            """
    }

    private func inProgress(_ scenario: Scenario.ID, in organization: Organization.ID) throws -> Int64 {
        try transaction.row(
            "SELECT COUNT(*) FROM incomplete_execution WHERE organization = \(organization) AND scenario = \(scenario) AND state = 3"
        )?.integer(0) ?? 0
    }

    /// An attempt begins; false where one is under way, or nothing is left to be done.
    package func begin(_ id: String, in organization: Organization.ID, run: Run.ID) throws -> Bool {
        try transaction.execute(
            """
            UPDATE incomplete_execution SET state = 3, attempt_run = \(run), next_attempt = NULL
            WHERE organization = \(organization) AND id = \(id) AND state IN (1, 2)
            """) > 0
    }

    /// The attempt ended well, or failed elsewhere, which is kept apart.
    package func resolve(_ id: String, in organization: Organization.ID, at now: Timestamp) throws {
        try transaction.execute(
            """
            UPDATE incomplete_execution SET state = 4, attempts = attempts + 1, attempt_run = NULL, next_attempt = NULL, resolved = \(now)
            WHERE organization = \(organization) AND id = \(id) AND state < 4
            """)
    }

    /// The attempt failed where the bundle failed before.
    package func failed(_ id: String, in organization: Organization.ID, _ failure: RunFailure, at now: Timestamp) throws {
        guard let kept = try execution(id, in: organization), kept.state.isOpen else { return }
        let attempts = kept.attempts + 1
        let next = IncompleteExecution.next(kept.retry, after: attempts, at: now)
        let state: IncompleteExecution.State = next == nil ? .unresolved : .pending
        try transaction.execute(
            """
            UPDATE incomplete_execution SET state = \(state.rawValue), attempts = \(attempts), attempt_run = NULL, next_attempt = \(next),
                error_type = \(failure.type), error_message = \(failure.message) WHERE organization = \(organization) AND id = \(id)
            """)
    }

    /// The attempt will never begin: it waits for somebody.
    package func giveUp(_ id: String, in organization: Organization.ID, run: Run.ID) throws {
        try transaction.execute(
            """
            UPDATE incomplete_execution SET state = 1, attempt_run = NULL WHERE organization = \(organization) AND id = \(id) AND state = 3
                AND attempt_run = \(run)
            """)
    }

    /// What it goes on with, as ``PointEncoder`` wrote it.
    package func content(of id: String, in organization: Organization.ID) throws -> [UInt8]? {
        try transaction.row("SELECT point FROM incomplete_execution WHERE organization = \(organization) AND id = \(id)")?.bytes(0)
    }

    /// Other blueprint, other bundles: what someone mended by hand. False where it is resolved or being tried.
    package func mend(_ kept: IncompleteExecution, version: Int64?, content: EncodedBundle?) throws -> Bool {
        var changes: [SQL] = []
        if let version { changes.append("version = \(version)") }
        if let content { changes.append("point = \(content.bytes), size = \(content.size), first_run = \(kept.sharing)") }
        for change in changes {
            let changed = try transaction.execute(
                """
                UPDATE incomplete_execution SET \(change) WHERE organization = \(kept.organization) AND id = \(kept.id) AND state IN (1, 2)
                """)
            guard changed > 0 else { return false }
        }
        if let content { try KeptPartStore(transaction).add(content.parts, of: kept.sharing, in: kept.organization) }
        return true
    }

    /// Says how many went. One whose attempt is under way stays. One whose run lives is closed and goes later: if that run is taken up
    /// again, it must find that this was kept already.
    package func remove(_ ids: [String], in organization: Organization.ID, at now: Timestamp) throws -> Int {
        guard !ids.isEmpty else { return 0 }
        let lives: SQL =
            "EXISTS (SELECT 1 FROM run WHERE run.organization = \(organization) AND run.id = incomplete_execution.run AND run.ended IS NULL)"
        let closed = try transaction.execute(
            """
            UPDATE incomplete_execution SET state = 4, next_attempt = NULL, resolved = \(now)
            WHERE organization = \(organization) AND id IN (\(list: ids)) AND state < 3 AND \(lives)
            """)
        let firstRuns = try transaction.rows(
            "SELECT DISTINCT first_run FROM incomplete_execution WHERE organization = \(organization) AND id IN (\(list: ids)) AND first_run IS NOT NULL"
        ).map { RunID(trusted: try $0.text(0)) }
        let removed = try transaction.execute(
            "DELETE FROM incomplete_execution WHERE organization = \(organization) AND id IN (\(list: ids)) AND state <> 3 AND NOT \(lives)"
        )
        try KeptPartStore(transaction).removeUnused(of: firstRuns, in: organization)
        return closed + removed
    }

    package func removeResolved(of organization: Organization.ID, before instant: Timestamp) throws {
        try transaction.execute(
            "DELETE FROM incomplete_execution WHERE organization = \(organization) AND state = 4 AND resolved < \(instant)")
        try KeptPartStore(transaction).removeUnused(of: nil, in: organization)
    }

    /// All of scenarios that are gone, but for attempts under way.
    package func removeOfDeletedScenarios(of organization: Organization.ID) throws {
        try transaction.execute(
            """
            DELETE FROM incomplete_execution WHERE organization = \(organization) AND state <> 3 AND EXISTS (
                SELECT 1 FROM scenario WHERE scenario.id = incomplete_execution.scenario AND scenario.deleted IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM run WHERE run.organization = incomplete_execution.organization
                    AND run.id = incomplete_execution.run AND run.ended IS NULL)
            """)
        try KeptPartStore(transaction).removeUnused(of: nil, in: organization)
    }

    static let columns = """
        id, organization, team, scenario, version, run, module, first_run, error_type, error_message, policy, state, attempts, next_attempt, attempt_run,
        created, resolved, module_id, size
        """

    private func execution(_ row: Row) throws -> IncompleteExecution {
        var execution = IncompleteExecution(
            id: try row.text(0), organization: .init(try row.integer(1)), team: .init(try row.integer(2)),
            scenario: .init(try row.integer(3)),
            version: try row.integer(4), run: RunID(trusted: try row.text(5)), firstRun: try row.optionalText(7).map(RunID.init(trusted:)),
            moduleId: try row.integer(17), module: try row.text(6),
            failure: RunFailure(type: try row.text(8), message: try row.text(9), module: try row.integer(17)),
            retry: RetryPolicy(text: try row.text(10)), state: .init(rawValue: try row.integer(11)) ?? .unresolved,
            attempts: try row.integer(12), nextAttempt: try row.optionalTimestamp(13),
            attempt: try row.optionalText(14).map(RunID.init(trusted:)),
            created: try row.timestamp(15), resolved: try row.optionalTimestamp(16))
        execution.size = try row.integer(18)
        return execution
    }
}
