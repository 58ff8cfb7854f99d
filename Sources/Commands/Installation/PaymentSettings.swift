import Engine
import Foundation
import NIOPosix
import Payments

/// How the installation is paid, from the environment, so that no key lies in the database or on a command line.
enum PaymentSettings {
    /// `FLOWMETER_STRIPE_SECRET_KEY`, `FLOWMETER_STRIPE_WEBHOOK_SECRET`, and `FLOWMETER_STRIPE_URL` for another address; without a key
    /// purchases become invoices that the operator settles.
    static func providers(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws -> PaymentProviders {
        guard let key = environment["FLOWMETER_STRIPE_SECRET_KEY"], !key.isEmpty else { return PaymentProviders() }
        let settings = try StripeSettings(
            secretKey: key, webhookSecret: environment["FLOWMETER_STRIPE_WEBHOOK_SECRET"] ?? "",
            baseURL: environment["FLOWMETER_STRIPE_URL"] ?? "https://api.stripe.com")
        let http = PaymentHTTPClient(group: MultiThreadedEventLoopGroup.singleton)
        return PaymentProviders(StripeProvider(settings, http: http))
    }
}
