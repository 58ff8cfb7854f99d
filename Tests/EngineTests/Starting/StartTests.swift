import Automation
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

@testable import Engine

/// What a run begins with, by whom it is asked for.
struct StartTests {
    private static let dry = Plan(id: "dry", name: "Dry", creditsPerPeriod: .zero, transferPerPeriod: nil, retentionDays: 30)

    private static func listening(_ parameters: String = "") -> String {
        """
        {"name":"Listens","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{\(parameters)},"mapper":{}},
        {"id":2,"module":"util:TextAggregator","version":1,"parameters":{"feeder":1,"rowSeparator":","},"mapper":{"value":"{{1.n}}"}},
        {"id":3,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{2.text}}"}}],"metadata":{"version":1}}
        """
    }

    /// Its trigger gives two bundles by itself.
    private static let asking = """
        {"name":"Asks","flow":[{"id":1,"module":"util:BasicTrigger","version":1,"parameters":{"values":[
        {"spec":[{"name":"x","value":"a"}]},{"spec":[{"name":"x","value":"b"}]}]},"mapper":{}},
        {"id":2,"module":"util:TextAggregator","version":1,"parameters":{"feeder":1,"rowSeparator":","},"mapper":{"value":"{{1.x}}"}},
        {"id":3,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{2.text}}"}}],"metadata":{"version":1}}
        """

    private static func deliver(_ test: TestEngine, _ scenario: Scenario, _ count: Int) async throws {
        let secret = String(test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
        for n in 1...count { _ = try await test.hooks.deliver(secret: secret, bundle: ["n": .number(Number(n))], bytes: 5_000) }
    }

    private static func waiting(_ test: TestEngine) async throws -> Int64 {
        try await test.engine.storage.read { try QueueStore($0).count() }
    }

    private static func asked(_ test: TestEngine, _ scenario: Scenario, _ inputs: Fields = [:]) async throws -> (run: Run, text: Value?) {
        let id = try await test.engine.start(scenario, origin: .onDemand, author: nil, inputs: inputs)
        try await test.until("it has ended") { try await test.runs().contains { $0.id == id && $0.ended != nil } }
        return try await test.engine.storage.read { transaction in
            let store = RunStore(transaction)
            let run = try #require(try store.run(id, in: test.organization.id))
            return (run, try store.outputs(of: id, in: test.organization.id)?["text"])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run by hand that can't be paid leaves the delivery where it is, and one that can counts its bytes`(_ database: TestDatabase)
        async throws
    {
        try await TestEngine(database.open(), plan: Self.dry).working { test in
            let scenario = try await test.add(Self.listening())
            try await Self.deliver(test, scenario, 3)
            await #expect(throws: InsufficientCredits.self) { try await test.engine.startByHand(scenario, author: nil, trigger: nil) }
            #expect(try await Self.waiting(test) == 3)
        }
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.listening())
            try await Self.deliver(test, scenario, 3)
            let ended = try await test.engine.runByHand(scenario, author: nil, trigger: nil)
            #expect(ended.outputs == ["text": "1"] && ended.run.transfer == 5_000)
            #expect(try await Self.waiting(test) == 2)
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `whatever its storage fails at, a run by hand has its delivery, or the queue has`(_ database: TestDatabase) async throws {
        let storage = try await database.open()
        let prepared = try await TestEngine(storage)
        let scenario = try await prepared.add(Self.listening())
        try await prepared.working { try await Self.deliver($0, scenario, 12) }
        for failAt in 1..<12 {
            let failing = FailingStorage(storage, failAt: failAt, matching: nil)
            _ = try? await TestEngine(failing).engine.startByHand(scenario, author: nil, trigger: nil)
            // The run waits in the place of its delivery.
            #expect(try await Self.waiting(prepared) == 12, "failing at write \(failAt)")
        }
    }

    @Test(arguments: ["3", #""3""#])
    func `a run of an on-demand scenario takes as many deliveries as its webhook module says, by hand and by a program`(_ most: String)
        async throws
    {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let made = try await test.add(Self.listening(#""maxResults":\#(most)"#))
            let scenario = try await test.scenarios.save(
                made.id, in: test.organization.id, ScenarioEdits(scheduling: #"{"type":"on-demand"}"#), author: nil
            ).scenario
            try await Self.deliver(test, scenario, 7)
            #expect(try await test.engine.runByHand(scenario, author: nil, trigger: nil).outputs == ["text": "1,2,3"])
            #expect(try await Self.asked(test, scenario).text == "4,5,6")
            #expect(try await Self.asked(test, scenario).text == "7")
        }
    }

    @Test func `a program that gives nothing has the trigger asked, and so has a call`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(Self.asking)
            #expect(try await Self.asked(test, scenario).text == "a,b")
            #expect(try await Self.asked(test, scenario, ["x": "given"]).text == "given")
            let caller = try await test.add(
                """
                {"name":"Calls","flow":[{"id":1,"module":"scenario-service:CallSubscenario","version":2,
                "parameters":{"scenario":\(scenario.id),"shouldWaitForExecutionEnd":true},"mapper":{"data":{}}},
                {"id":2,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{1.text}}"}}],"metadata":{"version":1}}
                """)
            #expect(try await Self.asked(test, caller).text == "a,b")
            #expect(try await test.findings() == [])
        }
    }

    @Test func `many replays begin in the order of their runs, each once, and all of them or none`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(Self.listening(), active: true)
            try await Self.deliver(test, scenario, 3)
            try await test.idle()
            let runs = try await test.runs().sorted { $0.id < $1.id }
            let single = try await test.engine.runByHand(scenario, author: nil, trigger: nil, options: RunOptions(onlyModule: 3)).run
            await #expect(throws: InvalidInput.self) { try await test.engine.replay([runs[0], single], author: nil) }
            #expect(try await test.runs().count == 4)
            let begun = try await test.engine.replay([runs[2], runs[0], runs[2], runs[1]], author: nil)
            try await test.idle()
            let replays = try await test.runs().filter { $0.origin == .replay }.sorted { $0.id < $1.id }
            #expect(replays.map(\.id) == begun && replays.map(\.options.source) == runs.map(\.id))
        }
    }

    @Test func `the end of a run is told to the address that it was asked for with`() async throws {
        try await TestEngine(TestDatabase.sqlite.open(), settings: { $0.publicAddress = "https://flow.test" }).working { test in
            let scenario = try await test.add(Self.asking)
            var options = RunOptions()
            options.callback = "https://example.org/done"
            let id = try await test.engine.start(scenario, origin: .onDemand, author: nil, inputs: [:], options: options)
            try await test.idle()
            let told = try await test.engine.storage.read { try OutboxStore($0).messages(of: test.organization.id, limit: 10) }
            let message = try #require(told.first)
            #expect(told.count == 1 && message.channel == .webhook && message.destination == "https://example.org/done")
            let body = try JSON(parsing: Array(message.body.utf8))
            #expect(body["executionId"] == .string(id.rawValue))
            #expect(body["statusUrl"] == .string("https://flow.test/api/v2/scenarios/\(scenario.id)/executions/\(id)"))
        }
    }
}
