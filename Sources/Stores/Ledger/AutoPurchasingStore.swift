package import Ledger
package import StorageCore

/// How an organization's extra credits are bought by themselves (decision 15).
package struct AutoPurchasing: Hashable, Sendable {
    package var isOn: Bool
    /// Buys when what is left falls to this.
    package var threshold: Credits
    package var declinesInARow: Int64
    /// Why it switched itself off; `nil` where a person did, or it is on.
    package var offBecause: String?
    /// How the provider knows the payer, and the means of payment that was left with it.
    package var customer: String?
    package var paymentMethod: String?
    /// `•••• 4242`: what a reader is shown.
    package var paymentLabel: String?

    package static let off = AutoPurchasing()

    package init(isOn: Bool = false, threshold: Credits = .zero, declinesInARow: Int64 = 0, offBecause: String? = nil) {
        self.isOn = isOn
        self.threshold = threshold
        self.declinesInARow = declinesInARow
        self.offBecause = offBecause
    }
}

package struct AutoPurchasingStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// - Parameter locked: against other writers, for a transaction that decides by them.
    package func settings(of organization: Organization.ID, locked: Bool = false) throws -> AutoPurchasing {
        guard
            let row = try transaction.row(
                """
                SELECT active, threshold, declines, off_because, customer, payment_method, payment_label FROM auto_purchasing
                WHERE organization = \(organization)\(locked ? transaction.dialect.forUpdate : "")
                """)
        else { return .off }
        var settings = AutoPurchasing(
            isOn: try row.flag(0), threshold: try row.credits(1), declinesInARow: try row.integer(2), offBecause: try row.optionalText(3))
        settings.customer = try row.optionalText(4)
        settings.paymentMethod = try row.optionalText(5)
        settings.paymentLabel = try row.optionalText(6)
        return settings
    }

    package func save(_ settings: AutoPurchasing, of organization: Organization.ID) throws {
        try transaction.execute(
            """
            INSERT INTO auto_purchasing (organization, active, threshold, declines, off_because, customer, payment_method, payment_label)
            VALUES (\(organization), \(settings.isOn), \(settings.threshold), \(settings.declinesInARow), \(settings.offBecause),
                \(settings.customer), \(settings.paymentMethod), \(settings.paymentLabel))
            ON CONFLICT (organization) DO UPDATE SET active = excluded.active, threshold = excluded.threshold, declines = excluded.declines,
                off_because = excluded.off_because, customer = excluded.customer, payment_method = excluded.payment_method,
                payment_label = excluded.payment_label
            """)
    }

    /// Those that are on.
    package func organizations() throws -> [Organization.ID] {
        try transaction.rows("SELECT organization FROM auto_purchasing WHERE active = 1 ORDER BY organization").map {
            .init(try $0.integer(0))
        }
    }
}
