package import StorageCore

/// Deliveries that wait for a scenario's next scheduled run.
package struct HeldDeliveries {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package struct Taken: Sendable {
        /// Each a list of bundles, maybe sealed by its id.
        package var inputs: [(id: RunID, input: [UInt8])] = []
        /// Bytes that came in with them.
        package var transfer: Int64 = 0
    }

    /// Takes the oldest out of the queue.
    package func take(of scenario: Scenario.ID, in organization: Organization.ID, limit: Int) throws -> Taken {
        let rows = try transaction.rows(
            """
            SELECT id, input, transfer FROM queue WHERE organization = \(organization) AND scenario = \(scenario) AND held = 1
                AND hook IS NOT NULL ORDER BY id LIMIT \(limit)\(transaction.dialect.forUpdate)
            """)
        guard !rows.isEmpty else { return Taken() }
        let ids = try rows.map { RunID(trusted: try $0.text(0)) }
        try transaction.execute("DELETE FROM queue WHERE organization = \(organization) AND id IN (\(list: ids))")
        return Taken(
            inputs: try zip(ids, rows).compactMap { id, row in try row.optionalBytes(1).map { (id, $0) } },
            transfer: try rows.reduce(0) { $0 + (try $1.integer(2)) })
    }
}
