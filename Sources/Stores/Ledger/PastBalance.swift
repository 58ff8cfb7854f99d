package import Ledger
import StorageCore
package import Values

extension LedgerStore {
    /// The lots as they stood at an instant: what was granted by then, less what had been taken.
    ///
    /// A run counts at its end (while it lives, at each of its commits); once its rows are gone, at the end of the last run of its day.
    package func lots(of organization: Organization.ID, asOf instant: Timestamp) throws -> [Lot] {
        var used: [Lot.ID: Credits] = [:]
        for row in try transaction.rows(
            """
            SELECT lot, SUM(credits) FROM posting WHERE organization = \(organization) AND posted <= \(instant) GROUP BY lot
            UNION ALL SELECT lot, SUM(credits) FROM posting_day WHERE organization = \(organization) AND last <= \(instant) GROUP BY lot
            """)
        { used[Lot.ID(rawValue: try row.integer(0)), default: .zero] += try row.credits(1) }
        var adjusted: [Lot.ID: Credits] = [:]
        for entry in try entries(of: organization) where entry.at <= instant { adjusted[entry.lot, default: .zero] += entry.credits }
        return try lots(of: organization).filter { $0.effective.milliseconds <= instant.milliseconds }.map { lot in
            var lot = lot
            lot.used = used[lot.id] ?? .zero
            lot.adjusted = adjusted[lot.id] ?? .zero
            return lot
        }
    }
}
