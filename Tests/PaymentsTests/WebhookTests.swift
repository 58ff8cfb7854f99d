import Crypto
import Payments
import Testing
import Values

struct WebhookTests {
    private static let seconds: Int64 = 1_795_341_600
    private let now = Timestamp(milliseconds: seconds * 1000)

    private static func event(_ type: String, _ status: String, metadata: String = "{\"purchase_id\":\"42\",\"organization_id\":\"7\"}")
        -> String
    {
        """
        {"id":"evt_1","object":"event","type":"\(type)","data":{"object":{"id":"pi_1","status":"\(status)","metadata":\(metadata)}}}
        """
    }

    private static func code(_ body: String, secret: String = "whsec_hunter3", at time: String = "\(seconds)") -> String {
        HMAC<SHA256>.authenticationCode(for: Array("\(time).\(body)".utf8), using: SymmetricKey(data: Array(secret.utf8)))
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private func read(_ body: String, signature: String?, at now: Timestamp) throws(PaymentFailure) -> PaymentEvent? {
        let provider = StripeProvider(try StripeSettings(secretKey: "sk_1", webhookSecret: "whsec_hunter3"), http: ScriptedHTTP())
        let headers = [("Content-Type", "application/json")] + (signature.map { [("stripe-SIGNATURE", $0)] } ?? [])
        return try provider.event(fromWebhook: Array(body.utf8), headers: headers, now: now)
    }

    private static let body = event("payment_intent.succeeded", "succeeded")
    private static let good = code(body)
    private static let other = code(body, secret: "whsec_old")

    @Test(arguments: [
        "t=\(seconds),v1=\(good)", "t=\(seconds), v1=\(good)", "v1=\(good),t=\(seconds)", "t=\(seconds),v1=\(good.uppercased())",
        "t=\(seconds),v1=\(other),v1=\(good)", "t=\(seconds),v1=\(good),v1=\(other)", "t=\(seconds),v0=\(other),v1=\(good)",
        "t=\(seconds),v1=zz,v1=\(good),new=x",
    ])
    func `a webhook by our secret is taken`(signature: String) throws {
        #expect(
            try read(Self.body, signature: signature, at: now)
                == PaymentEvent(id: "evt_1", reference: "pi_1", purchase: 42, organization: 7, state: .settled(reference: "pi_1")))
    }

    @Test(
        arguments: [
            nil, "", "t=\(seconds)", "v1=\(good)", "t=\(seconds),v0=\(good)", "t=\(seconds),v1=\(other)", "t=\(seconds),v1=",
            "t=\(seconds),v1=\(good.dropLast())", "t=\(seconds),v1=\(good)0", "t=\(seconds + 1),v1=\(good)",
            "t=\(seconds),t=\(seconds),v1=\(good)",
            "t=x,v1=\(good)", "t=-1,v1=\(good)", "t=99999999999999999999,v1=\(good)", "t=\(seconds);v1=\(good)", "t=0\(seconds),v1=\(good)",
            "t=\(seconds)," + String(repeating: "v1=\(other),", count: 100) + "v1=\(good)",
        ] as [String?])
    func `a webhook that is not signed by it is refused`(signature: String?) throws {
        let failure = #expect(throws: PaymentFailure.self) { try read(Self.body, signature: signature, at: now) }
        #expect(failure?.kind == .notGenuine)
        #expect(failure?.message.contains("hunter3") == false)
    }

    @Test func `a body that was changed is refused`() throws {
        #expect(throws: PaymentFailure.self) {
            try read(Self.body.replacing("42", with: "43"), signature: "t=\(Self.seconds),v1=\(Self.good)", at: now)
        }
    }

    @Test(arguments: [(-301, false), (-300, true), (0, true), (300, true), (301, false)] as [(Int64, Bool)])
    func `a webhook is taken for five minutes, either way`(age: Int64, isTaken: Bool) throws {
        let later = Timestamp(milliseconds: now.milliseconds + age * 1000)
        let event = try? read(Self.body, signature: "t=\(Self.seconds),v1=\(Self.good)", at: later)
        #expect((event != nil) == isTaken)
    }

    @Test(arguments: [
        (event("payment_intent.succeeded", "succeeded"), PaymentState.settled(reference: "pi_1")),
        (
            event("payment_intent.payment_failed", "requires_payment_method"),
            .declined(reference: "pi_1", reason: "The payment was declined.")
        ),
        (event("payment_intent.canceled", "canceled"), .declined(reference: "pi_1", reason: "The payment was canceled.")),
        // What is not ours, or not about a payment's end, is nothing to us.
        (event("payment_intent.created", "requires_confirmation"), nil),
        (event("charge.succeeded", "succeeded"), nil),
        (event("payment_intent.succeeded", "succeeded", metadata: "{}"), nil),
        (event("payment_intent.succeeded", "succeeded", metadata: "{\"purchase_id\":\"x\"}"), nil),
        (event("payment_intent.succeeded", "something_new"), nil),
        ("{}", nil), ("[]", nil), ("", nil), ("{\"type\":", nil), ("\u{0}", nil),
    ])
    func `an event is about a payment of ours, or nothing`(body: String, state: PaymentState?) throws {
        let event = try read(body, signature: "t=\(Self.seconds),v1=\(Self.code(body))", at: now)
        #expect(event?.state == state)
        #expect(event?.purchase == (state == nil ? nil : 42))
    }
}
