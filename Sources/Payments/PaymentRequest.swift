/// A payment that the installation asks a customer's provider for, without the customer being there.
package struct PaymentRequest: Hashable, Sendable {
    package let amount: Money
    /// For the customer's statement and the provider's pages; at most 500 bytes.
    package let description: String
    /// Who pays, in the provider's words, such as `cus_…`; what the provider made when the customer was stored.
    package let customer: String
    /// What they pay with, such as `pm_…`.
    package let paymentMethod: String
    /// The same for every attempt at the same payment, and for no other: the provider then carries it out at most once.
    package let idempotencyKey: String
    package let purchase: Int64
    package let organization: Int64

    /// - Throws: ``PaymentFailure`` (`notMade`) where a value is outside of what providers take.
    package init(
        amount: Money, description: String, customer: String, paymentMethod: String, idempotencyKey: String, purchase: Int64,
        organization: Int64
    ) throws(PaymentFailure) {
        guard !description.isEmpty, description.utf8.count <= 500 else {
            throw PaymentFailure(.notMade, "A payment's description must have 1 to 500 bytes.")
        }
        // It goes into a header.
        guard 1...255 ~= idempotencyKey.utf8.count, idempotencyKey.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw PaymentFailure(.notMade, "An idempotency key must have 1 to 255 visible characters of ASCII.")
        }
        self.amount = amount
        self.description = description
        self.customer = customer
        self.paymentMethod = paymentMethod
        self.idempotencyKey = idempotencyKey
        self.purchase = purchase
        self.organization = organization
    }
}
