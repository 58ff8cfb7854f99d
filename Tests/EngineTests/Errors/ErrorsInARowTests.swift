import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct ErrorsInARowTests {
    private static func blueprint(_ maxErrors: Int = 3) -> String {
        """
        {"name":"Fails","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
        {"id":2,"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"},"filter":{"conditions":[[{"a":"{{1.n}}","o":"number:greater","b":"0"}]]}}],
        "metadata":{"version":1,"scenario":{"maxErrors":\(maxErrors)}}}
        """
    }

    private static func scenario(_ test: TestEngine, _ id: Scenario.ID) async throws -> Scenario {
        try #require(try await test.engine.storage.read { try ScenarioStore($0).scenario(id, in: test.organization.id) })
    }

    private static func queue(_ test: TestEngine, _ scenario: Scenario, _ n: Int, origin: ChargeOrigin) async throws {
        _ = try await test.engine.start(scenario, origin: origin, author: nil, trigger: [["n": .number(Number(n))]])
        try await test.idle()
    }

    @Test(arguments: TestDatabase.available)
    func `as many errors in a row as it allows switch a scheduled scenario off; a success begins anew`(_ database: TestDatabase)
        async throws
    {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.blueprint(3), active: true)
            for n in [1, 1, 0, 1, 1] {
                try await Self.queue(test, scenario, n, origin: .schedule)
                #expect(try await Self.scenario(test, scenario.id).active)
            }
            #expect(try await Self.scenario(test, scenario.id).errors == 2)
            try await Self.queue(test, scenario, 1, origin: .schedule)
            let stopped = try await Self.scenario(test, scenario.id)
            #expect(!stopped.active && stopped.invalid && stopped.errors == 3)
            let again = try await test.scenarios.save(scenario.id, in: test.organization.id, ScenarioEdits(active: true), author: nil)
                .scenario
            #expect(again.active && !again.invalid && again.errors == 0)
        }
    }

    @Test func `runs by hand, retries and replays never count`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(Self.blueprint(1), active: true)
            for origin in [ChargeOrigin.manualTest, .onDemand, .replay, .called] { try await Self.queue(test, scenario, 1, origin: origin) }
            #expect(try await Self.scenario(test, scenario.id).active)
        }
    }

    @Test func `an instant trigger stops at the first error, keeps what comes then, and tells`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            try await test.engine.storage.write { transaction in
                var settings = AlertSettings.standard
                settings.recipients = ["owner@example.com"]
                settings.kinds = [.deactivated]
                try AlertStore(transaction).save(settings, of: test.organization.id)
            }
            try await test.engine.registry.reload(test.organization.id, at: test.clock.now)
            let scenario = try await test.add(Self.blueprint(3), active: true)
            let secret = String(test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
            _ = try await test.hooks.deliver(secret: secret, bundle: ["n": 1], bytes: 1)
            try await test.idle()
            #expect(try await Self.scenario(test, scenario.id).invalid)
            _ = try await test.hooks.deliver(secret: secret, bundle: ["n": 0], bytes: 1)
            #expect(try await test.engine.storage.read { try QueueStore($0).count() } == 1)
            let messages = try await test.engine.storage.read { try OutboxStore($0).messages(of: test.organization.id, limit: 10) }
            #expect(messages.count == 1)
            #expect(messages.first?.subject.contains("Fails was switched off") == true)
        }
    }

    @Test func `what fails behind the answer of a webhook does not count`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(
                """
                {"name":"Answers","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
                {"id":2,"module":"gateway:WebhookRespond","version":1,"mapper":{"status":"204","body":""}},
                {"id":3,"module":"builtin:ThrowError","version":1,"mapper":{"message":"late"}}],"metadata":{"version":1}}
                """, active: true)
            let secret = String(test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
            for _ in 0..<5 {
                let answer = try await test.hooks.deliver(secret: secret, bundle: ["n": 1], bytes: 1)
                #expect(answer.status == 204)
            }
            try await test.idle()
            #expect(try await test.runs().allSatisfy { $0.state == .error })
            #expect(try await Self.scenario(test, scenario.id).active)
        }
    }

    /// The one waits at its peer while the other fails, which it began before.
    @Test(arguments: TestDatabase.available)
    func `a success ends the count also of errors that came while it ran`(_ database: TestDatabase) async throws {
        let peer = try await PeerProgram("failing.py")
        @Sendable func request(_ path: String, _ module: String = "scenario-service:StartSubscenario") -> String {
            """
            {"name":"Asks","flow":[{"id":1,"module":"\(module)","version":2,"mapper":{}},
            {"id":2,"module":"http:MakeRequest","version":4,"parameters":{"authenticationType":"noAuth"},
             "mapper":{"url":"http://127.0.0.1:\(peer.port)/\(path)","method":"get","stopOnHttpError":true}}],
            "metadata":{"version":1,"scenario":{"maxErrors":9}}}
            """
        }
        try await TestEngine(database.open(), allowing: ["127.0.0.1"]).working { test in
            let scenario = try await test.add(request("{{1.path}}"), active: true)
            let opener = try await test.add(request("open"))
            func start(_ path: String) async throws -> Run.ID {
                try await test.engine.start(scenario, origin: .schedule, author: nil, trigger: [["path": .text(path)]])
            }
            func hasEnded(_ run: Run.ID) async throws -> Bool {
                try await test.engine.storage.read { try RunStore($0).run(run, in: test.organization.id) }?.ended != nil
            }
            let slow = try await start("slow?until=/open")
            _ = try await peer.line()
            for n in 1...2 {
                let failed = try await start("fails\(n)?fail=1")
                try await test.until("run \(n) has failed") { try await hasEnded(failed) }
            }
            #expect(try await Self.scenario(test, scenario.id).errors == 2)
            _ = try await test.engine.runToEnd(opener, origin: .onDemand, author: nil, trigger: [[:]])
            try await test.until("the slow one has ended") { try await hasEnded(slow) }
            #expect(try await Self.scenario(test, scenario.id).errors == 0)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `each of many errors side by side counts once`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.blueprint(1_000), active: true)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<60 {
                    group.addTask { _ = try await test.engine.start(scenario, origin: .schedule, author: nil, trigger: [["n": 1]]) }
                }
                try await group.waitForAll()
            }
            try await test.idle()
            #expect(try await Self.scenario(test, scenario.id).errors == 60)
        }
    }
}
