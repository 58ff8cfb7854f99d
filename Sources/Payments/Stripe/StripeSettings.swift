import FoundationEssentials

/// The operator's account at Stripe. No description or dump shows its secrets.
package struct StripeSettings: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The version of the API that answers are read by. https://docs.stripe.com/api/versioning
    static let version = "2025-12-15.clover"

    package let baseURL: String
    let secretKey: String
    let webhookSecret: String
    /// `payments.timeout`: for one request.
    package var timeLimit: Duration = .seconds(30)
    /// How old a webhook may be, in seconds. Five minutes is what Stripe's own libraries allow.
    package var webhookTolerance: Int64 = 300

    /// - Parameters:
    ///   - secretKey: `sk_…`, or `rk_…` with rights to write customers, payment methods, setup intents and payment intents.
    ///   - webhookSecret: `whsec_…`, of the one webhook endpoint.
    ///   - baseURL: `http` or `https`, with a path or without; another than Stripe's for a stand-in or a proxy.
    package init(secretKey: String, webhookSecret: String, baseURL: String = "https://api.stripe.com") throws(PaymentFailure) {
        guard let url = URL(string: baseURL), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host()?.isEmpty == false,
            url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil
        else { throw PaymentFailure(.notMade, "The payment provider's address must be http:// or https:// and a host.") }
        guard Self.isSecret(secretKey), Self.isSecret(webhookSecret) else {
            throw PaymentFailure(.notMade, "Stripe's secret key and webhook secret must both be set, as Stripe shows them.")
        }
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.secretKey = secretKey
        self.webhookSecret = webhookSecret
    }

    /// It goes into a header.
    private static func isSecret(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } }

    package var description: String { "Stripe at \(baseURL), keys withheld" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["baseURL": baseURL]) }
}
