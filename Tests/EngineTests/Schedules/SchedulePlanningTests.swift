import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct SchedulePlanningTests {
    @Test(arguments: TestDatabase.available)
    func `the next time follows the switch, the schedule and the zone`(_ database: TestDatabase) async throws {
        let clock = TestClock()
        let test = try await TestEngine(database.open(), clock: clock)
        let scenario = try await test.add(scheduling: #"{"type":"daily","time":"12:00"}"#)
        func save(_ edits: ScenarioEdits) async throws {
            _ = try await test.scenarios.save(scenario.id, in: test.organization.id, edits, author: nil)
        }
        // 12:00 in Prague.
        #expect(try await test.next(of: scenario) == Timestamp("2026-11-22T11:00:00.000Z"))
        try await save(ScenarioEdits(active: false))
        #expect(try await test.next(of: scenario) == nil)
        try await save(ScenarioEdits(active: true))
        #expect(try await test.next(of: scenario) == Timestamp("2026-11-22T11:00:00.000Z"))
        try await test.engine.storage.write { transaction in
            try IdentityStore(transaction).setZone("America/New_York", of: test.organization.id, effective: clock.now)
            try SchedulePlanning(transaction, plan: .selfHosted, at: clock.now).planAgain(test.organization.id)
        }
        #expect(try await test.next(of: scenario) == Timestamp("2026-11-22T17:00:00.000Z"))
        try await save(ScenarioEdits(scheduling: #"{"type":"indefinitely","interval":900}"#))
        #expect(try await test.next(of: scenario) == Timestamp("2026-11-22T10:15:00.000Z"))
        clock.advance(milliseconds: 60_000)
        // The same again is no change: an interval is not counted anew.
        try await save(ScenarioEdits(scheduling: #"{"interval":900,"type":"indefinitely"}"#))
        #expect(try await test.next(of: scenario) == Timestamp("2026-11-22T10:15:00.000Z"))
        try await test.scenarios.delete(scenario.id, in: test.organization.id, author: nil)
        #expect(try await test.next(of: scenario) == nil)
    }

    @Test func `a scenario that is never due is not switched on, and one that is no schedule is not kept`() async throws {
        let test = try await TestEngine(TestDatabase.sqlite.open())
        await #expect(throws: InvalidInput.self) { try await test.add(scheduling: #"{"type":"once","date":"2026-01-01T00:00:00Z"}"#) }
        await #expect(throws: InvalidInput.self) { try await test.add(scheduling: #"{"type":"daily"}"#) }
    }

    @Test func `a blueprint whose schedule is none comes in without it`() async throws {
        let test = try await TestEngine(TestDatabase.sqlite.open())
        let saved = try await test.scenarios.create(
            blueprint: Array(#"{"blueprint":\#(TestEngine.oneStep),"scheduling":{"type":"indefinitely"}}"#.utf8), team: test.team.id,
            organization: test.organization.id, author: nil)
        #expect(saved.scenario.scheduling == #"{"type":"on-demand"}"#)
        #expect(saved.warnings.map(\.path) == ["scheduling.interval"])
    }

    @Test(arguments: TestDatabase.available)
    func `which due times were served is forgotten after a week`(_ database: TestDatabase) async throws {
        let clock = TestClock()
        let test = try await TestEngine(database.open(), clock: clock)
        let scenario = try await test.add(scheduling: #"{"type":"indefinitely","interval":86400}"#)
        for _ in 0..<10 {
            try await test.engine.storage.write { transaction in
                _ = try FireStore(transaction).add(
                    Fire(
                        organization: test.organization.id, scenario: scenario.id, due: clock.now, at: clock.now, run: nil, isLate: false,
                        missed: 0))
            }
            clock.advance(milliseconds: 86_400_000)
        }
        try await Retention(storage: test.engine.storage, catalog: test.engine.catalog).step(at: clock.now)
        #expect(try await test.fires(of: scenario).count == 7)
    }

    @Test func `a schedule of a plan with a longer interval goes at the plan's pace`() async throws {
        let plan = Plan(
            id: "slow", name: "Slow", creditsPerPeriod: Credits(1_000), transferPerPeriod: nil, retentionDays: 30,
            limits: [PlanLimit(.minimumInterval, 900_000)])
        let (storage, clock) = (try await TestDatabase.sqlite.open(), TestClock())
        let scenario = try await TestEngine(storage, clock: clock).add(scheduling: #"{"type":"indefinitely","interval":60}"#)
        try await storage.write { try IdentityStore($0).setNextPlan("slow", credits: nil, of: .init(1)) }
        try await storage.write { try IdentityStore($0).takeNextPlan(of: .init(1)) }
        try await TestEngine(storage, plan: plan, clock: clock).working { test in
            try await test.served(scenario)
            #expect(try await test.next(of: scenario) == Timestamp("2026-11-22T10:15:00.000Z"))
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a webhook on a schedule runs for what waits, so many deliveries at a time, and not for nothing`(_ database: TestDatabase)
        async throws
    {
        let clock = TestClock()
        try await TestEngine(database.open(), clock: clock).working { test in
            let scenario = try await test.add(
                """
                {"name":"Hook","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{"maxResults":3},"mapper":{}},
                {"id":2,"module":"util:SetVariable2","version":1,"parameters":{},"mapper":{"name":"a","scope":"roundtrip","value":"{{1.n}}"}}],
                "metadata":{"version":1}}
                """, scheduling: #"{"type":"indefinitely","interval":900}"#)
            try await test.served(scenario)
            #expect(try await test.fires(of: scenario).map(\.run) == [nil])
            let hook = try #require(scenario.hook)
            let secret = String(test.hooks.path(of: hook).dropFirst("/hook/".count))
            for number in 0..<5 { _ = try await test.hooks.deliver(secret: secret, bundle: ["n": .number(Number(number))], bytes: 10) }
            #expect(try await test.runs().isEmpty)
            for _ in 0..<3 {
                clock.advance(milliseconds: 900_000)
                try await test.until("what is due is served") { try await test.next(of: scenario).map { $0 > clock.now } ?? true }
            }
            try await test.idle()
            let runs = try await test.runs().sorted { $0.id < $1.id }
            // One operation of the trigger for all bundles, and one of the other module for each.
            #expect(runs.map(\.operations) == [4, 3])
            #expect(runs.map(\.transfer) == [30, 20])
            #expect(runs.allSatisfy { $0.origin == .schedule })
            #expect(try await test.fires(of: scenario).map { $0.run != nil } == [false, true, true, false])
        }
    }
}
