import Ledger
import Testing

struct PriceTests {
    @Test func `parts of a price are rounded once, after they were added`() {
        // 1/3 of a centicredit three times is one centicredit, not three.
        let third = Price.credits(quantity: 1, per: 300)
        #expect(third.roundedUp == Credits(centicredits: 1))
        #expect((third + third + third).roundedUp == Credits(centicredits: 1))
        #expect((third + third + third + third).roundedUp == Credits(centicredits: 2))
    }

    @Test func `equal prices are equal values`() {
        #expect(Price.credits(quantity: 2, per: 600) == Price.credits(quantity: 1, per: 300))
        #expect(Price.zero + .credits(quantity: 1, per: 3) == .credits(quantity: 1, per: 3))
    }

    @Test func `rounding adds less than a centicredit and never takes any`() {
        withSeeds(500) { generator, seed in
            let (quantity, per) = (Int64.random(in: 0...10_000_000_000, using: &generator), Int64.random(in: 1...20_000, using: &generator))
            let (other, otherPer) = (
                Int64.random(in: 0...10_000_000_000, using: &generator), Int64.random(in: 1...20_000, using: &generator)
            )
            let price = Price.credits(quantity: quantity, per: per) + Price.credits(quantity: other, per: otherPer)
            let rounded = Int128(price.roundedUp.centicredits) * price.denominator
            #expect(rounded >= price.numerator && rounded - price.numerator < price.denominator, "seed \(seed)")
            let exact = Int128(100) * (Int128(quantity) * Int128(otherPer) + Int128(other) * Int128(per))
            #expect(price.numerator * Int128(per) * Int128(otherPer) == exact * price.denominator, "seed \(seed)")
        }
    }
}
