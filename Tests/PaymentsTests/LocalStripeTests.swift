import NIOPosix
import Payments
import TestSupport
import Testing
import Values

/// Against localstripe as a running server.
@Suite(.timeLimit(.minutes(2))) struct LocalStripeTests {
    private let http = PaymentHTTPClient(group: MultiThreadedEventLoopGroup.singleton)

    private func url(_ server: PeerProgram) -> String { "http://127.0.0.1:\(server.port)" }

    /// A card as a browser hands it to Stripe, which our server never does.
    private func card(_ number: String, at server: PeerProgram) async throws -> String {
        let form = "type=card&card[number]=\(number)&card[exp_month]=12&card[exp_year]=2030&card[cvc]=123"
        let answer = try await ask(.post, "/v1/payment_methods", form, server)
        return try #require(answer["id"]?.asText)
    }

    private func ask(_ method: PaymentHTTPRequest.Method, _ path: String, _ form: String, _ server: PeerProgram) async throws -> JSON {
        let headers = [("Authorization", "Bearer sk_test_1"), ("Content-Type", "application/x-www-form-urlencoded")]
        let response = try await http.perform(
            PaymentHTTPRequest(method: method, url: url(server) + path, headers: headers, body: Array(form.utf8), timeLimit: .seconds(30)))
        #expect(response.status == 200)
        return response.body.isEmpty ? .null : try JSON(parsing: response.body)
    }

    private func intents(_ server: PeerProgram) async throws -> [JSON] {
        try #require(try await ask(.get, "/v1/payment_intents", "", server)["data"]?.asArray)
    }

    private func customer(with card: String, _ provider: StripeProvider) async throws -> String {
        let customer = try await provider.makeCustomer(
            organization: 7, name: "Grüße & Söhne", email: "ada@example.com", idempotencyKey: "c")
        _ = try await provider.attach(card, to: customer, idempotencyKey: "a")
        return customer
    }

    @Test func `a stored card is charged once, however often one asks`() async throws {
        let server = try await PeerProgram("stripe.py")
        let provider = try stripe(http, baseURL: url(server))
        let card = try await card("4242424242424242", at: server)
        let request = try request(customer: try await customer(with: card, provider), paymentMethod: card)
        let first = try await provider.pay(request)
        guard case .settled(let reference) = first else { return #expect(Bool(false), "not settled: \(first)") }
        #expect(try await provider.pay(request) == first)
        #expect(try await provider.state(of: reference) == first)
        let intents = try await intents(server)
        #expect(intents.map { $0["id"] } == [.string(reference)])
        #expect(intents.first?["amount"] == 1125)
        #expect(intents.first?["description"] == "10,000 extra credits")
        #expect(intents.first?["metadata"]?["purchase_id"] == "42")
    }

    @Test func `when the answer was lost, asking again with the same key finds the payment`() async throws {
        let server = try await PeerProgram("stripe.py")
        let card = try await card("4242424242424242", at: server)
        let customer = try await customer(with: card, stripe(http, baseURL: url(server)))
        let provider = try stripe(LosingHTTP(http, losing: 2), baseURL: url(server))
        let request = try request(customer: customer, paymentMethod: card)
        #expect(await outcome { () throws(PaymentFailure) in try await provider.pay(request) } == .failure(.unknown))
        #expect(await outcome { () throws(PaymentFailure) in try await provider.pay(request) } == .failure(.unknown))
        guard case .settled = try await provider.pay(request) else { return #expect(Bool(false), "not settled") }
        #expect(try await intents(server).count == 1)
    }

    @Test func `a key that was used for another payment leaves the outcome open`() async throws {
        let server = try await PeerProgram("stripe.py")
        let provider = try stripe(http, baseURL: url(server))
        let card = try await card("4242424242424242", at: server)
        let customer = try await customer(with: card, provider)
        _ = try await provider.pay(request(customer: customer, paymentMethod: card))
        let other = try request(customer: customer, paymentMethod: card, purchase: 43)
        #expect(await outcome { () throws(PaymentFailure) in try await provider.pay(other) } == .failure(.unknown))
    }

    @Test func `a card that the bank refuses is declined for certain`() async throws {
        let server = try await PeerProgram("stripe.py")
        let provider = try stripe(http, baseURL: url(server))
        // This one can be stored, and fails when it is charged.
        let card = try await card("4000000000000341", at: server)
        let request = try request(customer: try await customer(with: card, provider), paymentMethod: card)
        let declined = PaymentState.declined(reference: nil, reason: "Your card was declined. (card_declined)")
        #expect(try await provider.pay(request) == declined)
        #expect(try await provider.pay(request) == declined)
        let intents = try await intents(server)
        #expect(intents.count == 1)
        let reference = try #require(intents.first?["id"]?.asText)
        #expect(
            try await provider.state(of: reference)
                == .declined(reference: reference, reason: "Your card was declined. (card_declined)"))
    }

    @Test func `a card that can't be stored is refused`() async throws {
        let server = try await PeerProgram("stripe.py")
        let provider = try stripe(http, baseURL: url(server))
        let card = try await card("4000000000000002", at: server)
        let failure = await #expect(throws: PaymentFailure.self) { try await customer(with: card, provider) }
        #expect(failure?.kind == .notMade)
        #expect(failure?.message.contains("Your card was declined.") == true)
    }

    @Test func `a card that asks for its owner waits`() async throws {
        let server = try await PeerProgram("stripe.py")
        let provider = try stripe(http, baseURL: url(server))
        let card = try await card("4000002500003155", at: server)
        let state = try await provider.pay(request(customer: try await customer(with: card, provider), paymentMethod: card))
        guard case .pending = state else { return #expect(Bool(false), "not pending: \(state)") }
    }

    @Test func `a card is set up in the browser and found afterwards`() async throws {
        let server = try await PeerProgram("stripe.py")
        let provider = try stripe(http, baseURL: url(server))
        let customer = try await provider.makeCustomer(organization: 7, name: "Ada", email: nil, idempotencyKey: "c")
        let setup = try await provider.beginCardSetup(for: customer, idempotencyKey: "s")
        #expect(try await provider.card(of: setup.reference) == nil)
        let card = try await card("4242424242424242", at: server)
        _ = try await ask(
            .post, "/v1/setup_intents/\(setup.reference)/confirm", "client_secret=\(setup.clientSecret)&payment_method=\(card)", server)
        #expect(try await provider.card(of: setup.reference) == card)
        #expect(try await provider.card(of: "seti_unknown") == nil)
    }

    @Test func `what Stripe does not know is not made, or not there`() async throws {
        let server = try await PeerProgram("stripe.py")
        let provider = try stripe(http, baseURL: url(server))
        let request = try request()
        #expect(await outcome { () throws(PaymentFailure) in try await provider.pay(request) } == .failure(.notMade))
        #expect(try await provider.state(of: "pi_unknown") == nil)
    }

    @Test(arguments: [("4242424242424242", "succeeded"), ("4000000000000341", "payment_failed")])
    func `a signed webhook tells how the payment ended`(number: String, type: String) async throws {
        let server = try await PeerProgram("stripe.py")
        let provider = try stripe(http, baseURL: url(server))
        _ = try await ask(
            .post, "/_config/webhooks/flowmeter",
            "url=\(url(server))/_config/received&secret=whsec_hunter3&events[]=payment_intent.\(type)", server)
        let card = try await card(number, at: server)
        let state = try await provider.pay(request(customer: try await customer(with: card, provider), paymentMethod: card))
        let webhook = try JSON(parsing: try await server.line())
        let headers = try #require(webhook["headers"]?.asArray).map { ($0[0]?.asText ?? "", $0[1]?.asText ?? "") }
        let body = Array(try #require(webhook["body"]?.asText).utf8)
        let event = try #require(try provider.event(fromWebhook: body, headers: headers, now: .now()))
        #expect(event.purchase == 42)
        #expect(event.organization == 7)
        #expect(
            event.state
                == (type == "succeeded" ? state : .declined(reference: event.reference, reason: "Your card was declined. (card_declined)")))
        #expect(throws: PaymentFailure.self) { try provider.event(fromWebhook: body + [32], headers: headers, now: .now()) }
    }
}
