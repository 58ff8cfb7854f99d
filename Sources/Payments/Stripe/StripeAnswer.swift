import Values

/// What an answer of Stripe's API means. Certain is only what Stripe itself says: a proxy's page may stand before or after anything.
/// https://docs.stripe.com/api/errors
struct StripeAnswer {
    private let status: Int
    private let body: JSON?

    /// An answer is a few kilobytes, and nested a few levels.
    private static let limits = JSONLimits(maxBytes: 1_000_000, maxDepth: 50)

    init(_ response: PaymentHTTPResponse) {
        status = response.status
        body = try? JSON(parsing: response.body, limits: Self.limits)
    }

    /// Of a request that makes or reads a payment intent.
    func paymentState() throws(PaymentFailure) -> PaymentState {
        if status == 402, let error {
            let intent = error["payment_intent"].flatMap(StripeIntent.init)
            return .declined(reference: intent?.id, reason: StripeIntent.reason(error))
        }
        guard let intent = StripeIntent(try object()), let state = intent.state else { throw unreadable }
        return state
    }

    /// `nil` if Stripe knows no such thing.
    func found<Found>(_ read: (StripeAnswer) throws(PaymentFailure) -> Found) throws(PaymentFailure) -> Found? {
        if status == 404, error != nil { return nil }
        return try read(self)
    }

    /// What a request that was carried out gives.
    func object() throws(PaymentFailure) -> JSON {
        if 200..<300 ~= status {
            guard let body, body.asObject != nil else { throw unreadable }
            return body
        }
        throw failure
    }

    /// A member of what a request gives.
    func text(_ name: String) throws(PaymentFailure) -> String {
        guard let text = try object()[name]?.asText else { throw unreadable }
        return text
    }

    private var error: JSON? { body?["error"].flatMap { $0.asObject == nil ? nil : $0 } }

    private var unreadable: PaymentFailure {
        PaymentFailure(.unknown, "Stripe answered \(status) with something that is not in its documentation. Check the provider's address.")
    }

    private var failure: PaymentFailure {
        guard let error, 400..<500 ~= status else {
            return PaymentFailure(.unknown, "Stripe could not say what became of the payment: its answer was \(status).")
        }
        let message = error["message"]?.asText ?? "no reason given"
        switch status {
        case 401:
            return PaymentFailure(.notMade, "Stripe does not accept the secret key. Check it in the settings.")
        case 403:
            return PaymentFailure(.notMade, "Stripe's secret key may not do this. Give it the rights, or use another.")
        case 409, 424, 429:
            return PaymentFailure(.unknown, "Stripe is busy (\(status)).")
        // Another request had this key, so what became of that one is what counts.
        case _ where error["type"]?.asText == "idempotency_error":
            return PaymentFailure(.unknown, "Stripe has seen this payment's key with other values: \(message)")
        default:
            return PaymentFailure(.notMade, "Stripe refused the request (\(status)): \(message)")
        }
    }
}
