package import Values

/// Who collects the money.
package protocol PaymentProvider: Sendable {
    /// As stored with a purchase: `invoice`, `stripe`.
    var name: String { get }

    /// Carries the payment out, at most once per idempotency key however often it is called.
    /// - Throws: ``PaymentFailure``; after `unknown` call it again with the same request.
    func pay(_ request: PaymentRequest) async throws(PaymentFailure) -> PaymentState

    /// How far the payment of that reference is now; `nil` if the provider does not know it. A payment whose reference was not learned, as
    /// its answer got lost, is asked for by calling `pay` again with the same request.
    func state(of reference: String) async throws(PaymentFailure) -> PaymentState?

    /// What a webhook tells; `nil` if it is genuine and not about a payment of ours.
    /// - Throws: ``PaymentFailure`` (`notGenuine`).
    func event(fromWebhook body: [UInt8], headers: [(name: String, value: String)], now: Timestamp) throws(PaymentFailure) -> PaymentEvent?
}
