import Payments
import Testing

struct RequestTests {
    @Test(arguments: [0, -1, 100_000_000] as [Int64]) func `an amount that no provider takes is refused`(units: Int64) throws {
        #expect(throws: PaymentFailure.self) { try Money(minorUnits: units, currency: "eur") }
    }

    @Test(arguments: ["", "e", "euro", "€", "e1r"]) func `a currency is three letters`(code: String) throws {
        #expect(throws: PaymentFailure.self) { try Money(minorUnits: 1, currency: code) }
        #expect(try Money(minorUnits: 1, currency: "EUR").currency == "eur")
    }

    @Test(arguments: ["", "a b", "a\r\nb", "schlüssel", String(repeating: "k", count: 256)])
    func `a key that can't stand in a header is refused`(key: String) throws {
        let failure = #expect(throws: PaymentFailure.self) { try request(key: key) }
        #expect(failure?.kind == .notMade)
    }

    @Test(arguments: ["", String(repeating: "d", count: 501)]) func `a description has 1 to 500 bytes`(text: String) throws {
        #expect(throws: PaymentFailure.self) { try request(description: text) }
    }

    @Test(arguments: [
        "", "api.stripe.com", "ftp://api.stripe.com", "https://", "https://user:hunter2@api.stripe.com", "https://api.stripe.com?x=1",
        "https://api.stripe.com/#x", "https://api.str ipe.com",
    ])
    func `an address that is none is refused`(text: String) throws {
        let failure = #expect(throws: PaymentFailure.self) {
            try StripeSettings(secretKey: "sk_test_1", webhookSecret: "whsec_1", baseURL: text)
        }
        #expect(failure?.message.contains("hunter2") == false)
    }

    @Test func `keys must be there, and no description shows them`() throws {
        #expect(throws: PaymentFailure.self) { try StripeSettings(secretKey: "", webhookSecret: "whsec_1") }
        #expect(throws: PaymentFailure.self) { try StripeSettings(secretKey: "sk_1\n", webhookSecret: "whsec_1") }
        #expect(throws: PaymentFailure.self) { try StripeSettings(secretKey: "sk_1", webhookSecret: " ") }
        let provider = try stripe(ScriptedHTTP())
        var dumped = ""
        dump(provider, to: &dumped)
        for text in [dumped, "\(provider)", String(reflecting: provider)] { #expect(!text.contains("hunter")) }
    }
}
