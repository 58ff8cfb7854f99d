package import Values

/// The provider of an installation that collects its money by itself: a payment is an invoice, which the operator marks as paid in our own
/// database once the money is there. Nothing leaves the machine.
package struct InvoiceProvider: PaymentProvider {
    package let name = "invoice"

    package init() {}

    package func pay(_ request: PaymentRequest) async throws(PaymentFailure) -> PaymentState {
        .pending(reference: Self.number(of: request.purchase))
    }

    /// What was settled is written in the database that asks; as far as this goes, every invoice is open.
    package func state(of reference: String) async throws(PaymentFailure) -> PaymentState? {
        Self.purchase(of: reference) == nil ? nil : .pending(reference: reference)
    }

    package func event(
        fromWebhook body: [UInt8], headers: [(name: String, value: String)], now: Timestamp
    ) throws(PaymentFailure) -> PaymentEvent? { nil }

    /// `INV-00000042`: the purchase's id with at least eight digits, so that numbers sort like purchases.
    package static func number(of purchase: Int64) -> String {
        let digits = String(purchase)
        return prefix + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }

    /// The purchase that an invoice number is of; `nil` if it is none that ``number(of:)`` makes.
    package static func purchase(of number: String) -> Int64? {
        guard number.hasPrefix(prefix), let purchase = Int64(number.dropFirst(prefix.count)), Self.number(of: purchase) == number else {
            return nil
        }
        return purchase
    }

    private static let prefix = "INV-"
}
