package import Ledger
import Logging
package import Payments
import StorageCore
package import Stores
package import Values

/// Sells extra credits: writes down what is bought, has it paid, and grants it with the payment, once (decision 15).
///
/// A purchase is on disk before its provider hears of it, and every attempt at it carries the same idempotency key. So whatever is cut
/// off, answered twice or told late ends in one payment and one lot, or in none of both.
package struct PurchaseDesk: Sendable {
    let storage: any Storage
    let registry: OrganizationRegistry
    let catalog: Catalog
    let providers: PaymentProviders
    let logger: Logger
    let now: @Sendable () -> Timestamp

    init(
        storage: any Storage, registry: OrganizationRegistry, catalog: Catalog, providers: PaymentProviders, logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.storage = storage
        self.registry = registry
        self.catalog = catalog
        self.providers = providers
        self.logger = logger
        self.now = now
    }

    /// Who takes new purchases: `invoice`, `stripe`.
    package var providerName: String { providers.standard.name }
    package var sendsInvoices: Bool { providers.standard is InvoiceProvider }

    /// Buys by hand. The same key again is the same purchase. Throws ``InvalidInput`` where it is not sold.
    package func buy(_ credits: Credits, key: String, for organization: Organization.ID, by actor: Actor) async throws -> Purchase {
        let offer = try await offer(credits, for: organization)
        let (now, provider) = (now(), providers.standard.name)
        let made = try await storage.write { transaction -> (purchase: Purchase, isNew: Bool) in
            let store = PurchaseStore(transaction)
            if let known = try store.purchase(key: key, of: organization) {
                guard known.credits == credits else {
                    throw InvalidInput("key", "This key bought \(known.credits) credits already. Use another for another purchase.")
                }
                return (known, false)
            }
            let purchase = Purchase(
                id: .init(try SequenceStore(transaction).next("purchase")), organization: organization, key: key, kind: .manual,
                credits: credits, price: offer.minorUnits, currency: offer.currency, provider: provider, period: offer.period, created: now,
                expires: nil, author: actor.user)
            let leased = purchase.triedAgain(at: Timestamp(milliseconds: now.milliseconds + PurchaseRetry.lease))
            return try store.add(leased) ? (leased, true) : (purchase, false)
        }
        guard made.isNew else { return try await purchase(made.purchase.id, of: organization) }
        return try await pay(made.purchase, by: actor)
    }

    package struct Offer: Hashable, Sendable {
        package var credits: Credits
        package var minorUnits: Int64
        package var currency: String
        /// The start of the period that it is bought in, and its end, when it lapses.
        package var period: Timestamp
        package var expires: Timestamp
        package var transfer: Int64
        package var provider: String
    }

    /// What `credits` would cost. Throws ``InvalidInput`` where they are not sold, saying why and what to do.
    package func offer(_ credits: Credits, for organization: Organization.ID) async throws -> Offer {
        let now = now()
        let books = try await registry.books(of: organization, at: now)
        let plan = books.plan
        guard let extra = plan.extra else { throw InvalidInput("centicredits", "The plan \(plan.name) sells no extra credits.") }
        guard !needsCard(books.autoPurchasing) else { throw InvalidInput("paymentMethod", Self.cardMissing) }
        let period = books.period(containing: now)
        switch ExtraCredits.offer(credits, on: plan) {
        case .sold(let sold, let minorUnits, let currency):
            return Offer(
                credits: sold, minorUnits: minorUnits, currency: currency, period: Timestamp(period.start), expires: Timestamp(period.end),
                transfer: Plan.transfer(for: sold), provider: providers.standard.name)
        case .refused(.notInUnits(let unit)):
            throw InvalidInput("centicredits", "Extra credits are sold in multiples of \(unit).")
        case .refused(.nothingAskedFor):
            throw InvalidInput("centicredits", "Say how many credits to buy, in multiples of \(extra.manualUnit).")
        case .refused(.notForSale): throw InvalidInput("centicredits", "The plan \(plan.name) sells no extra credits.")
        }
    }

    /// The operator saw the money of an invoice.
    package func settle(_ id: Purchase.ID, of organization: Organization.ID, by actor: Actor) async throws -> Purchase {
        let purchase = try await invoice(id, of: organization)
        return try await apply(.settled(reference: purchase.reference ?? InvoiceProvider.number(of: id.rawValue)), to: purchase, by: actor)
    }

    /// The operator gives an invoice up.
    package func cancel(_ id: Purchase.ID, of organization: Organization.ID, by actor: Actor) async throws -> Purchase {
        var purchase = try await invoice(id, of: organization)
        purchase.state = .cancelled
        purchase.settled = now()
        purchase.nextAttempt = nil
        let (cancelled, now) = (purchase, now())
        try await storage.write { transaction in
            guard try PurchaseStore(transaction).save(cancelled) else { return }
            try Acts(transaction).add(Self.act("Cancelled the purchase of \(cancelled.credits) extra credits", cancelled, actor, now))
        }
        return try await self.purchase(id, of: organization)
    }

    private func invoice(_ id: Purchase.ID, of organization: Organization.ID) async throws -> Purchase {
        let purchase = try await purchase(id, of: organization)
        guard purchase.provider == InvoiceProvider().name else {
            throw InvalidInput(
                "purchase", "The provider '\(purchase.provider)' says itself when it is paid; only invoices are settled by hand.")
        }
        return purchase
    }

    func purchase(_ id: Purchase.ID, of organization: Organization.ID) async throws -> Purchase {
        guard let purchase = try await storage.read({ try PurchaseStore($0).purchase(id, of: organization) }) else {
            throw NotFound("purchase")
        }
        return purchase
    }

    static func act(_ summary: String, _ purchase: Purchase, _ actor: Actor, _ now: Timestamp) -> Act {
        Act(
            organization: purchase.organization, at: now, kind: .purchase,
            summary: "\(summary) for \(PriceText.text(purchase.price)) \(purchase.currency)", author: actor.user, address: actor.address,
            subject: "purchase \(purchase.id)")
    }
}

/// Who collects the money in this installation.
package struct PaymentProviders: Sendable {
    /// Takes new purchases.
    package let standard: any PaymentProvider
    private let all: [String: any PaymentProvider]

    /// - Parameter others: providers of earlier purchases.
    package init(_ standard: any PaymentProvider = InvoiceProvider(), others: [any PaymentProvider] = []) {
        self.standard = standard
        all = Dictionary(([standard, InvoiceProvider()] + others).map { ($0.name, $0) }) { first, _ in first }
    }

    package func named(_ name: String) -> (any PaymentProvider)? { all[name] }
}

/// When a purchase whose payment is not known is asked for again.
enum PurchaseRetry {
    /// How long the attempt that is under way has it for itself.
    static let lease: Int64 = 120_000
    private static let minutes: [Int64] = [1, 2, 5, 15, 60]

    static func next(after attempts: Int64, at now: Timestamp) -> Timestamp {
        let index = min(max(0, Int(attempts) - 1), minutes.count - 1)
        return Timestamp(milliseconds: now.milliseconds + minutes[index] * 60_000)
    }
}

extension Purchase {
    func triedAgain(at next: Timestamp?) -> Purchase {
        var purchase = self
        purchase.nextAttempt = next
        return purchase
    }
}
