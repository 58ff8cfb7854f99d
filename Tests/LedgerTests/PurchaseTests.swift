import Ledger
import Testing

struct PurchaseTests {
    private let limit = Credits(20_000)

    @Test func `credits are bought when the balance falls to the threshold, not above it`() {
        let rule = AutoPurchase()
        #expect(rule.decide(balance: Credits(centicredits: 1), limit: limit) == .wait(.balanceAboveThreshold))
        #expect(rule.decide(balance: .zero, limit: limit) == .buy(Credits(10_000)))
        #expect(rule.decide(balance: Credits(-5), limit: limit) == .buy(Credits(10_000)))
        #expect(AutoPurchase(threshold: Credits(50)).decide(balance: Credits(50), limit: limit) == .buy(Credits(10_000)))
        #expect(rule.decide(balance: nil, limit: nil) == .wait(.notForSale))
    }

    @Test func `one purchase is in flight at a time, and a period's are no more than the plan's own credits`() {
        let rule = AutoPurchase()
        #expect(rule.decide(balance: .zero, limit: limit, inFlight: true) == .wait(.inFlight))
        #expect(rule.decide(balance: .zero, bought: Credits(10_000), limit: limit) == .buy(Credits(10_000)))
        #expect(rule.decide(balance: .zero, bought: Credits(15_000), limit: limit) == .wait(.limitReached(left: Credits(5_000))))
        #expect(rule.decide(balance: .zero, bought: Credits(90_000), limit: nil) == .buy(Credits(10_000)))
    }

    @Test func `after three declines in a row it switches itself off, and off stays off`() {
        var rule = AutoPurchase()
        rule.declined()
        rule.declined()
        rule.paid()
        rule.declined()
        rule.declined()
        #expect(rule.state == .on)
        rule.declined()
        #expect(rule.decide(balance: .zero, limit: limit) == .wait(.offAfterDeclines))
        rule.paid()
        #expect(rule.state == .offAfterDeclines)
        rule.turn(on: true)
        #expect(rule.decide(balance: .zero, limit: limit) == .buy(Credits(10_000)) && rule.declines == 0)
        rule.turn(on: false)
        for _ in 0..<3 { rule.declined() }
        #expect(rule.decide(balance: .zero, limit: limit) == .wait(.off))
    }

    @Test func `extra credits cost a quarter more, are sold in thousands, and a refusal says why`() {
        #expect(ExtraCredits.offer(Credits(3_000), on: .pro) == .sold(Credits(3_000), minorUnits: 706, currency: "USD"))
        #expect(ExtraCredits.price(of: Credits(10_000), on: .pro) == 2_353 && ExtraCredits.price(of: Credits(1_000), on: .free) == nil)
        #expect(ExtraCredits.offer(Credits(1_500), on: .pro) == .refused(.notInUnits(of: Credits(1_000))))
        #expect(ExtraCredits.offer(.zero, on: .pro) == .refused(.nothingAskedFor))
        #expect(ExtraCredits.offer(Credits(1_000), on: .free) == .refused(.notForSale))
        #expect(ExtraCredits.offer(Credits(1_000), on: .selfHosted) == .refused(.notForSale))
        #expect(ExtraCredits.inWholeUnits(Credits(10_001), of: Credits(10_000)) == Credits(20_000))
    }

    @Test func `a bonus is that of the highest slab that was reached`() {
        let bonus = PurchaseBonus([.init(from: Credits(5_000), .flat(Credits(750))), .init(from: Credits(1_000), .percent(10))])
        #expect([999, 1_000, 4_000, 5_000].map { bonus.bonus(for: Credits($0)) } == [0, 100, 400, 750].map { Credits($0) })
        #expect(bonus.slab(for: Credits(999)) == nil)
        #expect(bonus.bonus(for: Credits(centicredits: 100_001)) == Credits(centicredits: 10_000))
    }
}
