import Ledger
import Values

extension VectorTests {
    static func running(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        try input.only("events")
        let events = try input.list("events").enumerated().map { try BookEvent(running: $0.element, Int64($0.offset) + 1) }
        var book = LotBook(opened: Instant(milliseconds: 0))
        for event in events { check.expect("receipt", book.add(event), is: .accepted) }
        let past = book.asOf(Instant(milliseconds: Int64(events.count) + 1))
        let reset = events.last { $0.kind == .reset(preservingDebt: false) }?.at ?? book.opened
        let expect = try Members(vector.expect, scale: input.scale)
        try expect.only("used", "credited", "balance")
        check.expect("used", past.balance.usedInPeriod, is: try expect.credits("used"))
        check.expect("balance", past.balance.total, is: try expect.credits("balance"))
        let credited = past.entries.filter { reset < $0.at && $0.kind == .grant }.map(\.credits).sum()
        check.expect("credited", credited, is: try expect.credits("credited"))
    }
}

extension BookEvent {
    /// One millisecond after the other.
    fileprivate init(running fields: Members, _ number: Int64) throws {
        try fields.only("kind", "amount")
        let (key, at) = (EventKey("\(number)"), Instant(milliseconds: number))
        switch try fields.text("kind") {
        case "credit":
            let amount = try fields.credits("amount")
            guard amount >= .zero else { throw Untranslatable("what is taken back is a void, not a grant below zero") }
            self.init(key, granting: Lot(id: Lot.ID(rawValue: number), kind: .plan, granted: amount, effective: at, rollover: .nothing))
        case "use": self.init(key, at: at, .charge(try fields.credits("amount")))
        case "reset": self.init(key, at: at, .reset(preservingDebt: false))
        case let kind: throw Untranslatable("the event '\(kind)' isn't known")
        }
    }
}
