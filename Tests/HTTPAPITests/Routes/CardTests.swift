import Crypto
import Engine
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import NIOPosix
import Payments
import StorageCore
import Stores
import TestSupport
import Testing
import Values

@testable import HTTPAPI

/// Buying with a card, through a payment server that runs beside.
@Suite(.timeLimit(.minutes(2))) struct CardTests {
    private static let base = "flowmeter/organizations/1"
    private static let secret = "whsec_1"
    private let http = PaymentHTTPClient(group: MultiThreadedEventLoopGroup.singleton)

    private func address(_ server: PeerProgram) -> String { "http://127.0.0.1:\(server.port)" }

    private func installation(_ server: PeerProgram) async throws -> Installation {
        let settings = try StripeSettings(secretKey: "sk_test_1", webhookSecret: Self.secret, baseURL: address(server))
        return try await Installation(plan: .pro, providers: PaymentProviders(StripeProvider(settings, http: http)))
    }

    /// As a browser would have it entered at the provider.
    private func card(_ number: String, _ server: PeerProgram) async throws -> JSON {
        let form = "type=card&card[number]=\(number)&card[exp_month]=12&card[exp_year]=2030&card[cvc]=123"
        let response = try await http.perform(
            PaymentHTTPRequest(
                method: .post, url: address(server) + "/v1/payment_methods",
                headers: [("Authorization", "Bearer sk_test_1"), ("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(form.utf8),
                timeLimit: .seconds(30)))
        return .string(try #require(JSON(parsing: response.body)["id"]?.asText))
    }

    private static let purchase: JSON = ["centicredits": 500_000, "key": "a"]

    @Test func `without a card nothing is for sale; a card that is left is charged, and the credits are there`() async throws {
        let server = try await PeerProgram("stripe.py")
        let card = try await card("4242424242424242", server)
        try await installation(server).app.test(.router) { client in
            let offer = try await client.ask(.get, "\(Self.base)/purchases/offer")
            #expect(offer["offer", "forSale"] == false && offer["offer", "reason"] == "Leave a card first: purchases are charged to it.")
            #expect(try await client.ask(.post, "\(Self.base)/purchases", Self.purchase)["suberrors"]?[0]?["name"] == "paymentMethod")
            #expect(try await client.ask(.patch, "\(Self.base)/auto-purchasing", ["on": true]).status == .badRequest)

            let left = try await client.ask(.put, "\(Self.base)/auto-purchasing/card", ["paymentMethod": card])
            #expect(left["autoPurchasing", "paymentMethod"]?.asText?.hasSuffix("•••• 4242") == true, "\(left.text)")
            #expect(left["autoPurchasing", "reason"] == .null)
            let bought = try await client.ask(.post, "\(Self.base)/purchases", Self.purchase)
            #expect(bought["purchase", "state"] == "granted" && bought["purchase", "provider"] == "stripe", "\(bought.text)")
            #expect(try await client.ask(.get, "\(Self.base)/balance")["balance", "centicredits"] == 1_500_000)
            let acts = try await client.ask(.get, "\(Self.base)/acts")
            #expect(acts.text.contains("Left the card") && !acts.text.contains(card.asText ?? ""))
        }
    }

    @Test func `who may not administer leaves no card, and a card that is refused leaves what was there`() async throws {
        let server = try await PeerProgram("stripe.py")
        let refused = try await card("4000000000000002", server)
        try await installation(server).app.test(.router) { client in
            let address = "\(Self.base)/auto-purchasing/card"
            for (user, status) in [("accountant", 403), ("member", 403), ("viewer", 403), ("stranger", 404)] {
                #expect(try await client.ask(.put, address, as: user, ["paymentMethod": refused]).status.code == status, "\(user)")
            }
            let answer = try await client.ask(.put, address, ["paymentMethod": refused])
            #expect(answer.status == .badRequest && answer.text.contains("declined"), "\(answer.text)")
            #expect(try await client.ask(.get, "\(Self.base)/auto-purchasing")["autoPurchasing", "paymentMethod"] == .null)
        }
    }

    @Test func `a payment that waits for its owner is granted by the provider's own word, once, and by nobody else's`() async throws {
        let server = try await PeerProgram("stripe.py")
        let card = try await card("4000002500003155", server)
        let installation = try await installation(server)
        try await installation.app.test(.router) { client in
            _ = try await client.ask(.put, "\(Self.base)/auto-purchasing/card", ["paymentMethod": card])
            let pending = try await client.ask(.post, "\(Self.base)/purchases", Self.purchase)
            #expect(pending["purchase", "state"] == "pending", "\(pending.text)")
            let reference = try #require(pending["purchase", "reference"]?.asText)
            let event: JSON = [
                "id": "evt_1", "object": "event", "type": "payment_intent.succeeded",
                "data": [
                    "object": [
                        "id": .string(reference), "object": "payment_intent", "status": "succeeded",
                        "metadata": ["purchase_id": "1", "organization_id": "1"],
                    ]
                ],
            ]
            let signed = try Self.signature(of: event, at: installation.engine.now())
            #expect(try await client.ask(.post, "/payments/stripe", as: nil, event).status == .badRequest)
            #expect(try await client.ask(.post, "/payments/nobody", as: nil, event, headers: signed).status == .notFound)
            for _ in 0..<2 { #expect(try await client.ask(.post, "/payments/stripe", as: nil, event, headers: signed).status == .ok) }
            #expect(try await client.ask(.get, "\(Self.base)/purchases/1")["purchase", "state"] == "granted")
            #expect(try await client.ask(.get, "\(Self.base)/balance")["balance", "centicredits"] == 1_500_000)
        }
    }

    @Test func `where purchases become invoices no card is taken`() async throws {
        try await Installation(plan: .pro).app.test(.router) { client in
            let answer = try await client.ask(.put, "\(Self.base)/auto-purchasing/card", ["paymentMethod": "pm_1"])
            #expect(answer["suberrors"]?[0]?["name"] == "paymentMethod" && answer.text.contains("invoices"))
        }
    }

    private static func signature(of event: JSON, at now: Timestamp) throws -> HTTPFields {
        let seconds = now.milliseconds / 1_000
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(seconds).\(event.text())".utf8), using: SymmetricKey(data: Array(secret.utf8)))
        let name = try #require(HTTPField.Name("Stripe-Signature"))
        return [name: "t=\(seconds),v1=\(Hex.text(Array(code)))"]
    }
}
