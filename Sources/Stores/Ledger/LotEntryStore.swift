package import Ledger
import StorageCore
package import Values

/// A compensating entry: what changed a lot after it was granted. Entries are only ever added.
package struct LotEntry: Hashable, Sendable {
    package enum Kind: Int64, CaseIterable, Sendable {
        /// The rest of the lot was taken back.
        case void = 1
        /// What a run had cost was given back.
        case refund = 2
        /// Another lot paid this lot's debt, or this lot paid another's.
        case debt = 3
        case adjustment = 4
    }

    package var id: Int64
    package var lot: Lot.ID
    package var kind: Kind
    /// Above zero: given; below: taken.
    package var credits: Credits
    package var at: Timestamp
    package var run: Run.ID?
    package var author: User.ID?
    package var note: String?

    package init(
        id: Int64 = 0, lot: Lot.ID, kind: Kind, credits: Credits, at: Timestamp, run: Run.ID? = nil, author: User.ID? = nil,
        note: String? = nil
    ) {
        self.id = id
        self.lot = lot
        self.kind = kind
        self.credits = credits
        self.at = at
        self.run = run
        self.author = author
        self.note = note
    }
}

extension LedgerStore {
    /// A lot, locked against other writers: for a transaction that writes.
    package func lot(_ id: Lot.ID, of organization: Organization.ID) throws -> Lot? {
        try transaction.row(
            """
            SELECT \(literal: Self.lotColumns) FROM lot WHERE organization = \(organization) AND id = \(id.rawValue)\(transaction.dialect.forUpdate)
            """
        ).map(lot)
    }

    package func notes(of organization: Organization.ID) throws -> [Lot.ID: String] {
        var notes: [Lot.ID: String] = [:]
        for row in try transaction.rows("SELECT id, note FROM lot WHERE organization = \(organization) AND note IS NOT NULL") {
            notes[Lot.ID(rawValue: try row.integer(0))] = try row.text(1)
        }
        return notes
    }

    /// Adds an entry and its sum to the lot; false if one with this `key` is there already, and then nothing changed.
    @discardableResult
    package func add(_ entry: LotEntry, to organization: Organization.ID, key: String? = nil) throws -> Bool {
        let id = try SequenceStore(transaction).next("lotEntry")
        let added = try transaction.execute(
            """
            INSERT INTO lot_entry (organization, id, lot, kind, credits, at, run, author, note, key)
            VALUES (\(organization), \(id), \(entry.lot.rawValue), \(entry.kind.rawValue), \(entry.credits), \(entry.at), \(entry.run),
                \(entry.author), \(entry.note), \(key)) ON CONFLICT (organization, key) DO NOTHING
            """)
        guard added == 1 else { return false }
        try transaction.execute(
            "UPDATE lot SET adjusted = adjusted + \(entry.credits) WHERE organization = \(organization) AND id = \(entry.lot.rawValue)")
        return true
    }

    /// Every entry, the oldest first.
    package func entries(of organization: Organization.ID) throws -> [LotEntry] {
        try transaction.rows(
            "SELECT id, lot, kind, credits, at, run, author, note FROM lot_entry WHERE organization = \(organization) ORDER BY id"
        ).map {
            LotEntry(
                id: try $0.integer(0), lot: Lot.ID(rawValue: try $0.integer(1)),
                kind: LotEntry.Kind(rawValue: try $0.integer(2)) ?? .adjustment,
                credits: try $0.credits(3), at: try $0.timestamp(4), run: try $0.optionalText(5).map(RunID.init(trusted:)),
                author: try $0.optionalInteger(6).map(User.ID.init(_:)), note: try $0.optionalText(7))
        }
    }

    /// What a run took from each lot, in the order in which lots were burnt.
    package func postings(of run: Run.ID, in organization: Organization.ID) throws -> [(lot: Lot.ID, credits: Credits)] {
        try transaction.rows(
            """
            SELECT lot, SUM(credits), MIN(sequence) FROM posting WHERE organization = \(organization) AND run = \(run)
            GROUP BY lot ORDER BY MIN(sequence), lot
            """
        ).map { (Lot.ID(rawValue: try $0.integer(0)), try $0.credits(1)) }
    }

    /// What compensating entries gave back of a run's cost.
    package func refunded(_ run: Run.ID, in organization: Organization.ID) throws -> Credits {
        try transaction.row(
            """
            SELECT COALESCE(SUM(credits), 0) FROM lot_entry
            WHERE organization = \(organization) AND run = \(run) AND kind = \(LotEntry.Kind.refund.rawValue)
            """
        )?.credits(0) ?? .zero
    }

    /// Pays what older lots used beyond their own from a lot that was just granted: debt comes before usage (decision 11).
    package func payDebt(of organization: Organization.ID, from lot: Lot, at now: Timestamp) throws {
        for payment in try lots(of: organization).debtPayments(from: lot) {
            let (debtor, paid) = (payment.lot, payment.credits)
            try add(LotEntry(lot: debtor, kind: .debt, credits: paid, at: now, note: "paid from lot \(lot.id)"), to: organization)
            try add(LotEntry(lot: lot.id, kind: .debt, credits: -paid, at: now, note: "debt of lot \(debtor)"), to: organization)
        }
    }

    /// Adds a lot and pays what is owed from it.
    package func grant(_ lot: Lot, to organization: Organization.ID, note: String? = nil, at now: Timestamp) throws {
        try add(lot, to: organization, note: note)
        try payDebt(of: organization, from: lot, at: now)
    }

    package func nextLot() throws -> Lot.ID { Lot.ID(rawValue: try SequenceStore(transaction).next("lot")) }
}
