import Ledger
import Testing

struct BalanceTests {
    private let day = Instant.millisecondsPerDay

    private func at(_ day: Int64) -> Instant { Instant(milliseconds: day * self.day) }

    private func lot(
        _ id: Lot.ID, _ credits: Int64, from: Int64 = 0, to: Int64? = nil, daily: Bool = false, rollover: Lot.Rollover = .everything
    ) -> Lot {
        let interval = daily ? CalendarInterval(days: 1) : nil
        return Lot(
            id: id, kind: .plan, granted: Credits(credits), effective: at(from), expires: to.map(at),
            recurrence: interval.map { Recurrence(every: $0, anchor: at(0)) }, rollover: rollover)
    }

    private func balance(_ lots: [Lot] = [], debt: Int64 = 0) -> Balance {
        Balance(lots: lots, debts: debt > 0 ? [.init(credits: Credits(debt))] : [], at: at(0))
    }

    @Test func `what a lot can't pay is debt, and the next grant pays it first`() {
        var balance = balance([lot(1, 10)])
        balance.charge(Credits(25), for: "a")
        #expect(balance.debt == Credits(15) && balance.total == Credits(-15) && balance.available == .zero)
        let entries = balance.grant(lot(2, 40))
        #expect(balance.debt == .zero && balance.total == Credits(25))
        #expect(entries.map(\.kind) == [.grant, .debtPayment, .debtPayment])
        #expect(entries.partsPaid(of: "a") == [Burn.Part(lot: 2, credits: Credits(15))])
    }

    @Test func `at one instant lots end, then a reset, refills, starts, and debt is paid before anything is charged`() {
        var balance = balance([
            lot(1, 10, to: 1), lot(2, 100, daily: true, rollover: .init(minimum: Credits(50), maximum: Credits(50))), lot(3, 5, from: 1),
        ])
        balance.charge(Credits(120), for: "a")
        #expect(balance.debt == Credits(10))
        let entries = balance.reset(at: at(1), preservingDebt: true)
        #expect(entries.map(\.kind) == [.reset, .refill, .grant, .debtPayment, .debtPayment])
        // A refill that overwrote the balance after debt was paid would forgive it.
        #expect(balance.remaining(of: 2) == Credits(90) && balance.remaining(of: 3) == Credits(5) && balance.debt == .zero)
    }

    @Test func `a lot is filled up to its amount, nothing is added, and not at its end`() {
        var balance = balance([lot(1, 100, to: 2, daily: true)])
        balance.charge(Credits(30))
        balance.advance(to: at(1))
        #expect(balance.total == Credits(100))
        let entries = balance.advance(to: at(2))
        #expect(entries.map(\.kind) == [.expiry] && balance.total == .zero)
    }

    @Test func `a reset leaves what rolls over, and forgives debt unless it is kept`() {
        let lots = [lot(1, 100, rollover: .nothing), lot(2, 100), lot(3, 100, rollover: .init(maximum: Credits(30)))]
        var kept = balance(lots)
        kept.charge(Credits(20))
        kept.reset(at: at(1), preservingDebt: false)
        #expect([1, 2, 3].map { kept.remaining(of: $0) } == [.zero, Credits(100), Credits(30)] && kept.usedInPeriod == .zero)
        for preserving in [true, false] {
            var indebted = balance(debt: 7)
            indebted.reset(at: at(1), preservingDebt: preserving)
            #expect(indebted.debt == (preserving ? Credits(7) : .zero))
        }
    }

    @Test func `a refund goes back to the last that paid, and no lot has more than its grant`() {
        var balance = balance([lot(1, 10, to: 5), lot(2, 10)])
        let taken = balance.charge(Credits(14), for: "a")
        let back = balance.refund(Credits(6), of: "a", paidBy: taken.partsPaid(of: "a"))
        #expect([1, 2].map { balance.remaining(of: $0) } == [Credits(2), Credits(10)])
        #expect((taken + back).partsPaid(of: "a") == [Burn.Part(lot: 1, credits: Credits(8))])
        balance.refund(Credits(100), of: "a", paidBy: (taken + back).partsPaid(of: "a"))
        #expect(balance.total == Credits(20))
    }

    @Test func `a refund after a refill fills no lot beyond its grant`() {
        var balance = balance([lot(1, 10, daily: true)])
        let taken = balance.charge(Credits(6), for: "a")
        balance.advance(to: at(1))
        balance.charge(Credits(4))
        let back = balance.refund(Credits(6), of: "a", paidBy: taken.partsPaid(of: "a"))
        #expect(back.map(\.credits) == [Credits(6), Credits(-2)] && balance.total == Credits(10))
    }

    @Test func `a refund first takes off what is owed for the charge, then pays other debt`() {
        var balance = balance([lot(1, 10)])
        var entries = balance.charge(Credits(12), for: "a")
        entries += balance.charge(Credits(3), for: "b")
        entries += balance.refund(Credits(6), of: "a", paidBy: entries.partsPaid(of: "a"))
        #expect(balance.debt == .zero && balance.total == Credits(1))
        #expect(entries.partsPaid(of: "b") == [Burn.Part(lot: 1, credits: Credits(3))])
    }

    @Test func `what is given back to a lot that has ended lapses with it`() {
        var balance = balance([lot(1, 10, to: 1)])
        let taken = balance.charge(Credits(4), for: "a")
        balance.advance(to: at(1))
        let back = balance.refund(Credits(4), of: "a", paidBy: taken.partsPaid(of: "a"))
        #expect(back.map(\.kind) == [.refund, .expiry] && balance.total == .zero)
    }

    @Test func `a void takes the rest once, and an amount whole or not at all`() {
        var balance = balance([lot(1, 10), lot(2, 10)])
        let tooMuch = balance.void(Credits(11), of: 2)
        let some = balance.void(Credits(12))
        #expect(tooMuch == nil && some?.map(\.credits) == [Credits(-10), Credits(-2)])
        let (first, again) = (balance.void(2), balance.void(2))
        #expect(first.map(\.credits) == [Credits(-8)] && again.isEmpty && balance.total == .zero)
    }

    @Test func `what isn't covered is refused whole, or taken as far as it goes`() {
        var balance = balance([lot(1, 10)])
        let refused = balance.chargeIfCovered(Credits(11))
        #expect(refused == nil && balance.total == Credits(10))
        let taken = balance.chargeWhatFits(Credits(11))
        #expect(taken.map(\.credits) == [Credits(-10)] && balance.debt == .zero)
    }

    @Test func `a lot without a limit pays all, its debt too`() {
        var balance = balance([lot(1, 5)], debt: 3)
        balance.grant(Lot(id: 2, kind: .plan, granted: nil, effective: at(0)))
        balance.charge(Credits(1_000))
        #expect(balance.total == nil && balance.debt == .zero)
    }

    @Test func `a lot that was voided before it began never holds`() {
        let never = Lot(id: 1, kind: .plan, granted: Credits(5), effective: at(2), voided: at(1))
        var balance = balance([never])
        #expect(never.ends == at(2) && never.nextChange(after: at(0)) == nil)
        let entries = balance.advance(to: at(3))
        #expect(entries.isEmpty && balance.total == .zero)
    }

    @Test func `a lot just granted pays what older lots used beyond their own, the oldest first`() {
        let lots = [lot(2, 10, from: 1), lot(1, 10), lot(3, 10, from: 2), lot(4, 12, from: 3)].map { lot in
            var lot = lot
            if lot.id != 4 { lot.used = Credits(15) }
            return lot
        }
        #expect(
            lots.debtPayments(from: lots[3]) == [
                Burn.Part(lot: 1, credits: Credits(5)), Burn.Part(lot: 2, credits: Credits(5)), Burn.Part(lot: 3, credits: Credits(2)),
            ])
    }
}
