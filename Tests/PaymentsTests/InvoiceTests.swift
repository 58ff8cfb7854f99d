import Payments
import Testing
import Values

struct InvoiceTests {
    private let provider = InvoiceProvider()

    @Test func `an invoice waits for the operator, under a number of the purchase's own`() async throws {
        #expect(try await provider.pay(request()) == .pending(reference: "INV-00000042"))
        #expect(try await provider.pay(request()) == .pending(reference: "INV-00000042"))
        #expect(try await provider.state(of: "INV-00000042") == .pending(reference: "INV-00000042"))
        #expect(try provider.event(fromWebhook: [], headers: [], now: Timestamp(milliseconds: 0)) == nil)
    }

    @Test(arguments: [
        (1, "INV-00000001"), (99_999_999, "INV-99999999"), (123_456_789, "INV-123456789"), (Int64.max, "INV-9223372036854775807"),
    ])
    func `a number leads back to its purchase`(purchase: Int64, number: String) {
        #expect(InvoiceProvider.number(of: purchase) == number)
        #expect(InvoiceProvider.purchase(of: number) == purchase)
    }

    @Test(arguments: ["", "INV-", "INV-42", "INV-0000042x", "INV-000000042", "inv-00000042", "pi_42", "INV-+0000042"])
    func `what is no invoice number is not known`(number: String) async throws {
        #expect(InvoiceProvider.purchase(of: number) == nil)
        #expect(try await provider.state(of: number) == nil)
    }
}
