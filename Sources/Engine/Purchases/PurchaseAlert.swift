import Ledger
import StorageCore
import Stores
import Values

/// Tells an organization what became of its purchases.
struct PurchaseAlert {
    private let transaction: any Transaction
    private let now: Timestamp

    init(_ transaction: any Transaction, at now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    func granted(_ purchase: Purchase) throws {
        try tell(
            purchase, "\(purchase.credits) extra credits were bought",
            "\(purchase.credits) extra credits were bought for \(price(purchase)). Receipt \(purchase.receipt).")
    }

    func declined(_ purchase: Purchase) throws {
        try tell(
            purchase, "A payment was declined",
            "The payment of \(price(purchase)) for \(purchase.credits) extra credits was declined: \(purchase.failure ?? ""). Nothing was charged. "
                + "Change the means of payment, or buy by hand.")
    }

    private func price(_ purchase: Purchase) -> String { "\(PriceText.text(purchase.price)) \(purchase.currency)" }

    private func tell(_ purchase: Purchase, _ subject: String, _ text: String) throws {
        let settings = try AlertStore(transaction).settings(of: purchase.organization)
        guard settings.kinds.contains(.purchase) else { return }
        let message = AlertMessage(kind: "purchase", subject: subject, text: text, data: ["purchase": "\(purchase.id)"])
        try OutboxStore(transaction).add(message.messages(to: settings, of: purchase.organization, at: now, transaction))
    }
}

extension Purchase {
    /// The number of its receipt: `FM-000004`.
    package var receipt: String {
        let digits = "\(id)"
        return "FM-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
    }
}
