import Values

/// Storing a card, so that it can be charged while the customer is away.
extension StripeProvider: CardPayments {
    /// What a page needs to have the customer enter a card at Stripe.
    package struct CardSetup: Hashable, Sendable {
        /// `seti_…`
        package let reference: String
        /// For Stripe's script in the browser; to nobody else.
        package let clientSecret: String
    }

    /// Stores a customer; gives its reference, `cus_…`.
    /// - Parameter idempotencyKey: the same for every attempt at storing the same customer.
    package func makeCustomer(
        organization: Int64, name: String, email: String?, idempotencyKey: String
    ) async throws(PaymentFailure) -> String {
        var form = StripeForm(["name": name, "metadata[organization_id]": "\(organization)"])
        if let email { form.add("email", email) }
        return try await post("/v1/customers", form, key: idempotencyKey).text("id")
    }

    /// Begins to store a card of a customer's. The bank is asked now for payments off session, so that it does not ask the customer later.
    package func beginCardSetup(for customer: String, idempotencyKey: String) async throws(PaymentFailure) -> CardSetup {
        let form = StripeForm(["customer": customer, "usage": "off_session", "payment_method_types[0]": "card"])
        let answer = try await post("/v1/setup_intents", form, key: idempotencyKey)
        return CardSetup(reference: try answer.text("id"), clientSecret: try answer.text("client_secret"))
    }

    /// The payment method (`pm_…`) that a setup ended with; `nil` while it has not, or if Stripe knows no such setup.
    package func card(of setup: String) async throws(PaymentFailure) -> String? {
        guard StripeName.isOne(setup, of: "seti_") else { return nil }
        let answer = try await get("/v1/setup_intents/\(setup)").found { answer throws(PaymentFailure) in try answer.object() }
        guard answer?["status"]?.asText == "succeeded" else { return nil }
        return answer?["payment_method"]?.asText
    }

    /// Where the setup did not.
    package func attach(_ paymentMethod: String, to customer: String, idempotencyKey: String) async throws(PaymentFailure) -> String {
        guard StripeName.isOne(paymentMethod, of: "pm_") else {
            throw PaymentFailure(.notMade, "This is not one of Stripe's payment methods.")
        }
        let attached = try await post(
            "/v1/payment_methods/\(paymentMethod)/attach", StripeForm(["customer": customer]), key: idempotencyKey
        ).object()
        let (brand, last) = (attached["card"]?["brand"]?.asText, attached["card"]?["last4"]?.asText)
        return "\(brand ?? "card") •••• \(last ?? "")"
    }
}
