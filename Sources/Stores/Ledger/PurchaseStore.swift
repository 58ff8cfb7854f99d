package import Ledger
package import StorageCore
package import Values

/// Extra credits that somebody bought, or wants to. The lot comes with the state `granted`, in the same transaction.
package struct Purchase: Hashable, Sendable {
    package typealias ID = Identifier<Purchase>

    package enum Kind: String, Sendable { case manual, auto }

    package enum State: String, CaseIterable, Sendable {
        /// Not known yet whether it is paid: the provider is asked again with the same key.
        case pending
        case granted
        case declined
        case cancelled

        package var isOpen: Bool { self == .pending }
    }

    package var id: ID
    package var organization: Organization.ID
    /// The same key is the same purchase, and the same payment.
    package var key: String
    package var kind: Kind
    package var credits: Credits
    /// In minor units of `currency`.
    package var price: Int64
    package var currency: String
    package var state: State
    package var provider: String
    /// The provider's own number of the payment.
    package var reference: String?
    /// The start of the billing period in which it was bought.
    package var period: Timestamp
    package var created: Timestamp
    package var settled: Timestamp?
    package var expires: Timestamp?
    package var lot: Lot.ID?
    package var author: User.ID?
    package var failure: String?
    package var attempts: Int64 = 0
    package var nextAttempt: Timestamp?

    package init(
        id: ID, organization: Organization.ID, key: String, kind: Kind, credits: Credits, price: Int64, currency: String, provider: String,
        period: Timestamp, created: Timestamp, expires: Timestamp?, author: User.ID?
    ) {
        self.id = id
        self.organization = organization
        self.key = key
        self.kind = kind
        self.credits = credits
        self.price = price
        self.currency = currency
        self.provider = provider
        self.period = period
        self.created = created
        self.expires = expires
        self.author = author
        state = .pending
    }
}

package struct PurchaseStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// False if a purchase with this key is there already.
    package func add(_ purchase: Purchase) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO purchase (\(literal: Self.columns)) VALUES (\(purchase.id), \(purchase.organization), \(purchase.key),
                \(purchase.kind.rawValue), \(purchase.credits), \(purchase.price), \(purchase.currency), \(purchase.state.rawValue),
                \(purchase.provider), \(purchase.reference), \(purchase.period), \(purchase.created), \(purchase.settled), \(purchase.expires),
                \(purchase.lot?.rawValue), \(purchase.author), \(purchase.failure), \(purchase.attempts), \(purchase.nextAttempt))
            ON CONFLICT (organization, key) DO NOTHING
            """) == 1
    }

    /// Writes what became of a purchase; false if it was no longer in the state `from`, and then nothing changed.
    package func save(_ purchase: Purchase, from state: Purchase.State = .pending) throws -> Bool {
        try transaction.execute(
            """
            UPDATE purchase SET state = \(purchase.state.rawValue), reference = \(purchase.reference), settled = \(purchase.settled),
                expires = \(purchase.expires), lot = \(purchase.lot?.rawValue), failure = \(purchase.failure), attempts = \(purchase.attempts),
                next_attempt = \(purchase.nextAttempt)
            WHERE organization = \(purchase.organization) AND id = \(purchase.id) AND state = \(state.rawValue)
            """) == 1
    }

    /// - Parameter locked: against other writers, for a transaction that is about to change it.
    package func purchase(_ id: Purchase.ID, of organization: Organization.ID, locked: Bool = false) throws -> Purchase? {
        try one("organization = \(organization) AND id = \(id)\(locked ? transaction.dialect.forUpdate : "")")
    }

    package func purchase(key: String, of organization: Organization.ID) throws -> Purchase? {
        try one("organization = \(organization) AND key = \(key)")
    }

    /// The purchase that a provider's number belongs to, whichever organization's.
    package func purchase(reference: String, provider: String) throws -> Purchase? {
        try one("reference = \(reference) AND provider = \(provider)")
    }

    package func purchases(of organization: Organization.ID, limit: Int, offset: Int = 0) throws -> [Purchase] {
        try transaction.rows(
            "SELECT \(literal: Self.columns) FROM purchase WHERE organization = \(organization) ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)"
        ).map(Self.purchase)
    }

    package func count(of organization: Organization.ID) throws -> Int64 {
        try transaction.row("SELECT COUNT(*) FROM purchase WHERE organization = \(organization)")?.integer(0) ?? 0
    }

    /// Pending purchases whose provider is to be asked (again) now.
    package func due(at now: Timestamp, limit: Int) throws -> [Purchase] {
        try transaction.rows(
            """
            SELECT \(literal: Self.columns) FROM purchase WHERE state = \(Purchase.State.pending.rawValue) AND next_attempt <= \(now)
            ORDER BY next_attempt, organization, id LIMIT \(limit)
            """
        ).map(Self.purchase)
    }

    /// Automatic purchases of a period that are granted or may still be.
    package func boughtByItself(of organization: Organization.ID, period: Timestamp) throws -> (credits: Credits, inFlight: Bool) {
        let rows = try transaction.rows(
            """
            SELECT state, SUM(credits) FROM purchase WHERE organization = \(organization) AND kind = \(Purchase.Kind.auto.rawValue)
                AND (period = \(period) AND state = \(Purchase.State.granted.rawValue) OR state = \(Purchase.State.pending.rawValue)) GROUP BY state
            """)
        return try rows.reduce((Credits.zero, false)) { sum, row in
            (try sum.0 + row.credits(1), try sum.1 || row.text(0) == Purchase.State.pending.rawValue)
        }
    }

    package func failures(of organization: Organization.ID, limit: Int) throws -> [Purchase] {
        try transaction.rows(
            """
            SELECT \(literal: Self.columns) FROM purchase WHERE organization = \(organization) AND state = \(Purchase.State.declined.rawValue)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map(Self.purchase)
    }

    /// The purchase that each lot came from.
    package func purchases(ofLots lots: Set<Lot.ID>, in organization: Organization.ID) throws -> [Lot.ID: (
        id: Purchase.ID, author: User.ID?
    )] {
        guard !lots.isEmpty else { return [:] }
        var purchases: [Lot.ID: (id: Purchase.ID, author: User.ID?)] = [:]
        for row in try transaction.rows(
            """
            SELECT lot, id, author FROM purchase WHERE organization = \(organization) AND lot IN (\(list: lots.map(\.rawValue).sorted()))
            """)
        {
            purchases[Lot.ID(rawValue: try row.integer(0))] = (
                .init(try row.integer(1)), try row.optionalInteger(2).map(User.ID.init(_:))
            )
        }
        return purchases
    }

    private func one(_ condition: SQL) throws -> Purchase? {
        try transaction.row("SELECT \(literal: Self.columns) FROM purchase WHERE \(condition)").map(
            Self.purchase)
    }

    static let columns = """
        id, organization, key, kind, credits, price, currency, state, provider, reference, period, created, settled, expires, lot, author, failure,
        attempts, next_attempt
        """

    private static func purchase(_ row: Row) throws -> Purchase {
        var purchase = Purchase(
            id: .init(try row.integer(0)), organization: .init(try row.integer(1)), key: try row.text(2),
            kind: Purchase.Kind(rawValue: try row.text(3)) ?? .manual, credits: try row.credits(4), price: try row.integer(5),
            currency: try row.text(6), provider: try row.text(8), period: try row.timestamp(10), created: try row.timestamp(11),
            expires: try row.optionalTimestamp(13), author: try row.optionalInteger(15).map(User.ID.init(_:)))
        purchase.state = Purchase.State(rawValue: try row.text(7)) ?? .pending
        purchase.reference = try row.optionalText(9)
        purchase.settled = try row.optionalTimestamp(12)
        purchase.lot = try row.optionalInteger(14).map(Lot.ID.init(rawValue:))
        purchase.failure = try row.optionalText(16)
        purchase.attempts = try row.integer(17)
        purchase.nextAttempt = try row.optionalTimestamp(18)
        return purchase
    }
}
