/// What a provider tells by itself. It may come twice, late, or before the answer that it is about.
package struct PaymentEvent: Hashable, Sendable {
    /// The provider's name of the event, by which a second delivery is known.
    package let id: String
    package let reference: String
    package let purchase: Int64
    package let organization: Int64?
    package let state: PaymentState

    package init(id: String, reference: String, purchase: Int64, organization: Int64?, state: PaymentState) {
        self.id = id
        self.reference = reference
        self.purchase = purchase
        self.organization = organization
        self.state = state
    }
}
