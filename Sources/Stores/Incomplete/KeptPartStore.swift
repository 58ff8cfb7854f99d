package import StorageCore

/// Larger parts of what incomplete executions go on with. They go with the last one that came from their run, and not while that run
/// lives, as it writes each of them once.
package struct KeptPartStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    func add(_ parts: [EncodedBundle.Part], of run: Run.ID, in organization: Organization.ID) throws {
        try transaction.batch(
            "INSERT INTO kept_part (organization, first_run, digest, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (organization, first_run, digest) DO NOTHING",
            parts.map { [organization.sqlValue, run.sqlValue, $0.digest.sqlValue, $0.bytes.sqlValue] })
    }

    /// By digest; without what is not there.
    package func parts(_ digests: [String], of run: Run.ID, in organization: Organization.ID) throws -> [String: [UInt8]] {
        guard !digests.isEmpty else { return [:] }
        var parts: [String: [UInt8]] = [:]
        for row in try transaction.rows(
            """
            SELECT digest, bytes FROM kept_part WHERE organization = \(organization) AND first_run = \(run) AND digest IN (\(list: digests))
            """)
        { parts[try row.text(0)] = try row.bytes(1) }
        return parts
    }

    /// - Parameter runs: those that are looked at; `nil`: all.
    func removeUnused(of runs: [Run.ID]?, in organization: Organization.ID) throws {
        if let runs, runs.isEmpty { return }
        let ofThese: SQL = runs.map { "AND first_run IN (\(list: $0))" } ?? ""
        try transaction.execute(
            """
            DELETE FROM kept_part WHERE organization = \(organization) \(ofThese)
                AND NOT EXISTS (SELECT 1 FROM incomplete_execution WHERE incomplete_execution.organization = kept_part.organization
                    AND incomplete_execution.first_run = kept_part.first_run)
                AND NOT EXISTS (SELECT 1 FROM run WHERE run.organization = kept_part.organization AND run.id = kept_part.first_run
                    AND run.ended IS NULL)
            """)
    }
}
