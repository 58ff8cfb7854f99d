import Ledger
import Testing

struct CreditsTests {
    @Test(
        arguments: [
            (0, "0"), (1, "0.01"), (10, "0.1"), (50, "0.5"), (99, "0.99"), (100, "1"), (1_900, "19"), (12_345, "123.45"), (-307, "-3.07"),
            (-5, "-0.05"), (100_010, "1000.1"),
        ] as [(Int64, String)])
    func `credits are written with up to two decimals, and read back`(_ centicredits: Int64, _ text: String) {
        #expect(Credits(centicredits: centicredits).description == text)
        #expect(Credits(parsing: text) == Credits(centicredits: centicredits))
    }

    @Test(arguments: [
        "", "-", ".", "1.", ".5", "1.234", "1,5", "1e3", " 1", "1.2.3", "--1", "92233720368547758.08", "12345678901234567890",
    ])
    func `what is not an amount is not read`(_ text: String) { #expect(Credits(parsing: text) == nil) }

    @Test func `any amount survives being written and read`() {
        withSeeds(500) { generator, seed in
            let credits = Credits(centicredits: .random(in: -1_000_000_000...1_000_000_000, using: &generator))
            #expect(Credits(parsing: credits.description) == credits, "seed \(seed)")
        }
    }
}
