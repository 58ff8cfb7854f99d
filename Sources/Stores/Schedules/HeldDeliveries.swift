package import StorageCore

/// Deliveries that wait for a scenario's next scheduled run.
package struct HeldDeliveries {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Takes the oldest out of the queue; their inputs, each a list of bundles, and the bytes that came in with them.
    package func take(of scenario: Scenario.ID, in organization: Organization.ID, limit: Int) throws -> (
        inputs: [(id: RunID, input: [UInt8])], transfer: Int64
    ) {
        let rows = try transaction.rows(
            """
            SELECT id, input, transfer FROM queue WHERE organization = \(organization) AND scenario = \(scenario) AND held = 1
                AND hook IS NOT NULL ORDER BY id LIMIT \(limit)\(transaction.dialect.forUpdate)
            """)
        guard !rows.isEmpty else { return ([], 0) }
        let ids = try rows.map { RunID(trusted: try $0.text(0)) }
        try transaction.execute("DELETE FROM queue WHERE organization = \(organization) AND id IN (\(list: ids))")
        return (
            try zip(ids, rows).compactMap { id, row in try row.optionalBytes(1).map { (id, $0) } },
            try rows.reduce(0) { $0 + (try $1.integer(2)) }
        )
    }
}
