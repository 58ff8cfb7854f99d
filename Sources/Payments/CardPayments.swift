/// A provider that charges cards which customers left with it.
package protocol CardPayments: PaymentProvider {
    /// Stores a customer; gives the provider's reference to it.
    /// - Parameter idempotencyKey: the same for every attempt at storing the same customer.
    func makeCustomer(organization: Int64, name: String, email: String?, idempotencyKey: String) async throws(PaymentFailure) -> String

    /// Gives a payment method to a customer; gives what a reader may see of it: `visa •••• 4242`.
    /// - Throws: ``PaymentFailure`` (`notMade`) if the card is refused.
    func attach(_ paymentMethod: String, to customer: String, idempotencyKey: String) async throws(PaymentFailure) -> String
}
