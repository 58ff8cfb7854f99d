import Ledger
import Testing

struct LotBookTests {
    private let hour: Int64 = 3_600_000

    private func at(_ hours: Int64) -> Instant { Instant(milliseconds: hours * hour) }

    private func grant(_ id: Lot.ID, _ credits: Int64, from: Int64, to: Int64? = nil) -> BookEvent {
        let lot = Lot(id: id, kind: .plan, granted: Credits(credits), effective: at(from), expires: to.map(at), rollover: .nothing)
        return BookEvent(EventKey("\(id)", source: "grant"), granting: lot)
    }

    private func charge(_ key: EventKey, _ credits: Int64, at hours: Int64) -> BookEvent {
        BookEvent(key, at: at(hours), .charge(Credits(credits)))
    }

    private func book(_ events: BookEvent...) -> LotBook {
        var book = LotBook(opened: at(0))
        for event in events { _ = book.add(event) }
        return book
    }

    @Test func `an event counts once, and another by its name is refused`() {
        var book = book(grant(1, 10, from: 0), charge("a", 3, at: 1))
        let receipts = [
            book.add(charge("a", 3, at: 1)), book.add(charge("a", 4, at: 1)), book.add(charge(EventKey("a", source: "other"), 3, at: 1)),
            book.add(BookEvent("again", granting: Lot(id: 1, kind: .extra, granted: Credits(1), effective: at(2)))),
            book.add(charge("early", 3, at: -1)),
        ]
        #expect(receipts == [.duplicate, .conflict, .accepted, .conflict, .beforeOpening])
        #expect(book.balance.total == Credits(4))
    }

    @Test func `a late charge is paid by the lot that held at its instant, and belongs to its own period`() {
        let reset = BookEvent("reset", at: at(3), .reset(preservingDebt: false))
        var book = book(grant(1, 10, from: 0, to: 2), grant(2, 10, from: 1), charge("a", 4, at: 3), reset)
        #expect(book.balance.usedInPeriod == Credits(4))
        _ = book.add(charge("late", 7, at: 1))
        #expect(book.entries.partsPaid(of: "late") == [Burn.Part(lot: 1, credits: Credits(7))])
        #expect(book.balance.usedInPeriod == Credits(4) && book.charged(from: at(0), to: at(3)) == Credits(7))
    }

    @Test func `a void heard of before its lot still holds`() {
        let book = book(BookEvent("void", at: at(2), .void(1)), charge("a", 1, at: 3), grant(1, 10, from: 0))
        #expect(book.balance.total == Credits(-1))
    }

    @Test func `a balance of the past knows of the instant only what time brings`() {
        let book = book(grant(1, 10, from: 0), charge("a", 4, at: 1), charge("b", 4, at: 2), grant(2, 5, from: 2))
        #expect([0, 1, 2, 3].map { book.asOf(at($0)).balance.total } == [Credits(10), Credits(10), Credits(11), Credits(7)])
    }

    @Test func `a window shows what there was at its start and what was charged until its end`() throws {
        let book = book(grant(1, 10, from: 0), charge("a", 4, at: 1), grant(2, 5, from: 2), charge("b", 1, at: 3))
        let windows = book.windows(2, of: try #require(CalendarInterval(parsing: "PT2H")), from: at(0))
        #expect(windows.map(\.available) == [Credits(10), Credits(11)] && windows.map(\.charged) == [Credits(4), Credits(1)])
        #expect(windows.map(\.end) == [at(2), at(4)])
        #expect(book.charged(byDayOf: .utc).values.sum() == Credits(5))
    }

    @Test func `a history has a stretch for each set of lots, and one without length for a reset`() {
        let reset = BookEvent("reset", at: at(4), .reset(preservingDebt: true))
        let book = book(grant(1, 10, from: 0, to: 2), charge("a", 12, at: 1), grant(2, 5, from: 3), reset)
        let history = book.history(from: at(0), to: at(4))
        #expect(history.map(\.start) == [0, 2, 3, 4, 4].map(at) && history.map(\.end) == [2, 3, 4, 4, 4].map(at))
        #expect(history.map(\.isReset) == [false, false, false, true, false])
        #expect(
            history.map(\.debt) == [0, 2, 2, 0, 0].map { Credits($0) } && history.map(\.charged) == [12, 0, 0, 0, 0].map { Credits($0) })
        // Debt is paid after the start is shown: 5, of which 2 are burnt at once.
        #expect(history.map { $0.available[2] } == [.zero, .zero, Credits(5), .zero, .zero])
        #expect(history.map { $0.burnt[2] ?? .zero } == [0, 0, 2, 0, 0].map { Credits($0) })
    }

    @Test func `thousands of events in any order are those in order`() {
        let events = (0..<2_000).map { charge(EventKey("\($0)"), 1, at: Int64($0)) }
        var (inOrder, late) = (book(grant(1, 1_500, from: 0)), book(grant(1, 1_500, from: 0)))
        for event in events { _ = inOrder.add(event) }
        for start in [100, 0, 200] { for event in events.dropFirst(start).prefix(100) { _ = late.add(event) } }
        for event in events.dropFirst(300) { _ = late.add(event) }
        #expect(late.balance == inOrder.balance && late.entries == inOrder.entries && late.balance.total == Credits(-500))
    }
}
