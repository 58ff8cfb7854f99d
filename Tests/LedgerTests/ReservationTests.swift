import Ledger
import Testing

struct ReservationTests {
    private let start = Instant(milliseconds: 0)

    private func balance(_ credits: Int64...) -> Balance {
        Balance(
            lots: credits.enumerated().map {
                Lot(id: Lot.ID(rawValue: Int64($0.offset)), kind: .plan, granted: Credits($0.element), effective: start)
            }, at: start)
    }

    @Test func `what is reserved can't be spent by another, and comes back when less was used`() throws {
        var balance = balance(5, 10)
        try balance.reserve(Credits(8), as: "a")
        #expect(balance.available == Credits(7) && balance.reserved == Credits(8))
        #expect(throws: ReservationProblem.insufficient(needed: Credits(8), available: Credits(7))) {
            try balance.reserve(Credits(8), as: "b")
        }
        try balance.settle("a", actual: Credits(6), for: "run")
        #expect([0, 1].map { balance.remaining(of: $0) } == [.zero, Credits(9)] && balance.usedInPeriod == Credits(6))
    }

    @Test func `more than was reserved is taken as any charge, and may become debt`() throws {
        var balance = balance(5, 10)
        try balance.reserve(Credits(8), as: "a")
        let entries = try balance.settle("a", actual: Credits(17), for: "run")
        #expect(balance.total == Credits(-2) && balance.debt == Credits(2))
        #expect(entries.partsPaid(of: "run").map(\.credits).sum() == Credits(15))
    }

    @Test func `a reservation ends once`() throws {
        var balance = balance(5)
        try balance.reserve(Credits(2), as: "a")
        #expect(throws: ReservationProblem.alreadyOpen("a")) { try balance.reserve(Credits(1), as: "a") }
        try balance.release("a")
        #expect(throws: ReservationProblem.gone("a")) { try balance.settle("a", actual: .zero) }
        #expect(throws: ReservationProblem.gone("a")) { try balance.release("a") }
        #expect(balance.total == Credits(5))
    }

    @Test func `a reservation of which nobody speaks any more lapses by itself`() throws {
        var balance = balance(5)
        try balance.reserve(Credits(2), as: "a", until: start + 1_000)
        balance.advance(to: start + 999)
        #expect(balance.available == Credits(3))
        balance.advance(to: start + 1_000)
        #expect(balance.available == Credits(5) && balance.reservations.isEmpty)
    }

    @Test func `a lot may end between the two: what was reserved is still paid from it, what is left over lapses`() throws {
        var balance = Balance(
            lots: [Lot(id: 1, kind: .plan, granted: Credits(10), effective: start, expires: start + 1_000)], at: start)
        try balance.reserve(Credits(8), as: "a")
        balance.advance(to: start + 1_000)
        let entries = try balance.settle("a", actual: Credits(5), for: "run")
        #expect(entries.partsPaid(of: "run") == [Burn.Part(lot: 1, credits: Credits(5))])
        #expect(balance.total == .zero && balance.debt == .zero)
    }

    @Test func `whatever is reserved, settled and released, nothing is sold twice`() throws {
        try withSeeds(300) { generator, seed in
            var balance = balance(3, 4, 5)
            var (open, entries) = ([Reservation.ID](), [Balance.Entry]())
            for number in 0..<40 {
                let amount = Credits(centicredits: .random(in: 0...300, using: &generator))
                let id = open.randomElement(using: &generator)
                switch (Int.random(in: 0..<4, using: &generator), id) {
                case (0, let id?):
                    entries += try balance.settle(id, actual: min(amount, balance.reservations.first { $0.id == id }?.amount ?? .zero))
                    open.removeAll { $0 == id }
                case (1, let id?):
                    entries += try balance.release(id)
                    open.removeAll { $0 == id }
                default:
                    guard let booked = try? balance.reserve(amount, as: .init(rawValue: "\(number)")) else { continue }
                    entries += booked
                    open.append(.init(rawValue: "\(number)"))
                }
                let charged = entries.sums(of: [.charge]).values.sum()
                #expect(balance.debt == .zero, "seed \(seed)")
                #expect(balance.total == Credits(12) + charged - balance.reserved, "seed \(seed)")
                #expect(balance.lots.allSatisfy { $0.used <= $0.granted ?? .zero && $0.debt == .zero }, "seed \(seed)")
            }
        }
    }
}
