import Engine
import Ledger
import Payments
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct QueueReturnTests {
    private static let plan = Plan(
        id: "dry", name: "Dry", creditsPerPeriod: .zero, transferPerPeriod: nil, retentionDays: 30,
        price: PlanPrice(minorUnits: 1_000, currency: "USD", per: Credits(10_000)), extra: Plan.ExtraTerms())

    @Test(arguments: TestDatabase.available)
    func `webhooks that queued while there were no credits all run after a purchase, in their order`(_ database: TestDatabase) async throws
    {
        let count = 1_000
        try await TestEngine(database.open(), plan: Self.plan, settings: { $0.concurrency = 1 }).working { test in
            let scenario = try await test.add(
                """
                {"name":"Hook","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
                {"id":2,"module":"scenario-service:ReturnData","version":2,"mapper":{"n":"{{1.n}}"}}],"metadata":{"version":1}}
                """, active: true)
            let hook = try #require(scenario.hook)
            let secret = String(test.hooks.path(of: hook).dropFirst("/hook/".count))
            for number in 0..<count {
                let answer = try await test.hooks.deliver(secret: secret, bundle: ["n": .number(Number(number))], bytes: 10)
                guard case .accepted = answer else {
                    Issue.record("delivery \(number) was answered \(answer)")
                    return
                }
            }
            #expect(try await test.engine.storage.read { try QueueStore($0).count() } == Int64(count))
            let bought = try await test.engine.purchases.buy(Credits(1_000), key: "a", for: test.organization.id, by: .commandLine)
            _ = try await test.engine.purchases.settle(bought.id, of: test.organization.id, by: .commandLine)
            try await test.idle()
            let outputs = try await test.engine.storage.read { transaction in
                let store = RunStore(transaction)
                let runs = try store.runs(of: test.organization.id, RunFilter(), limit: 2_000)
                #expect(runs.allSatisfy { $0.state == .success })
                return try runs.sorted { ($0.started, $0.id) < ($1.started, $1.id) }.map {
                    try store.outputs(of: $0.id, in: $0.organization)
                }
            }
            #expect(outputs.count == count)
            #expect(outputs == (0..<count).map { ["n": .number(Number($0))] })
            #expect(try await test.findings() == [])
        }
    }
}
