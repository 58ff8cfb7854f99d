import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Runs that wait again and again: how much of them is done again.
struct RestingRunTests {
    private static let child = """
        {"name":"Child","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
        {"id":9,"module":"scenario-service:ReturnData","version":2,"mapper":{"double":"{{1.n * 2}}"}}],
        "io":{"input_spec":[{"name":"n","type":"number","required":true}]},"metadata":{"version":1}}
        """

    private static func parent(_ waiting: String) -> String {
        """
        {"name":"Parent","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
        {"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":"{{1.list}}"}},\(waiting),
        {"id":4,"module":"util:TextAggregator","version":1,"parameters":{"feeder":2,"rowSeparator":","},"mapper":{"value":"{{2.value}}={{3.double}}"}},
        {"id":5,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{4.text}}"}}],"metadata":{"version":1}}
        """
    }

    private static func calling(_ child: Scenario) -> String {
        parent(
            """
            {"id":3,"module":"scenario-service:CallSubscenario","version":2,"parameters":{"scenario":\(child.id),"shouldWaitForExecutionEnd":true},
             "mapper":{"data":{"n":"{{2.value}}"}}}
            """)
    }

    private static let sleeping = parent(#"{"id":3,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"1"}}"#)

    private static func list(_ count: Int) -> Value { .array((1...count).map { .number(Number($0)) }) }

    /// Each call waits once, and is done when its run goes on.
    @Test(arguments: [100, 1_000])
    func `a run that calls another for each of many bundles goes through none of its journal again`(count: Int) async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let child = try await test.add(Self.child)
            let parent = try await test.add(Self.calling(child))
            let ended = try await test.engine.runToEnd(parent, origin: .onDemand, author: nil, trigger: [["list": Self.list(count)]])
            #expect(ended.run.state == .success && ended.run.operations == Int64(count + 4))
            #expect(ended.outputs["text"]?.asText?.hasSuffix("\(count)=\(count * 2)") == true)
            #expect(test.engine.resting.replayedOperations == 0)
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that sleeps in a loop, or waits with no room in memory, ends all the same`(_ database: TestDatabase) async throws {
        for (limit, bytes) in [(1_000, 256_000_000), (0, 256_000_000), (1_000, 0), (1, 256_000_000)] {
            try await TestEngine(
                database.open(),
                settings: {
                    $0.restingRuns = limit
                    $0.restingBytes = bytes
                }
            ).working { test in
                let scenarios = [try await test.add(Self.sleeping), try await test.add(Self.calling(test.add(Self.child)))]
                var runs: [Run.ID] = []
                for scenario in scenarios {
                    runs.append(
                        try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["list": Self.list(8)]]))
                }
                try await test.until("both have ended") {
                    test.clock.advance(milliseconds: 1_000)
                    return try await test.engine.storage.read { try QueueStore($0).count() + RunStore($0).liveCount() } == 0
                }
                for (run, text) in zip(runs, ["1=,2=,3=,4=,5=,6=,7=,8=", "1=2,2=4,3=6,4=8,5=10,6=12,7=14,8=16"]) {
                    let outputs = try await test.engine.storage.read { try RunStore($0).outputs(of: run, in: test.organization.id) }
                    #expect(outputs == ["text": .text(text)])
                    let ended = try #require(try await test.engine.storage.read { try RunStore($0).run(run, in: test.organization.id) })
                    let lines = try await test.lines(of: ended)
                    #expect(lines.reduce(0) { $0 + $1.usage.operations } == ended.operations)
                }
                #expect((test.engine.resting.replayedOperations == 0) == (limit == 1_000 && bytes > 0))
                #expect(try await test.findings() == [])
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `two servers that take turns with a run that waits come to the same`(_ database: TestDatabase) async throws {
        let storage = try await database.open()
        let clock = TestClock()
        let one = try await TestEngine(storage, clock: clock, folder: "one")
        let two = try await TestEngine(storage, clock: clock, folder: "two")
        let parent = try await one.add(Self.calling(one.add(Self.child)))
        try await one.working { one in
            try await two.working { _ in
                let run = try await one.engine.start(parent, origin: .onDemand, author: nil, trigger: [["list": Self.list(20)]])
                try await one.idle()
                let outputs = try await storage.read { try RunStore($0).outputs(of: run, in: one.organization.id) }
                #expect(outputs?["text"]?.asText?.hasSuffix("19=38,20=40") == true)
                #expect(try await one.findings() == [])
            }
        }
    }
}
