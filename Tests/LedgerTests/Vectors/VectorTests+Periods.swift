import Ledger
import Values

extension VectorTests {
    static func active(_ vector: Vector, _ check: inout Check) throws {
        let names = LotNames([try Members(vector.input).object("grant").text("id")], sorted: true)
        let lot = try Lot(grant: Members(vector.input).object("grant"), names: names, created: Instant(milliseconds: 0))
        let expect = try Members(vector.expect)
        try expect.only("period", "activeAt")
        if expect.has("period") {
            let period = try expect.values("period").map { $0.isNull ? nil : try Instant(json: $0) }
            check.expect("period", [lot.effective, lot.ends], is: period)
        }
        for moment in try expect.list(ifAny: "activeAt") {
            check.expect("active", lot.isValid(at: try moment.instant("at")), is: moment.flag("active"))
        }
    }

    static func calendar(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input)
        try input.only("op", "interval", "anchor", "at", "boundary")
        let recurrence = Recurrence(every: try CalendarInterval(vector: input.text("interval")), anchor: try input.instant("anchor"))
        let instant = try input.instant("at")
        let isInclusive = input.has("boundary") ? try input.text("boundary") == "inclusive" : true
        let result = try Members(vector.expect).value("result")
        switch try input.text("op") {
        case "nextAfter":
            check.expect(
                "next", isInclusive ? recurrence.next(atOrAfter: instant) : recurrence.next(after: instant), is: try Instant(json: result))
        case "prevBefore":
            let previous = isInclusive ? recurrence.previous(atOrBefore: instant) : recurrence.previous(before: instant)
            check.expect("previous", previous, is: try Instant(json: result))
        case "periodAt":
            let period = [recurrence.previous(atOrBefore: instant), recurrence.next(after: instant)]
            check.expect("period", period, is: try (result.asArray ?? []).map { try Instant(json: $0) })
        case let name: throw Untranslatable("the operation '\(name)' isn't known")
        }
    }

    static func rollover(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        let expect = try Members(vector.expect, scale: input.scale)
        switch try input.text("rule") {
        case "lots":
            try input.only("rule", "granted", "maxPercent", "max", "lengthCycles", "usedPerCycle")
            let expected = try expect.values("totals").map { try input.scale.credits(Decimal($0)) }
            check.expect("totals", try totalsByCycle(input), is: expected)
        case "flag": check.expect("rolled over", try flagged(input), is: try expect.credits("rolledOver"))
        case let rule: throw Untranslatable("the rule '\(rule)' isn't known")
        }
    }

    private static func totalsByCycle(_ input: Members) throws -> [Credits] {
        let granted = try input.credits("granted")
        let periods = input.has("lengthCycles") ? Int(try input.integer("lengthCycles")) : nil
        let rule =
            input.has("maxPercent")
            ? RolledCredits.Rule(percent: try input.integer("maxPercent"), of: granted, periods: periods)
            : RolledCredits.Rule(maximum: try input.credits(ifAny: "max"), periods: periods)
        var rolled: [RolledCredits] = []
        return try input.values("usedPerCycle").map { used in
            // Rolled credits are used first, the oldest before all.
            var lots = (rolled.map(\.credits) + [granted]).enumerated().map {
                Lot(id: Lot.ID(rawValue: Int64($0.offset)), kind: .plan, granted: $0.element, effective: Instant(milliseconds: 0))
            }
            let burn = BurnOrder.standard.burn(try input.scale.credits(Decimal(used)), from: lots, at: Instant(milliseconds: 0))
            lots.apply(burn)
            for index in rolled.indices { rolled[index].credits = lots[index].remaining ?? .zero }
            rolled = rule.roll(rolled, unused: lots.last?.remaining ?? .zero)
            return rolled.map(\.credits).sum() + granted
        }
    }

    /// What doesn't roll over is used first.
    private static func flagged(_ input: Members) throws -> Credits? {
        try input.only("rule", "credits", "usage")
        let lots = try input.list("credits").enumerated().map { index, lot in
            try lot.only("amount", "rollover")
            return Lot(
                id: Lot.ID(rawValue: Int64(index)), kind: .plan, priority: lot.flag("rollover") ? 2 : 1, granted: try lot.credits("amount"),
                effective: Instant(milliseconds: 0), rollover: lot.flag("rollover") ? .everything : .nothing)
        }
        var balance = Balance(lots: lots, at: Instant(milliseconds: 0))
        balance.charge(try input.credits("usage"))
        balance.reset(at: Instant(milliseconds: 1), preservingDebt: false)
        return balance.available
    }

}
