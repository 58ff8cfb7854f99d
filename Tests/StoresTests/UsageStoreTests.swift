import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct UsageStoreTests {
    @Test(arguments: TestDatabase.available)
    func `days, periods and quarters have the same sums, however usage came in`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let seed: UInt64 = 4_711
        print("seed \(seed)")
        var chance = Chance(state: seed)
        var total = Usage()
        for _ in 0..<25 {
            var group: [UsageKey: Usage] = [:]
            for _ in 0..<8 {
                let quarter = StoreFixture.start.milliseconds / 900_000 + Int64(chance.below(200))
                let day = LocalDay(number: Int(quarter * 900_000 / 86_400_000)).description
                let key = UsageKey(
                    organization: fixture.organization.id, day: day, period: fixture.organization.periodStart, quarter: quarter,
                    scenario: .init(Int64(chance.below(3)) + 1), team: fixture.team.id, moduleId: Int64(chance.below(4)),
                    module: "util:Switcher",
                    kind: .action, origin: .webhook)
                let used = Usage(
                    operations: 1, credits: Credits(centicredits: Int64(chance.below(500))), transfer: Int64(chance.below(100)))
                group[key, default: Usage()] += used
                total += used
            }
            try await fixture.storage.write { [group] in try UsageStore($0).add(group) }
        }
        try await fixture.storage.read { [total] transaction in
            let usage = UsageStore(transaction)
            let organization = fixture.organization.id
            #expect(try usage.total(of: organization, period: fixture.organization.periodStart) == total, "seed \(seed)")
            let days = try usage.days(of: organization, first: "0000-01-01", last: "9999-12-31")
            #expect(days.reduce(into: Usage()) { $0 += $1.usage } == total, "seed \(seed)")
            let quarters = try AuditStore(transaction).quarters(of: organization)
            #expect(quarters.values.reduce(Credits.zero, +) == total.credits, "seed \(seed)")
            let scenarios = try usage.scenarios(of: organization, period: fixture.organization.periodStart)
            #expect(scenarios.values.reduce(Credits.zero) { $0 + $1.usage.credits } == total.credits, "seed \(seed)")
        }
    }

    private struct Chance {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}
