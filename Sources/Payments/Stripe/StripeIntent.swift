import Values

/// A payment intent as Stripe shows it. https://docs.stripe.com/api/payment_intents/object
struct StripeIntent {
    let id: String
    private let object: JSON
    private let status: String

    init?(_ object: JSON) {
        guard let id = object["id"]?.asText, StripeName.isOne(id, of: "pi_"), let status = object["status"]?.asText else { return nil }
        self.id = id
        self.object = object
        self.status = status
    }

    /// `nil` for a status that is not in the documentation of the version that we ask for.
    var state: PaymentState? {
        switch status {
        case "succeeded": .settled(reference: id)
        // What requires something of someone stays open at Stripe; off session that can be nobody but the operator.
        case "processing", "requires_action", "requires_capture", "requires_confirmation": .pending(reference: id)
        case "requires_payment_method": .declined(reference: id, reason: Self.reason(object["last_payment_error"]))
        case "canceled": .declined(reference: id, reason: "The payment was canceled.")
        default: nil
        }
    }

    var purchase: Int64? { metadata("purchase_id") }
    var organization: Int64? { metadata("organization_id") }

    private func metadata(_ name: String) -> Int64? { object["metadata"]?[name]?.asText.flatMap { Int64($0) } }

    /// For the customer: Stripe's sentence, with the bank's code where there is one.
    static func reason(_ error: JSON?) -> String {
        let sentence = error?["message"]?.asText ?? "The payment was declined."
        guard let code = error?["decline_code"]?.asText ?? error?["code"]?.asText else { return sentence }
        return "\(sentence) (\(code))"
    }
}
