import Ledger
import Values

extension VectorTests {
    static func burndown(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        try input.only("meter", "start", "until", "grants", "usage", "resets", "preserveOverage")
        guard try input.text("meter") == "sum" else { throw Untranslatable("credits are summed; there is no other meter") }
        let setup = try BookCase(vector, input)
        // However they come in: as given, the other way round, and twice.
        for events in [setup.events, setup.events.reversed(), setup.events.reversed() + setup.events] {
            var book = setup.book
            for event in events { _ = book.add(event) }
            try hold(book, to: try input.instant("until"), setup, &check)
        }
    }

    private static func hold(_ book: LotBook, to until: Instant, _ setup: BookCase, _ check: inout Check) throws {
        let past = book.asOf(until)
        let expect = try Members(setup.vector.expect, scale: setup.scale)
        try expect.only("balances", "overage", "usageInPeriod", "total", "totalGrantUsage", "segments", "segmentCount")
        try check.balances(expect, past.balance, setup.names)
        if expect.has("overage") { check.expect("overage", past.balance.debt, is: try expect.credits("overage")) }
        if expect.has("usageInPeriod") { check.expect("usage", past.balance.usedInPeriod, is: try expect.credits("usageInPeriod")) }
        if expect.has("total") { check.expect("total", past.balance.available, is: try expect.credits("total")) }
        if expect.has("totalGrantUsage") {
            let paid = past.entries.sums(of: [.charge, .debtPayment]).filter { $0.key != nil }.values.sum()
            check.expect("use of grants", -paid, is: try expect.credits("totalGrantUsage"))
        }
        guard expect.has("segments") || expect.has("segmentCount") else { return }
        let history = book.history(from: book.opened, to: until)
        if expect.has("segmentCount") { check.expect("stretches", Int64(history.count), is: try expect.integer("segmentCount")) }
        if expect.has("segments") { try compare(history, expect.list("segments"), setup.names, &check) }
    }

    private static func compare(_ history: [LotBook.Stretch], _ segments: [Members], _ names: LotNames, _ check: inout Check) throws {
        check.expect("stretches", history.count, is: segments.count)
        for (stretch, segment) in zip(history, segments) {
            try segment.only("from", "to", "usage", "balanceAtStart", "overageAtStart", "burns")
            check.expect("from", stretch.start, is: try segment.instant("from"))
            check.expect("to", stretch.end, is: try segment.instant("to"))
            if segment.has("usage") { check.expect("usage", stretch.charged, is: try segment.credits("usage")) }
            if segment.has("overageAtStart") { check.expect("overage", stretch.debt, is: try segment.credits("overageAtStart")) }
            for (member, amounts) in [("balanceAtStart", stretch.available), ("burns", stretch.burnt.mapValues { $0 })]
            where segment.has(member) {
                let expected = try segment.object(member)
                for name in expected.names() {
                    check.expect("\(member) of \(name)", amounts[try names.id(name)] ?? .zero, is: try expected.credits(name))
                }
            }
        }
    }

    static func windows(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        try input.only("measureFrom", "from", "size", "grants", "usage", "resets")
        let setup = try BookCase(vector, input)
        var book = setup.book
        for event in setup.events { _ = book.add(event) }
        let expect = try Members(vector.expect, scale: setup.scale)
        try expect.only("windowStartBalances", "windowUsage", "segmentCount")
        let (balances, usage) = (try expect.values("windowStartBalances"), try expect.values("windowUsage"))
        let (start, size) = (try input.instant("from"), try CalendarInterval(vector: input.text("size")))
        let windows = book.windows(balances.count, of: size, from: start)
        check.expect("balances", windows.map(\.available), is: try balances.map { try setup.scale.credits(Decimal($0)) })
        check.expect("usage", windows.map(\.charged), is: try usage.map { try setup.scale.credits(Decimal($0)) })
        guard expect.has("segmentCount"), let end = windows.last?.end else { return }
        check.expect("stretches", Int64(book.history(from: start, to: end).count), is: try expect.integer("segmentCount"))
    }

    static func delivery(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        try input.only("grants", "deliveries", "resets", "until")
        let setup = try BookCase(vector, input)
        var book = setup.book
        for event in setup.events { _ = book.add(event) }
        var receipts: [LotBook.Receipt: Int64] = [:]
        for delivery in try input.list("deliveries") {
            try delivery.only("key", "source", "at", "amount")
            let key = EventKey(try delivery.text("key"), source: delivery.has("source") ? try delivery.text("source") : "one")
            receipts[book.add(BookEvent(key, at: try delivery.instant("at"), .charge(try delivery.credits("amount")))), default: 0] += 1
        }
        let expect = try Members(vector.expect, scale: setup.scale)
        try expect.only("accepted", "duplicates", "conflicts", "balances", "overage")
        check.expect("accepted", receipts[.accepted] ?? 0, is: try expect.integer("accepted"))
        check.expect("duplicates", receipts[.duplicate] ?? 0, is: try expect.integer("duplicates"))
        check.expect("conflicts", receipts[.conflict] ?? 0, is: expect.has("conflicts") ? try expect.integer("conflicts") : 0)
        let past = book.asOf(try input.instant("until"))
        try check.balances(expect, past.balance, setup.names)
        check.expect("overage", past.balance.debt, is: try expect.credits("overage"))
    }
}

extension Check {
    /// What lots have, where the case says it.
    mutating func balances(_ expect: Members, _ balance: Balance, _ names: LotNames, member: String = "balances") throws {
        guard expect.has(member) else { return }
        let expected = try expect.object(member)
        for name in expected.names() {
            self.expect("balance of \(name)", balance.remaining(of: try names.id(name)), is: try expected.credits(name))
        }
    }
}
