import Ledger
import Values

extension VectorTests {
    /// What is used is a feature's units. A lot that holds another unit holds as many of these as it can pay for.
    static func caps(_ vector: Vector, _ check: inout Check) throws {
        let plain = try Members(vector.input)
        try plain.only("lots", "caps", "ops")
        let features = Set(try plain.list("ops").map { try $0.text("feature") })
        guard let feature = features.first, features.count == 1 else { throw Untranslatable("more than one feature is used") }
        let accepting = try plain.list("lots").filter { try $0.object("accepts").has(feature) }
        let rates = try accepting.map { try $0.object("accepts").decimal(feature) }
        let scale = Scale(of: vector, rates: rates)
        let names = LotNames(try accepting.map { try $0.text("id") }, sorted: false)
        var balance = Balance(
            lots: try zip(accepting, rates).map { lot, rate in
                try lot.only("id", "granted", "accepts")
                return try Lot.inUnits(names.id(lot.text("id")), scale.credits(lot.decimal("granted"), rate: rate))
            }, at: Instant(milliseconds: 0))
        let capped = try plain.list("caps").map { try CapCase($0, of: feature, names: names, rates: rates, scale: scale) }
        var (caps, applied) = (capped.map(\.cap), [Credits]())
        for operation in try Members(vector.input, scale: scale).list("ops") {
            try operation.only("op", "feature", "units")
            let units = caps.map { $0.left(at: balance.now) }.reduce(try operation.credits("units"), min)
            for index in caps.indices { _ = caps[index].admit(upTo: units, at: balance.now) }
            balance.charge(units)
            applied.append(units)
        }
        let expect = try Members(vector.expect, scale: scale)
        try expect.only("remaining", "capUsage", "applied")
        for (lot, rate) in zip(accepting, rates) {
            let expected = try scale.credits(expect.object("remaining").decimal(lot.text("id")), rate: rate)
            check.expect("remaining of \(try lot.text("id"))", balance.remaining(of: try names.id(lot.text("id"))), is: expected)
        }
        let usage = try zip(expect.values("capUsage"), capped).map { try scale.credits(Decimal($0), rate: $1.rate) }
        check.expect("use of caps", caps.map { $0.used(at: balance.now) }, is: usage)
        if expect.has("applied") {
            check.expect("applied", applied, is: try expect.values("applied").map { try scale.credits(Decimal($0)) })
        }
    }
}

extension Lot {
    /// For ever, in the order of ids.
    static func inUnits(_ id: ID, _ granted: Credits) -> Lot {
        Lot(id: id, kind: .plan, granted: granted, effective: Instant(milliseconds: 0))
    }
}

/// A cap of a case, and what one unit of the feature comes to in the cap's own.
private struct CapCase {
    let cap: UsageCap
    let rate: Decimal?

    /// On the feature, in its units; or on the one lot that pays for it, in the lot's.
    init(_ fields: Members, of feature: String, names: LotNames, rates: [Decimal], scale: Scale) throws {
        try fields.only("on", "unit", "limit")
        switch (try fields.text("on"), try fields.text("unit")) {
        case (feature, "feature"): rate = nil
        case (let lot, "credit") where names.names == [lot]: rate = rates.first
        case (let on, let unit): throw Untranslatable("a cap on \(on) in \(unit) isn't known")
        }
        guard let day = CalendarInterval(days: 1) else { throw Untranslatable("a day is a length of time") }
        let windows = Recurrence(every: day, anchor: Instant(milliseconds: 0))
        cap = UsageCap(try scale.credits(fields.decimal("limit"), rate: rate), per: windows)
    }
}
