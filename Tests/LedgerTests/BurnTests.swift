import Ledger
import Testing

struct BurnTests {
    private let now = Instant(milliseconds: 1_000)

    private func lot(
        _ id: Lot.ID, _ granted: Int64?, _ kind: Lot.Kind = .plan, used: Int64 = 0, from: Int64 = 0, to: Int64? = nil, created: Int64 = 0
    ) -> Lot {
        Lot(
            id: id, kind: kind, granted: granted.map { Credits(centicredits: $0) }, used: Credits(centicredits: used),
            effective: Instant(milliseconds: from), expires: to.map { Instant(milliseconds: $0) }, created: Instant(milliseconds: created))
    }

    private func order(_ lots: [Lot], _ burnOrder: BurnOrder = .standard) -> [Int64] {
        lots.sorted(by: burnOrder.precedes).map(\.id.rawValue)
    }

    @Test func `plan burns before promotional, promotional before extra`() {
        #expect(order([lot(1, 5, .extra), lot(2, 5, .promotional), lot(3, 5, .plan)]) == [3, 2, 1])
    }

    @Test func `what lapses sooner burns first, what never lapses last, then the older, then the lower id`() {
        let lots = [
            lot(1, 5), lot(2, 5, to: 9_000), lot(3, 5, to: 8_000), lot(5, 5, to: 8_000, created: -5), lot(4, 5, to: 8_000),
        ]
        #expect(order(lots) == [5, 3, 4, 2, 1])
    }

    @Test func `the order is a list of keys, ended by the id`() {
        let lots = [lot(2, 5, .extra, to: 2_000), lot(1, 5, .plan), lot(3, 5, .extra, to: 2_000)]
        #expect(order(lots, BurnOrder([.expiry])) == [2, 3, 1])
    }

    @Test func `an amount is taken from lot after lot, and what none can pay is the shortfall`() {
        var lots = [lot(1, 500, used: 450), lot(2, 30, .extra), lot(3, 100, .promotional, to: 1_000)]
        let burn = BurnOrder.standard.burn(Credits(centicredits: 100), from: lots, at: now)
        #expect(burn.parts == [.init(lot: 1, credits: Credits(centicredits: 50)), .init(lot: 2, credits: Credits(centicredits: 30))])
        #expect(burn.shortfall == Credits(centicredits: 20))
        lots.apply(burn)
        #expect(lots.available(at: now) == .zero)
    }

    @Test func `a lot is valid from its start up to, but not at, its end`() {
        let lots = [lot(1, 500, from: 1_000, to: 2_000)]
        #expect([999, 1_000, 1_999, 2_000].map { lots.available(at: Instant(milliseconds: $0))?.centicredits } == [0, 500, 500, 0])
        #expect(lots.nextChange(after: Instant(milliseconds: 0)) == Instant(milliseconds: 1_000))
        #expect(lots.nextChange(after: now) == Instant(milliseconds: 2_000))
        #expect(lots.nextChange(after: Instant(milliseconds: 2_000)) == nil)
    }

    @Test func `a lot without a limit pays everything that is left`() {
        let lots = [lot(1, nil, .plan), lot(2, 500, .extra)]
        #expect(lots.available(at: now) == nil)
        #expect(BurnOrder.standard.burn(Credits(1_000_000), from: lots, at: now).parts.map(\.lot) == [1])
    }

    @Test func `the balance is the sum of the lots, and a burn moves nothing else`() {
        withSeeds(500) { generator, seed in
            var lots = (1...Int64.random(in: 1...8, using: &generator)).map { id in
                let granted = Int64.random(in: 0...1_000, using: &generator)
                let from = Int64.random(in: 0...1_500, using: &generator)
                return lot(
                    Lot.ID(rawValue: id), granted, Lot.Kind.allCases.randomElement(using: &generator) ?? .plan,
                    used: .random(in: 0...granted, using: &generator), from: from,
                    to: Bool.random(using: &generator) ? from + .random(in: 1...1_500, using: &generator) : nil)
            }
            let before = lots
            let available = lots.available(at: now) ?? .zero
            let valid = lots.filter { $0.isValid(at: now) }
            #expect(available == valid.compactMap(\.remaining).sum(), "seed \(seed)")

            let amount = Credits(centicredits: .random(in: 0...3_000, using: &generator))
            let burn = BurnOrder.standard.burn(amount, from: lots, at: now)
            #expect(burn == BurnOrder.standard.burn(amount, from: lots.shuffled(using: &generator), at: now), "seed \(seed)")
            lots.apply(burn)
            #expect(burn.paid + burn.shortfall == amount, "seed \(seed)")
            #expect(lots.available(at: now) == available - burn.paid, "seed \(seed)")
            #expect(burn.shortfall == max(.zero, amount - available), "seed \(seed)")
            for (old, new) in zip(before, lots) {
                #expect(new.used >= old.used && new.used <= (new.granted ?? new.used), "seed \(seed)")
                #expect(new.used == old.used || old.isValid(at: now), "seed \(seed)")
            }
        }
    }
}
