import Ledger
import Values

extension VectorTests {
    static func autoPurchase(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        let expect = try Members(vector.expect, scale: input.scale)
        switch try input.text("rule") {
        case "balance":
            let balances = try expect.values("balances").map { try Optional(input.scale.credits(Decimal($0))) }
            check.expect("balances", try balancesAfterUses(input), is: balances)
        case "gap": check.expect("bought", try boughtToCloseGap(input), is: try expect.credits("purchase"))
        case let rule: throw Untranslatable("the rule '\(rule)' isn't known")
        }
    }

    /// The rule is asked once after each use.
    private static func balancesAfterUses(_ input: Members) throws -> [Credits?] {
        try input.only(
            "rule", "granted", "threshold", "quantity", "uses", "enabled", "purchaseLimit", "overflow", "disableBefore", "thresholds",
            "quantities", "pack")
        var balance = Balance(at: Instant(milliseconds: 0))
        balance.grant(Lot(id: 0, kind: .plan, granted: try input.credits("granted"), effective: balance.now))
        let (thresholds, quantities) = (try input.credits(perUse: "threshold"), try input.credits(perUse: "quantity"))
        var bought: Credits = .zero
        return try input.values("uses").enumerated().map { index, use in
            let (threshold, quantity) = (thresholds(index), quantities(index))
            var rule = AutoPurchase(threshold: threshold, amount: quantity, unit: try input.credits(ifAny: "pack") ?? quantity)
            let isOff = input.has("enabled") && !input.flag("enabled")
            let switchedOff = input.has("disableBefore") ? Int(try input.integer("disableBefore")) : .max
            if isOff || index >= switchedOff { rule.turn(on: false) }
            let limit = input.has("purchaseLimit") ? Credits(centicredits: try input.integer("purchaseLimit") * quantity.centicredits) : nil
            balance.charge(try input.scale.credits(Decimal(use)))
            if case .buy(let credits) = rule.decide(balance: balance.total, bought: bought, limit: limit) {
                bought += credits
                balance.grant(Lot(id: Lot.ID(rawValue: Int64(index) + 1), kind: .extra, granted: credits, effective: balance.now))
            }
            return balance.total
        }
    }

    /// What is on its way arrives; then the rule is asked, one purchase after the other, until it says no.
    private static func boughtToCloseGap(_ input: Members) throws -> Credits {
        try input.only("rule", "method", "trigger", "threshold", "paid", "ongoing", "pending", "granted", "max", "ignoreLimits")
        guard try input.text("trigger") == "threshold", try input.text("method") == "fixed", !input.flag("ignoreLimits") else {
            throw Untranslatable("the balance is the only reason to buy, the unit the only amount")
        }
        let start = try input.credits("ongoing") + input.credits("pending") + input.credits("granted")
        let (rule, limit) = (
            AutoPurchase(threshold: try input.credits("threshold"), unit: try input.credits("paid")), try input.credits(ifAny: "max")
        )
        var bought: Credits = .zero
        while case .buy(let credits) = rule.decide(balance: start + bought, bought: bought, limit: limit) { bought += credits }
        return bought
    }

    static func bonus(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        try input.only("slabs", "credits")
        let bonus = PurchaseBonus(
            try input.list("slabs").map { slab in
                try slab.only("min", "flat", "percent")
                return PurchaseBonus.Slab(
                    from: try slab.credits("min"),
                    slab.has("percent") ? .percent(try slab.integer("percent")) : .flat(try slab.credits("flat")))
            })
        let (expect, bought) = (try Members(vector.expect, scale: input.scale), try input.credits("credits"))
        try expect.only("slabMin", "bonus")
        if expect.json["slabMin"] != nil {
            check.expect("slab", bonus.slab(for: bought)?.minimum, is: try expect.credits(ifAny: "slabMin"))
        }
        if expect.has("bonus") { check.expect("bonus", bonus.bonus(for: bought), is: try expect.credits("bonus")) }
    }

    static func money(_ vector: Vector, _ check: inout Check) throws {
        let (input, expect) = (try Members(vector.input), try Members(vector.expect))
        switch try input.text("op") {
        case "toMoney":
            let scale = Scale(of: vector)
            let price = PlanPrice(
                minorUnits: try scale.credits(input.decimal("rate")).centicredits, currency: "USD", per: try scale.credits(Decimal("1")))
            let cost = price.cost(of: try scale.credits(input.decimal("credits")))
            check.expect("money", cost, is: try scale.credits(expect.decimal("money")).centicredits)
        case "roundMoney":
            try check.rounded(input.decimal("money"), places: input.integer("places"), is: expect.decimal("money"))
        case "roundHalfAway": try check.rounded(input.decimal("value"), places: 0, is: expect.decimal("value"))
        case let name: throw Untranslatable("the operation '\(name)' isn't known")
        }
    }
}

extension Check {
    fileprivate mutating func rounded(_ value: Decimal, places: Int64, is expected: Decimal) throws {
        let power = (0..<places).reduce(Int128(1)) { power, _ in power * 10 }
        let rounded = Rounding.nearest.quotient(value.significand * power, by: value.divisor)
        expect("rounded", rounded * expected.divisor, is: expected.significand * power)
    }
}

extension Members {
    /// One amount for each use, where there is a list, or the same for all.
    fileprivate func credits(perUse name: String) throws -> (Int) -> Credits {
        let plural = name.hasSuffix("y") ? "\(name.dropLast())ies" : "\(name)s"
        let (single, list) = (try credits(name), has(plural) ? try values(plural).map { try scale.credits(Decimal($0)) } : [])
        return { list.indices.contains($0) ? list[$0] : single }
    }
}
