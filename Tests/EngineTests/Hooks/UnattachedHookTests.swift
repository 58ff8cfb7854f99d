import Automation
@testable import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Webhooks that no scenario listens to.
struct UnattachedHookTests {
    private static let day: Int64 = 86_400_000

    private static func hooked(_ hook: Hook.ID?) -> String {
        """
        {"name":"Hooked","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{\(hook.map { "\"hook\":\($0)" } ?? "")},"mapper":{}},
        {"id":2,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{1.n}}"}}],"metadata":{"version":1}}
        """
    }

    private static func deliver(_ test: TestEngine, _ hook: Hook.ID) async throws -> Int {
        let secret = String(test.hooks.path(of: hook).dropFirst("/hook/".count))
        return try await test.hooks.deliver(HookDelivery(secret: secret, body: Array(#"{"n":1}"#.utf8))).status
    }

    private static func waiting(_ test: TestEngine, _ hook: Hook.ID) async throws -> Int64 {
        try await test.engine.storage.read { try QueueStore($0).count(of: hook, in: test.organization.id) }
    }

    @Test(arguments: TestDatabase.available)
    func `it takes deliveries for five days, and the scenario that takes it up runs them all`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let hook = try await test.hooks.create(name: "H", team: test.team.id, organization: test.organization.id).id
            #expect(try await Self.deliver(test, hook) == 200)
            test.clock.advance(milliseconds: 5 * Self.day - 1)
            #expect(try await Self.deliver(test, hook) == 200)
            #expect(try await Self.waiting(test, hook) == 2)
            let scenario = try await test.add(Self.hooked(hook))
            #expect(scenario.hook == hook)
            test.clock.advance(milliseconds: Self.day)
            #expect(try await Self.deliver(test, hook) == 200)
            _ = try await test.scenarios.save(scenario.id, in: test.organization.id, ScenarioEdits(active: true), author: nil)
            try await test.idle()
            #expect(try await test.runs().count { $0.state == .success && $0.scenario == scenario.id } == 3)
            // From the day on that its scenario is gone, it is there for five days again.
            try await test.scenarios.delete(scenario.id, in: test.organization.id, author: nil)
            test.clock.advance(milliseconds: 5 * Self.day - 1)
            #expect(try await Self.deliver(test, hook) == 200)
            // One that runs already and takes it up runs what waits.
            let other = try await test.add(Self.hooked(nil), active: true)
            _ = try await test.scenarios.save(
                other.id, in: test.organization.id, ScenarioEdits(blueprint: Array(Self.hooked(hook).utf8)), author: nil)
            try await test.until("what waited has run") { try await test.runs().contains { $0.scenario == other.id && $0.ended != nil } }
            #expect(try await Self.deliver(test, hook) == 200)
            try await test.idle()
            #expect(try await test.runs().count { $0.scenario == other.id } == 2)
            try await test.scenarios.delete(other.id, in: test.organization.id, author: nil)
            test.clock.advance(milliseconds: 5 * Self.day)
            #expect(try await Self.deliver(test, hook) == 410)
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a scenario doesn't take up a webhook of another team that has the number in its file`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let other = try await test.engine.storage.write { transaction in
                let team = Team(
                    id: .init(try SequenceStore(transaction).next("team")), organization: test.organization.id, name: "Others")
                try IdentityStore(transaction).add(team, at: test.clock.now)
                return team
            }
            let theirs = try await test.hooks.create(name: "Theirs", team: other.id, organization: test.organization.id).id
            let scenario = try await test.add(Self.hooked(theirs))
            #expect(scenario.hook != nil && scenario.hook != theirs)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what waits where nobody listened for five days is dropped, and no other delivery`(_ database: TestDatabase) async throws {
        let test = try await TestEngine(database.open())
        try await test.working { test in
            let hook = try await test.hooks.create(name: "H", team: test.team.id, organization: test.organization.id).id
            let listening = try #require(try await test.add(Self.hooked(nil)).hook)
            for id in [hook, listening] { #expect(try await Self.deliver(test, id) == 200) }
            let retention = Retention(storage: test.engine.storage, catalog: test.engine.catalog)
            test.clock.advance(milliseconds: 5 * Self.day - 1)
            try await retention.step(at: test.clock.now)
            #expect(try await Self.waiting(test, hook) == 1)
            test.clock.advance(milliseconds: 1)
            try await retention.step(at: test.clock.now)
            #expect(try await Self.waiting(test, hook) == 0)
            #expect(try await Self.waiting(test, listening) == 1)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a delivery whose scenario goes while it comes in waits at its webhook for another`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.hooked(nil), active: true)
            let hook = try #require(scenario.hook)
            var input: [UInt8] = []
            ValueCodec.encode(.array([["n": 1]]), into: &input)
            let queued = QueuedRun(
                id: RunID.make(at: test.clock.now.milliseconds), organization: test.organization.id, team: test.team.id,
                scenario: scenario.id, version: nil, hook: hook, origin: .webhook, author: nil, input: input, options: RunOptions(),
                transfer: 0, received: test.clock.now)
            try await test.scenarios.delete(scenario.id, in: test.organization.id, author: nil)
            _ = try await test.engine.queue(queued, key: nil, queueLimit: 10)
            #expect(
                try await test.engine.storage.read { try QueueStore($0).waiting(for: scenario.id, in: test.organization.id, limit: 1) }
                    .isEmpty)
            let other = try await test.add(Self.hooked(hook), active: true)
            #expect(other.hook == hook)
            try await test.until("it has begun") { try await test.runs().contains { $0.id == queued.id && $0.scenario == other.id } }
        }
    }

    // MARK: Logs

    private static func log(_ test: TestEngine, _ hook: Hook.ID, from: Timestamp? = nil, to: Timestamp? = nil) async throws
        -> [HookLogEntry]
    {
        try await test.engine.storage.read {
            try HookLogStore($0).entries(of: hook, in: test.organization.id, from: from, to: to, limit: 1_000, offset: 0)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `each delivery is logged with its answer, for as many days as the plan says`(_ database: TestDatabase) async throws {
        for (days, limits) in [(3, []), (30, [PlanLimit(.webhookLogDays, 30)])] as [(Int64, [PlanLimit])] {
            let plan = Plan(
                id: "logs", name: "Logs", creditsPerPeriod: nil, transferPerPeriod: nil, retentionDays: 60, limits: limits)
            try await TestEngine(database.open(), plan: plan).working { test in
                let hook = try #require(try await test.add(Self.hooked(nil)).hook)
                let secret = String(test.hooks.path(of: hook).dropFirst("/hook/".count))
                let delivery = HookDelivery(
                    secret: secret, query: [("q", "1")],
                    headers: [("Content-Type", "application/json"), ("Authorization", "Bearer secret"), ("Cookie", "a=secret")],
                    body: Array(#"{"n":1}"#.utf8), address: "192.0.2.1")
                #expect(try await test.hooks.deliver(delivery).status == 200)
                var broken = delivery
                broken.body = Array("{".utf8)
                await #expect(throws: (any Error).self) { try await test.hooks.deliver(broken) }
                try await test.until("both are logged") { try await Self.log(test, hook).count == 2 }
                #expect(try await Self.log(test, hook).map(\.status).sorted() == [200, 400])
                let first = try #require(try await Self.log(test, hook).first { $0.status == 200 })
                #expect(try await Self.log(test, hook).first { $0.status == 400 }?.run == nil)
                let entry = try #require(
                    try await test.engine.storage.read { try HookLogStore($0).entry(first.id, of: hook, in: test.organization.id) })
                #expect(entry.size == 7 && entry.content.contains("192.0.2.1") && !entry.content.contains("secret"))
                #expect(HookDelivery.parsed(try JSON(parsing: entry.content)) == ["n": 1])
                let retention = Retention(storage: test.engine.storage, catalog: test.engine.catalog)
                test.clock.advance(milliseconds: days * Self.day)
                try await retention.step(at: test.clock.now)
                #expect(try await Self.log(test, hook).count == 2)
                test.clock.advance(milliseconds: 1)
                try await retention.step(at: test.clock.now)
                #expect(try await Self.log(test, hook).isEmpty)
            }
        }
    }

    @Test func `a log holds the last 500 of a webhook, long bodies in part, nothing of confidential scenarios, and few refusals`()
        async throws
    {
        try await TestEngine(TestDatabase.sqlite.open(), settings: { $0.webhookDeliveries = 10_000 }).working { test in
            let open = try await test.hooks.create(name: "H", team: test.team.id, organization: test.organization.id).id
            let confidential = Self.hooked(nil).replacing(#"{"version":1}}"#, with: #"{"version":1,"scenario":{"confidential":true}}}"#)
            let closed = try #require(try await test.add(confidential).hook)
            func send(_ hook: Hook.ID, _ body: String) async throws {
                let secret = String(test.hooks.path(of: hook).dropFirst("/hook/".count))
                _ = try await test.hooks.deliver(HookDelivery(secret: secret, body: Array(body.utf8)))
            }
            func shown(_ hook: Hook.ID) async throws -> [HookLogEntry] {
                let ids = try await Self.log(test, hook).map(\.id)
                return try await test.engine.storage.read { transaction in
                    try ids.compactMap { try HookLogStore(transaction).entry($0, of: hook, in: test.organization.id) }
                }
            }
            for _ in 0..<HookLog.most + 20 { try await send(open, "{}") }
            try await send(open, String(repeating: "x", count: 100_000))
            try await test.until("the last is logged") { try await Self.log(test, open).first?.size == 100_000 }
            let kept = try await shown(open)
            #expect(kept.count == HookLog.most)
            #expect(kept[0].content.utf8.count < 20_000 && kept[0].content.contains(#""truncated":true"#))
            try await send(closed, #"{"a":"b"}"#)
            try await test.until("it is logged") { try await Self.log(test, closed).count == 1 }
            #expect(try await shown(closed).allSatisfy { $0.content.isEmpty })
            _ = try await test.hooks.change(closed, in: test.organization.id) { hook, _ in hook.enabled = false }
            for _ in 0..<100 { try await send(closed, "{}") }
            try await test.until("refusals are logged") { try await Self.log(test, closed).count >= 31 }
            #expect(try await Self.log(test, closed).count == 31)
        }
    }
}
