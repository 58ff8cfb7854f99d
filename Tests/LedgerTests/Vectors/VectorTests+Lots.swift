import Ledger
import Values

extension VectorTests {
    static func order(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        try input.only("profile", "lots")
        let fields = try input.list("lots")
        let profile = try input.text("profile")
        let names = LotNames(try fields.map { try $0.text("id") }, sorted: try profileSortsByID(profile, vector))
        let lots = try fields.map { try Lot($0, names: names) }
        let ordered = lots.sorted(by: try BurnOrder(profile: profile, of: vector).precedes).map { names.name($0.id) }
        check.expect("order", ordered, is: try Members(vector.expect).values("order").compactMap(\.asText))
    }

    private static func profileSortsByID(_ profile: String, _ vector: Vector) throws -> Bool {
        vector.profiles[profile]?.asArray?.contains("id asc") ?? false
    }

    static func lots(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        try input.only("profile", "lots", "ops")
        var pool = try PoolCase(vector, input)
        for operation in try input.list("ops") { try pool.carryOut(operation, &check) }
        let expect = try Members(vector.expect, scale: input.scale)
        try expect.only("remaining", "breakdown", "shortfall", "expired", "debt", "total")
        try check.balances(expect, pool.balance, pool.names, member: "remaining")
        if expect.has("shortfall") { check.expect("shortfall", pool.shortfall, is: try expect.credits("shortfall")) }
        if expect.has("debt") { check.expect("debt", pool.balance.debt, is: try expect.credits("debt")) }
        if expect.has("total") { check.expect("total", pool.balance.total, is: try expect.credits("total")) }
        if expect.has("expired") {
            let expired = pool.entries.sums(of: [.expiry])
            let expected = try expect.object("expired")
            for name in expected.names() {
                check.expect("expired of \(name)", -(expired[try pool.names.id(name)] ?? .zero), is: try expected.credits(name))
            }
        }
        guard expect.has("breakdown") else { return }
        let parts = try expect.list("breakdown")
        check.expect("charges", pool.breakdown.count, is: parts.count)
        for (actual, expected) in zip(pool.breakdown, parts) {
            let expected = try expected.names().map { ($0, try expected.credits($0)) }
            check.expect("breakdown", actual, is: Dictionary(uniqueKeysWithValues: expected))
        }
    }
}
