import Ledger
import Testing

struct AllocationTests {
    @Test func `what is left over goes to the first shares, one centicredit each`() throws {
        let thirds = try #require(Split([.part(1, of: 3), .part(1, of: 3), .part(1, of: 3)]))
        #expect(thirds.parts(of: Credits(1)).map(\.centicredits) == [34, 33, 33])
        let rest = try #require(Split([.part(0, of: 1), .part(1, of: 3), .remaining]))
        #expect(rest.parts(of: Credits(centicredits: 5)).map(\.centicredits) == [0, 2, 3])
    }

    @Test func `shares that are not the whole are no split`() {
        #expect(Split([.part(1, of: 3), .part(1, of: 3)]) == nil)
        #expect(Split([.part(2, of: 3), .part(2, of: 3), .remaining]) == nil)
        #expect(Split([.remaining, .remaining]) == nil)
        #expect(Split([.part(1, of: 0)]) == nil && Split([.part(-1, of: 2), .remaining]) == nil && Split([]) == nil)
    }

    @Test func `parts sum to the whole, and each is within one centicredit of its share`() throws {
        try withSeeds(300) { generator, seed in
            let weights = (0..<Int.random(in: 1...9, using: &generator)).map { _ in Int64.random(in: 0...1_000, using: &generator) }
            let sum = max(1, weights.reduce(0, +))
            let split = try #require(Split(weights.map { .part($0, of: sum) } + [.remaining]))
            let whole = Int64.random(in: 0...1_000_000_000, using: &generator)
            let parts = split.parts(of: Credits(centicredits: whole)).map(\.centicredits)
            #expect(parts.reduce(0, +) == whole, "seed \(seed)")
            for (part, weight) in zip(parts, weights) {
                #expect(abs(Int128(part) * Int128(sum) - Int128(whole) * Int128(weight)) <= Int128(sum), "seed \(seed)")
            }
        }
    }

    @Test func `an amount is laid over what each has, and the last takes what no one could`() {
        func lay(_ charges: Int64..., over held: Int64...) -> [Int64] {
            Spread.lay(charges.map { Credits($0) }, over: held.map { Credits($0) }).map { $0.centicredits / 100 }
        }
        #expect(lay(80, over: 50, 150) == [50, 30])
        #expect(lay(80, over: 0, 50, 10) == [0, 50, 30])
        #expect(lay(80, -150, 100, over: 50, 150) == [30, 0])
        #expect(lay(80, -90, over: 50) == [0])
        #expect(lay(5).isEmpty)
    }

    @Test func `a cap admits what fits its window, and counts anew in the next`() throws {
        var cap = UsageCap(Credits(5), per: Recurrence(every: try #require(CalendarInterval(days: 1)), anchor: try utc("2026-01-01")))
        let (first, second) = (try utc("2026-01-01", hour: 3), try utc("2026-01-02"))
        let admitted = [
            cap.admit(upTo: Credits(3), at: first), cap.admit(upTo: Credits(3), at: first), cap.admit(upTo: Credits(1), at: first),
        ]
        #expect(admitted == [Credits(3), Credits(2), .zero] && cap.left(at: second) == Credits(5))
        let next = cap.admit(upTo: Credits(4), at: second)
        #expect(next == Credits(4) && cap.used(at: second) == Credits(4) && cap.used(at: first) == .zero)
    }

    @Test func `rolled credits last their periods, and beyond the maximum the oldest are lost`() {
        let rule = RolledCredits.Rule(maximum: Credits(100), periods: 2)
        var rolled = rule.roll([], unused: Credits(70))
        #expect(rolled == [RolledCredits(Credits(70), resetsLeft: 2)])
        rolled = rule.roll(rolled, unused: Credits(60))
        #expect(rolled == [RolledCredits(Credits(40), resetsLeft: 1), RolledCredits(Credits(60), resetsLeft: 2)])
        rolled = rule.roll(rolled, unused: .zero)
        #expect(rolled == [RolledCredits(Credits(60), resetsLeft: 1)])
        #expect(RolledCredits.Rule(percent: 50, of: Credits(200)).roll([], unused: Credits(150)) == [RolledCredits(Credits(100))])
    }
}
