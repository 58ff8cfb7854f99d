package import Ledger
import StorageCore

extension LedgerStore {
    /// Every lot, the lapsed included, locked against other writers.
    package func allLots(of organization: Organization.ID) throws -> [Lot] {
        try transaction.rows(
            "SELECT \(literal: Self.lotColumns) FROM lot WHERE organization = \(organization) ORDER BY id\(transaction.dialect.forUpdate)"
        ).map(lot)
    }

    /// What was given back of a run's cost, by the lot that got it.
    package func refunds(of run: Run.ID, in organization: Organization.ID) throws -> [Lot.ID: Credits] {
        var refunds: [Lot.ID: Credits] = [:]
        for row in try transaction.rows(
            """
            SELECT lot, SUM(credits) FROM lot_entry
            WHERE organization = \(organization) AND run = \(run) AND kind = \(LotEntry.Kind.refund.rawValue) GROUP BY lot
            """)
        { refunds[Lot.ID(rawValue: try row.integer(0))] = try row.credits(1) }
        return refunds
    }

    /// By which an entry of a refund is known again: a refund may go to several lots.
    package static func refundKey(_ key: String, _ index: Int) -> String { "refund-\(key)-\(index)" }

    /// The lot that got most of the refund with this key; `nil`: there is no such refund.
    package func refundedLot(key: String, of organization: Organization.ID) throws -> Lot? {
        try transaction.rows(
            """
            SELECT lot FROM lot_entry WHERE organization = \(organization) AND kind = \(LotEntry.Kind.refund.rawValue)
                AND key IN (\(list: (0..<Self.refundLots).map { Self.refundKey(key, $0) })) ORDER BY credits DESC, id LIMIT 1
            """
        ).first.flatMap { try lot(Lot.ID(rawValue: $0.integer(0)), of: organization) }
    }

    /// Lots that one refund looks for by its key.
    private static let refundLots = 50
}
