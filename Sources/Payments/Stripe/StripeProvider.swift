/// Cards, through Stripe's HTTP API, charged without the customer being there.
///
/// Stripe keeps a key for 24 hours at least: an unknown outcome is to be asked for again before that, or waited for by webhook. It also
/// keeps the answer 500 under its key, so asking again may give the same until the webhook comes. https://docs.stripe.com/api/idempotent_requests
package struct StripeProvider: PaymentProvider {
    package let name = "stripe"
    let settings: StripeSettings
    private let http: any PaymentHTTP

    package init(_ settings: StripeSettings, http: any PaymentHTTP) {
        self.settings = settings
        self.http = http
    }

    package func pay(_ request: PaymentRequest) async throws(PaymentFailure) -> PaymentState {
        let form = StripeForm([
            "amount": "\(request.amount.minorUnits)",
            "currency": request.amount.currency,
            "description": request.description,
            "customer": request.customer,
            "payment_method": request.paymentMethod,
            // Else Stripe offers ways to pay that need a browser, and asks for an address to return to.
            "payment_method_types[0]": "card",
            "confirm": "true",
            "off_session": "true",
            "metadata[purchase_id]": "\(request.purchase)",
            "metadata[organization_id]": "\(request.organization)",
        ])
        return try await post("/v1/payment_intents", form, key: request.idempotencyKey).paymentState()
    }

    package func state(of reference: String) async throws(PaymentFailure) -> PaymentState? {
        guard StripeName.isOne(reference, of: "pi_") else { return nil }
        return try await get("/v1/payment_intents/\(reference)").found { answer throws(PaymentFailure) in try answer.paymentState() }
    }

    func post(_ path: String, _ form: StripeForm, key: String) async throws(PaymentFailure) -> StripeAnswer {
        try await perform(
            .post, path, [("Content-Type", "application/x-www-form-urlencoded"), ("Idempotency-Key", key)], body: form.bytes)
    }

    func get(_ path: String) async throws(PaymentFailure) -> StripeAnswer { try await perform(.get, path, [], body: []) }

    private func perform(
        _ method: PaymentHTTPRequest.Method, _ path: String, _ headers: [(name: String, value: String)], body: [UInt8]
    ) async throws(PaymentFailure) -> StripeAnswer {
        let request = PaymentHTTPRequest(
            method: method, url: settings.baseURL + path, headers: commonHeaders + headers, body: body, timeLimit: settings.timeLimit)
        do {
            return StripeAnswer(try await http.perform(request))
        } catch {
            throw PaymentFailure(.unknown, "Stripe could not be asked: \(error.reason).")
        }
    }

    private var commonHeaders: [(name: String, value: String)] {
        [
            ("Authorization", "Bearer \(settings.secretKey)"),
            ("Stripe-Version", StripeSettings.version),
            ("User-Agent", "flowmeter"),
        ]
    }
}
