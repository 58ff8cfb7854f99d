package import Ledger
import StorageCore
package import Values

/// What came into lots with a limit, and went out of them, in a stretch of time: `opening + granted - lapsed - used + adjusted = closing`.
package struct BalanceFlow: Hashable, Sendable {
    package var opening: Credits
    package var granted = Credits.zero
    package var lapsed = Credits.zero
    package var used = Credits.zero
    /// Voids, refunds, adjustments: above zero where they gave, below where they took.
    package var adjusted = Credits.zero
    /// What was taken from lots without a limit, which have no balance.
    package var usedWithoutLimit = Credits.zero

    package var closing: Credits { opening + granted - lapsed - used + adjusted }

    fileprivate mutating func add(_ entry: StatementEntry) {
        switch entry.kind {
        case .grant, .purchase: granted += entry.credits
        case .lapse: lapsed -= entry.credits
        case .usage: used -= entry.credits
        case .void, .refund, .adjustment, .debt: adjusted += entry.credits
        }
    }
}

extension StatementStore {
    /// The flows of stretches that follow each other without a gap, each from its first millisecond up to, but not including, its last.
    package func flows(of organization: Organization.ID, in stretches: [Range<Int64>], at now: Timestamp) throws -> [BalanceFlow] {
        guard let first = stretches.first, let last = stretches.last else { return [] }
        let lots = try LedgerStore(transaction).lots(of: organization)
        let limited = Set(lots.filter { $0.granted != nil }.map(\.id))
        let fixed = try fixedEntries(organization, lots, now).filter { limited.contains($0.lot) || $0.kind == .usage }
        var flows = stretches.map { _ in BalanceFlow(opening: .zero) }
        let places = Stretches(stretches)
        for entry in fixed {
            guard let index = places.index(of: entry.at.milliseconds) else { continue }
            if limited.contains(entry.lot) { flows[index].add(entry) } else { flows[index].usedWithoutLimit -= entry.credits }
        }
        for bucket in try usage(of: organization, limited, from: first.lowerBound, to: last.upperBound) {
            guard let index = places.index(of: bucket.start) else { continue }
            if bucket.isLimited { flows[index].used += bucket.credits } else { flows[index].usedWithoutLimit += bucket.credits }
        }
        var balance = try opening(
            organization, lots, fixed.filter { limited.contains($0.lot) }, at: Timestamp(milliseconds: first.lowerBound))
        for index in flows.indices {
            flows[index].opening = balance
            balance = flows[index].closing
        }
        return flows
    }

    /// What the lots say now, less all that happened since: so it costs what is shown, and not all of history.
    private func opening(_ organization: Organization.ID, _ lots: [Lot], _ fixed: [StatementEntry], at start: Timestamp) throws -> Credits {
        let used = lots.filter { $0.granted != nil }.map(\.used).sum()
        let ofDays = fixed.filter { $0.kind == .usage }.map(\.credits).sum()
        let before = fixed.filter { $0.at < start }.map(\.credits).sum()
        return try before - used - ofDays + usageSince(start, organization, lots)
    }

    private struct Bucket {
        var start: Int64
        var isLimited: Bool
        var credits: Credits
    }

    /// By quarters of an hour: days of every zone begin at the border of one.
    private func usage(of organization: Organization.ID, _ limited: Set<Lot.ID>, from: Int64, to: Int64) throws -> [Bucket] {
        let length = QuarterHour.milliseconds
        return try transaction.rows(
            """
            SELECT posted / \(literal: "\(length)"), CASE WHEN lot IN (\(list: limited.map(\.rawValue).sorted())) THEN 1 ELSE 0 END, SUM(credits)
            FROM posting WHERE organization = \(organization) AND posted >= \(from) AND posted < \(to) GROUP BY 1, 2
            """
        ).map { Bucket(start: try $0.integer(0) * length, isLimited: try $0.flag(1), credits: try $0.credits(2)) }
    }
}

/// Finds the stretch that an instant belongs to.
private struct Stretches {
    private let starts: [Int64]
    private let end: Int64

    init(_ stretches: [Range<Int64>]) {
        starts = stretches.map(\.lowerBound)
        end = stretches.last?.upperBound ?? 0
    }

    func index(of instant: Int64) -> Int? {
        guard let first = starts.first, first <= instant, instant < end else { return nil }
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle } else { high = middle }
        }
        return low
    }
}
