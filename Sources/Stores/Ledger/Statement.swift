package import Ledger
package import StorageCore
package import Values

/// One line of the ledger as a reader sees it.
package struct StatementEntry: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        // In the order in which what happens at one instant counts (decision 11).
        case lapse, grant, purchase, adjustment, debt, void, refund, usage
    }

    package var at: Timestamp
    package var kind: Kind
    /// Above zero: came in; below: went out.
    package var credits: Credits
    /// After the entry; `nil` while there is no limit.
    package var balance: Credits?
    package var lot: Lot.ID
    package var lotKind: Lot.Kind
    package var note: String?
    package var run: Run.ID?
    package var scenario: Scenario.ID?
    package var runs: Int64 = 1
    package var author: User.ID?
    /// Tells entries of one instant and kind apart.
    var ordinal: String

    /// What the entry is called in lists and links.
    package var id: String { "\(kind.rawValue)-\(ordinal)" }

    /// Later entries first.
    static func isNewer(_ left: StatementEntry, _ right: StatementEntry) -> Bool {
        if left.at != right.at { return left.at > right.at }
        let (first, second) = (allKinds[left.kind] ?? 0, allKinds[right.kind] ?? 0)
        return first == second ? left.ordinal > right.ordinal : first > second
    }

    private static let allKinds = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($0.element, $0.offset) })
}

package struct StatementFilter: Sendable {
    package var from: Timestamp?
    package var to: Timestamp?
    package var kinds: Set<StatementEntry.Kind> = []

    package init() {}

    func shows(_ entry: StatementEntry) -> Bool {
        (kinds.isEmpty || kinds.contains(entry.kind)) && from.map { entry.at >= $0 } ?? true && to.map { entry.at < $0 } ?? true
    }
}

/// The ledger as a statement: grants, purchases, lapses, compensating entries and what runs took, with the balance after each.
///
/// It is read from the newest entry backwards, from the balance that holds now, so that a page costs what it shows.
package struct StatementStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package struct Page: Sendable {
        package var entries: [StatementEntry]
        /// Entries that the filter shows, and their sum.
        package var count: Int64
        package var sum: Credits
    }

    /// Entries up to `now` that the filter shows, the newest first.
    package func page(of organization: Organization.ID, _ filter: StatementFilter, limit: Int, offset: Int, at now: Timestamp) throws
        -> Page
    {
        let lots = try LedgerStore(transaction).lots(of: organization)
        let fixed = try fixedEntries(organization, lots, now)
        var reader = StatementReader(fixed: fixed, lots: lots, upTo: filter.to)
        let counts = filter.kinds.isEmpty || filter.kinds.contains(.usage)
        var page = Page(entries: [], count: Int64(fixed.count { filter.shows($0) }), sum: fixed.filter(filter.shows).map(\.credits).sum())
        if counts {
            let (count, sum) = try usageTotals(organization, filter)
            page.count += count
            page.sum -= sum
        }
        reader.balance += try usageSince(filter.to, organization, lots)
        var skip = offset
        try forEach(organization, &reader, filter) { entry in
            guard filter.shows(entry) else { return true }
            if skip > 0 {
                skip -= 1
            } else {
                page.entries.append(entry)
            }
            return page.entries.count < limit
        }
        return page
    }

    /// Feeds entries, the newest first, until `body` says that it has enough.
    private func forEach(
        _ organization: Organization.ID, _ reader: inout StatementReader, _ filter: StatementFilter, _ body: (StatementEntry) -> Bool
    ) throws {
        var offset = 0
        var more = true
        while true {
            if reader.needsUsage, more {
                let rows = try usage(organization, upTo: filter.to, from: filter.from, offset: offset, reader.kinds)
                offset += rows.count
                more = rows.count == Self.batch
                reader.add(rows)
            }
            guard let entry = reader.next(), filter.from.map({ entry.at >= $0 }) ?? true else { return }
            guard body(entry) else { return }
        }
    }

    // MARK: Entries

    /// What is not a run's: little, however many runs there were.
    private func fixedEntries(_ organization: Organization.ID, _ lots: [Lot], _ now: Timestamp) throws -> [StatementEntry] {
        let kinds = Dictionary(uniqueKeysWithValues: lots.map { ($0.id, $0.kind) })
        let all = try grants(organization, lots, now) + compensations(organization, kinds) + usageOfDays(organization, kinds)
        return all.filter { $0.at <= now }.sorted(by: StatementEntry.isNewer)
    }

    private func grants(_ organization: Organization.ID, _ lots: [Lot], _ now: Timestamp) throws -> [StatementEntry] {
        let notes = try LedgerStore(transaction).notes(of: organization)
        let bought = Set(
            try transaction.rows("SELECT lot FROM purchase WHERE organization = \(organization) AND lot IS NOT NULL").map {
                try $0.integer(0)
            })
        return lots.flatMap { lot -> [StatementEntry] in
            guard let granted = lot.granted else { return [] }
            let kind: StatementEntry.Kind = bought.contains(lot.id.rawValue) ? .purchase : .grant
            var entries = [entry(.init(milliseconds: lot.effective.milliseconds), kind, granted, lot.id, lot.kind, notes[lot.id])]
            if let expires = lot.expires, expires.milliseconds <= now.milliseconds, let rest = lot.remaining, rest > .zero {
                entries.append(entry(.init(milliseconds: expires.milliseconds), .lapse, -rest, lot.id, lot.kind, nil))
            }
            return entries
        }
    }

    private func compensations(_ organization: Organization.ID, _ kinds: [Lot.ID: Lot.Kind]) throws -> [StatementEntry] {
        try LedgerStore(transaction).entries(of: organization).map { written in
            let kind: StatementEntry.Kind =
                switch written.kind {
                case .void: .void
                case .refund: .refund
                case .debt: .debt
                case .adjustment: .adjustment
                }
            var entry = entry(written.at, kind, written.credits, written.lot, kinds[written.lot] ?? .adjustment, written.note)
            entry.run = written.run
            entry.author = written.author
            entry.ordinal = "\(written.lot)-\(written.id)"
            return entry
        }
    }

    /// Runs whose rows are gone: one entry per day, scenario and lot.
    private func usageOfDays(_ organization: Organization.ID, _ kinds: [Lot.ID: Lot.Kind]) throws -> [StatementEntry] {
        try transaction.rows("SELECT day, scenario, lot, credits, runs, last FROM posting_day WHERE organization = \(organization)").map {
            row in
            let lot = Lot.ID(rawValue: try row.integer(2))
            var entry = entry(try row.timestamp(5), .usage, -(try row.credits(3)), lot, kinds[lot] ?? .plan, try row.text(0))
            entry.scenario = .init(try row.integer(1))
            entry.runs = try row.integer(4)
            entry.ordinal = "\(try row.text(0))-\(try row.integer(1))-\(lot)"
            return entry
        }
    }

    private static let batch = 200

    /// What runs took, the newest first; a run that lives may have several rows.
    private func usage(
        _ organization: Organization.ID, upTo end: Timestamp?, from start: Timestamp?, offset: Int, _ kinds: [Lot.ID: Lot.Kind]
    ) throws -> [StatementEntry] {
        try transaction.rows(
            """
            SELECT p.run, p.lot, p.credits, p.posted, p.sequence, r.scenario FROM posting p JOIN run r ON r.organization = p.organization AND r.id = p.run
            WHERE p.organization = \(organization) \(Self.range(start, end, "p.posted")) ORDER BY p.posted DESC, p.run DESC, p.lot DESC, p.sequence DESC
            LIMIT \(Self.batch) OFFSET \(offset)
            """
        ).map { row in
            let (run, lot) = (RunID(trusted: try row.text(0)), Lot.ID(rawValue: try row.integer(1)))
            var entry = entry(try row.timestamp(3), .usage, -(try row.credits(2)), lot, kinds[lot] ?? .plan, nil)
            entry.run = run
            entry.scenario = .init(try row.integer(5))
            entry.ordinal = "\(run)-\(lot)-\(try row.integer(4))"
            return entry
        }
    }

    private func usageTotals(_ organization: Organization.ID, _ filter: StatementFilter) throws -> (count: Int64, sum: Credits) {
        let row = try transaction.row(
            """
            SELECT COUNT(*), COALESCE(SUM(credits), 0) FROM posting
            WHERE organization = \(organization) \(Self.range(filter.from, filter.to, "posted"))
            """)
        return (try row?.integer(0) ?? 0, try row?.credits(1) ?? .zero)
    }

    /// What runs took from lots with a limit at `instant` or later.
    private func usageSince(_ instant: Timestamp?, _ organization: Organization.ID, _ lots: [Lot]) throws -> Credits {
        guard let instant else { return .zero }
        let limited = lots.filter { $0.granted != nil }.map(\.id.rawValue)
        return try transaction.row(
            """
            SELECT COALESCE(SUM(credits), 0) FROM posting WHERE organization = \(organization) AND posted >= \(instant) AND lot IN (\(list: limited))
            """
        )?.credits(0) ?? .zero
    }

    private static func range(_ start: Timestamp?, _ end: Timestamp?, _ column: String) -> SQL {
        let from: SQL = start.map { "AND \(literal: column) >= \($0)" } ?? ""
        let to: SQL = end.map { "AND \(literal: column) < \($0)" } ?? ""
        return "\(from) \(to)"
    }

    private func entry(
        _ at: Timestamp, _ kind: StatementEntry.Kind, _ credits: Credits, _ lot: Lot.ID, _ lotKind: Lot.Kind, _ note: String?
    ) -> StatementEntry {
        StatementEntry(at: at, kind: kind, credits: credits, lot: lot, lotKind: lotKind, note: note, ordinal: "\(lot)")
    }
}

/// Merges what is fixed with what runs took, and carries the balance backwards.
private struct StatementReader {
    let kinds: [Lot.ID: Lot.Kind]
    /// After the next entry that is given.
    var balance: Credits
    private let lots: [Lot]
    private let unlimited: Set<Lot.ID>
    private var fixed: ArraySlice<StatementEntry>
    private var usage: [StatementEntry] = []
    private var position = 0

    init(fixed: [StatementEntry], lots: [Lot], upTo end: Timestamp?) {
        self.lots = lots
        kinds = Dictionary(uniqueKeysWithValues: lots.map { ($0.id, $0.kind) })
        let unlimited = Set(lots.filter { $0.granted == nil }.map(\.id))
        self.unlimited = unlimited
        // Everything that is fixed, and all that runs took of lots with a limit: what the lots say, less the sums that are fixed themselves.
        let days = fixed.filter { $0.kind == .usage && !unlimited.contains($0.lot) }.map(\.credits).sum()
        let used = lots.filter { $0.granted != nil }.map(\.used).sum()
        balance = fixed.filter { !unlimited.contains($0.lot) }.map(\.credits).sum() - used - days
        self.fixed = fixed[...]
        while let end, let newest = self.fixed.first, newest.at >= end {
            self.fixed.removeFirst()
            if !unlimited.contains(newest.lot) { balance -= newest.credits }
        }
    }

    var needsUsage: Bool { position == usage.count }

    mutating func add(_ rows: [StatementEntry]) {
        usage = rows
        position = 0
    }

    mutating func next() -> StatementEntry? {
        let run = position < usage.count ? usage[position] : nil
        guard var entry = newer(of: fixed.first, run) else { return nil }
        if entry.id == run?.id { position += 1 } else { fixed.removeFirst() }
        let isLimited = !lots.contains { $0.granted == nil && $0.isValid(at: Instant(milliseconds: entry.at.milliseconds)) }
        entry.balance = isLimited ? balance : nil
        if !unlimited.contains(entry.lot) { balance -= entry.credits }
        return entry
    }

    private func newer(of left: StatementEntry?, _ right: StatementEntry?) -> StatementEntry? {
        guard let left, let right else { return left ?? right }
        return StatementEntry.isNewer(left, right) ? left : right
    }
}
