import Payments

func request(
    customer: String = "cus_1", paymentMethod: String = "pm_1", key: String = "purchase-42-1", description: String = "10,000 extra credits",
    purchase: Int64 = 42
) throws -> PaymentRequest {
    try PaymentRequest(
        amount: Money(minorUnits: 1125, currency: "EUR"), description: description, customer: customer, paymentMethod: paymentMethod,
        idempotencyKey: key, purchase: purchase, organization: 7)
}

func stripe(_ http: any PaymentHTTP, baseURL: String = "https://api.stripe.com") throws -> StripeProvider {
    StripeProvider(try StripeSettings(secretKey: "sk_test_hunter2", webhookSecret: "whsec_hunter3", baseURL: baseURL), http: http)
}

/// What came of it: a state, or why there is none.
enum Outcome: Equatable {
    case state(PaymentState?)
    case failure(PaymentFailure.Kind)
}

func outcome(_ body: () async throws(PaymentFailure) -> PaymentState?) async -> Outcome {
    do {
        return .state(try await body())
    } catch {
        return .failure(error.kind)
    }
}
