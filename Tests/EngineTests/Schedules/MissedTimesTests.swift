import Automation
import Engine
import Ledger
import Payments
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct MissedTimesTests {
    @Test(arguments: [("one", 1), ("all", 20), ("none", 0)])
    func `times that were missed while the program was down are made up for as the scenario wants it`(_ choice: String, _ late: Int)
        async throws
    {
        let (storage, clock) = (try await TestDatabase.sqlite.open(), TestClock())
        let scenario = try await TestEngine(storage, clock: clock).add(
            scheduling: #"{"type":"indefinitely","interval":900,"missed":"\#(choice)"}"#)
        // Due at 10:00, and missed from then to 14:45.
        clock.advance(milliseconds: 5 * 3_600_000 - 120_000)
        try await TestEngine(storage, clock: clock).working { test in
            try await test.served(scenario)
            let runs = try await test.runs()
            #expect(runs.count == late)
            #expect(runs.allSatisfy { $0.options.isLate })
            if choice == "one" { #expect(try await test.fires(of: scenario).map(\.missed) == [19]) }
            clock.advance(milliseconds: 120_000)
            try await test.served(scenario)
            let fresh = try await test.runs().filter { !$0.options.isLate }
            #expect(fresh.map(\.options.due) == [clock.now])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `nothing is queued while there are no credits, and on their return there is one run`(_ database: TestDatabase) async throws {
        let plan = Plan(
            id: "dry", name: "Dry", creditsPerPeriod: .zero, transferPerPeriod: nil, retentionDays: 30,
            price: PlanPrice(minorUnits: 1_000, currency: "USD", per: Credits(10_000)), extra: Plan.ExtraTerms())
        let clock = TestClock()
        try await TestEngine(database.open(), plan: plan, clock: clock).working { test in
            let scenario = try await test.add(scheduling: #"{"type":"indefinitely","interval":900,"missed":"all"}"#)
            for _ in 0..<10 {
                clock.advance(milliseconds: 900_000)
                try await test.lookedAt()
                #expect(try await test.engine.storage.read { try QueueStore($0).count() } == 0)
            }
            let bought = try await test.engine.purchases.buy(Credits(1_000), key: "a", for: test.organization.id, by: .commandLine)
            _ = try await test.engine.purchases.settle(bought.id, of: test.organization.id, by: .commandLine)
            clock.advance(milliseconds: 10_000)
            try await test.served(scenario)
            #expect(try await test.runs().count == 1)
            #expect(try await test.fires(of: scenario).map(\.missed) == [10])
        }
    }

    @Test func `a sequential scenario's next run is not queued before its last has ended`() async throws {
        let blueprint = """
            {"name":"Slow","flow":[{"id":1,"module":"util:FunctionSleep","version":1,"parameters":{},"mapper":{"duration":"100"}}],
            "metadata":{"version":1,"scenario":{"sequential":true}}}
            """
        let clock = TestClock()
        try await TestEngine(TestDatabase.sqlite.open(), clock: clock).working { test in
            let scenario = try await test.add(blueprint, scheduling: #"{"type":"indefinitely","interval":30}"#)
            try await test.until("the first run sleeps") { try await test.runs().map(\.state) == [.sleeping] }
            for _ in 0..<3 {
                clock.advance(milliseconds: 30_000)
                try await test.lookedAt()
            }
            #expect(try await test.runs().count == 1)
            #expect(try await test.engine.storage.read { try QueueStore($0).count() } == 0)
            clock.advance(milliseconds: 11_000)
            try await test.until("the first run has ended") { try await test.runs().contains { $0.state == .success } }
            clock.advance(milliseconds: 1_000)
            try await test.until("the second run has begun") { try await test.runs().count == 2 }
            // It stands for the three times that came while the first one slept.
            #expect(try await test.fires(of: scenario).map(\.missed) == [0, 2])
        }
    }
}
