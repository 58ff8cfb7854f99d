package import Values

extension StripeProvider {
    /// What says how a payment ended. https://docs.stripe.com/api/events/types
    private static let types: Set = ["payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled"]
    /// An event holds one object.
    private static let limits = JSONLimits(maxBytes: 1_000_000, maxDepth: 50)

    package func event(
        fromWebhook body: [UInt8], headers: [(name: String, value: String)], now: Timestamp
    ) throws(PaymentFailure) -> PaymentEvent? {
        guard let header = headers.first(where: { $0.name.lowercased() == "stripe-signature" }) else {
            throw StripeSignature.notGenuine("it is not signed")
        }
        try StripeSignature(parsing: header.value)
            .verify(body, secret: settings.webhookSecret, now: now, tolerance: settings.webhookTolerance)
        return Self.event(body)
    }

    /// `nil` for other types, and for payments that another program made in the same account.
    private static func event(_ body: [UInt8]) -> PaymentEvent? {
        guard let event = try? JSON(parsing: body, limits: limits), let id = event["id"]?.asText, let type = event["type"]?.asText,
            types.contains(type), let intent = event["data"]?["object"].flatMap(StripeIntent.init), let purchase = intent.purchase,
            let state = intent.state
        else { return nil }
        return PaymentEvent(id: id, reference: intent.id, purchase: purchase, organization: intent.organization, state: state)
    }
}
