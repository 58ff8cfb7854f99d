import Payments
import Testing

/// What Stripe says and what it means, by table.
struct StripeAnswerTests {
    private static func intent(_ status: String, _ more: String = "") -> String { "{\"id\":\"pi_1\",\"status\":\"\(status)\"\(more)}" }

    private static let declined = """
        {"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds","message":"Your card has insufficient funds.",
        "payment_intent":{"id":"pi_1","status":"requires_payment_method"}}}
        """

    @Test(arguments: [
        (200, intent("succeeded"), Outcome.state(.settled(reference: "pi_1"))),
        (201, intent("succeeded"), .state(.settled(reference: "pi_1"))),
        (200, intent("processing"), .state(.pending(reference: "pi_1"))),
        (200, intent("requires_action"), .state(.pending(reference: "pi_1"))),
        (200, intent("requires_capture"), .state(.pending(reference: "pi_1"))),
        (200, intent("requires_confirmation"), .state(.pending(reference: "pi_1"))),
        (200, intent("canceled"), .state(.declined(reference: "pi_1", reason: "The payment was canceled."))),
        (
            200, intent("requires_payment_method", ",\"last_payment_error\":{\"code\":\"expired_card\",\"message\":\"Expired.\"}"),
            .state(.declined(reference: "pi_1", reason: "Expired. (expired_card)"))
        ),
        (402, declined, .state(.declined(reference: "pi_1", reason: "Your card has insufficient funds. (insufficient_funds)"))),
        (
            402, "{\"error\":{\"code\":\"card_declined\",\"message\":\"Your card was declined.\"}}",
            .state(.declined(reference: nil, reason: "Your card was declined. (card_declined)"))
        ),
        (402, "{\"error\":{}}", .state(.declined(reference: nil, reason: "The payment was declined."))),
        // Not Stripe's words: nothing is certain.
        (402, "<html>Payment required</html>", .failure(.unknown)),
        (200, "", .failure(.unknown)),
        (200, "[]", .failure(.unknown)),
        (200, "{\"status\":\"succeeded\"}", .failure(.unknown)),
        (200, "{\"id\":\"pi_1/../x\",\"status\":\"succeeded\"}", .failure(.unknown)),
        (200, intent("something_new"), .failure(.unknown)),
        (200, "{\"id\":\"pi_1\",\"status\":\"succ", .failure(.unknown)),
        (204, "", .failure(.unknown)),
        (302, "", .failure(.unknown)),
        (400, "Bad request", .failure(.unknown)),
        (400, "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No such customer\"}}", .failure(.notMade)),
        (400, "{\"error\":{\"type\":\"idempotency_error\"}}", .failure(.unknown)),
        (401, "{\"error\":{\"message\":\"Invalid API Key\"}}", .failure(.notMade)),
        (403, "{\"error\":{\"message\":\"No rights\"}}", .failure(.notMade)),
        (404, "{\"error\":{\"message\":\"No such customer\"}}", .failure(.notMade)),
        (409, "{\"error\":{\"code\":\"idempotency_key_in_use\"}}", .failure(.unknown)),
        (424, "{\"error\":{\"message\":\"An external dependency failed\"}}", .failure(.unknown)),
        (429, "{\"error\":{\"code\":\"rate_limit\"}}", .failure(.unknown)),
        (500, "{\"error\":{\"type\":\"api_error\"}}", .failure(.unknown)),
        (502, "<html>", .failure(.unknown)),
        (503, "", .failure(.unknown)),
    ])
    func `an answer is a state, or says whether anything was carried out`(status: Int, body: String, expected: Outcome) async throws {
        let provider = try stripe(ScriptedHTTP(.status(status, body)))
        let request = try request()
        #expect(await outcome { () throws(PaymentFailure) in try await provider.pay(request) } == expected)
    }

    @Test func `a request says all there is to say, and nothing but`() async throws {
        let http = ScriptedHTTP(.status(200, Self.intent("succeeded")))
        _ = try await stripe(http, baseURL: "http://127.0.0.1:8420/proxy/").pay(request(description: "Credits & more: 100 % ü [x]"))
        let asked = try #require(http.requests.first)
        #expect(asked.method == .post)
        #expect(asked.url == "http://127.0.0.1:8420/proxy/v1/payment_intents")
        #expect(asked.header("Authorization") == ["Bearer sk_test_hunter2"])
        #expect(asked.header("Idempotency-Key") == ["purchase-42-1"])
        #expect(asked.header("Stripe-Version") == ["2025-12-15.clover"])
        #expect(asked.header("Content-Type") == ["application/x-www-form-urlencoded"])
        #expect(asked.timeLimit == .seconds(30))
        #expect(
            asked.text.split(separator: "&") == [
                "amount=1125", "currency=eur", "description=Credits+%26+more%3A+100+%25+%C3%BC+%5Bx%5D", "customer=cus_1",
                "payment_method=pm_1", "payment_method_types%5B0%5D=card", "confirm=true", "off_session=true",
                "metadata%5Bpurchase_id%5D=42", "metadata%5Borganization_id%5D=7",
            ])
    }

    @Test func `after an unknown outcome the same request goes out again, byte for byte`() async throws {
        let http = ScriptedHTTP(.lost("no complete answer within 30 seconds"), .status(500, ""), .status(200, Self.intent("succeeded")))
        let provider = try stripe(http)
        let request = try request()
        var outcomes: [Outcome] = []
        for _ in 0..<3 { outcomes.append(await outcome { () throws(PaymentFailure) in try await provider.pay(request) }) }
        #expect(outcomes == [.failure(.unknown), .failure(.unknown), .state(.settled(reference: "pi_1"))])
        #expect(Set(http.requests.map(\.text)).count == 1)
        #expect(http.requests.flatMap { $0.header("Idempotency-Key") } == Array(repeating: "purchase-42-1", count: 3))
    }

    @Test func `an answer that comes twice is the same both times`() async throws {
        let http = ScriptedHTTP(.status(200, Self.intent("succeeded")), .status(200, Self.intent("succeeded")))
        let provider = try stripe(http)
        #expect(try await provider.pay(request()) == provider.pay(request()))
    }

    @Test(arguments: [
        (200, intent("succeeded"), Outcome.state(.settled(reference: "pi_1"))),
        (404, "{\"error\":{\"message\":\"No such payment_intent\"}}", .state(nil)),
        (404, "not found", .failure(.unknown)),
        (500, "", .failure(.unknown)),
    ])
    func `a reference is looked up`(status: Int, body: String, expected: Outcome) async throws {
        let http = ScriptedHTTP(.status(status, body))
        let provider = try stripe(http)
        #expect(await outcome { () throws(PaymentFailure) in try await provider.state(of: "pi_1") } == expected)
        #expect(http.requests.map(\.url) == ["https://api.stripe.com/v1/payment_intents/pi_1"])
        #expect(http.requests.map(\.method) == [.get])
    }

    @Test(arguments: ["", "INV-00000042", "pi_1/cancel", "pi_1?x", "pi_é"])
    func `what is no reference of Stripe's is not asked for`(reference: String) async throws {
        let http = ScriptedHTTP()
        #expect(try await stripe(http).state(of: reference) == nil)
        #expect(http.requests.isEmpty)
    }

    @Test func `no failure shows a key or an address`() async throws {
        for answer in [
            ScriptedHTTP.Answer.lost("no connection"), .status(401, "{\"error\":{\"message\":\"Invalid API Key: sk_test_hunter2\"}}"),
        ] {
            let provider = try stripe(ScriptedHTTP(answer))
            let failure = await #expect(throws: PaymentFailure.self) { try await provider.pay(request()) }
            #expect(failure?.message.contains("hunter2") == false)
            #expect(failure?.message.contains("http") == false)
        }
    }
}
