import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Runs that start other runs.
struct CallTests {
    private static func child(_ flow: String = "") -> String {
        """
        {"name":"Child","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}}\(flow),
        {"id":9,"module":"scenario-service:ReturnData","version":2,"mapper":{"double":"{{1.n * 2}}"}}],
        "io":{"input_spec":[{"name":"n","type":"number","required":true}],"output_spec":[{"name":"double","type":"number"}]},"metadata":{"version":1}}
        """
    }

    private static func parent(_ child: Int64, waits: Bool, data: String = #"{"n":"{{2.value}}"}"#, onerror: String = "") -> String {
        """
        {"name":"Parent","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
        {"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":[1,2,3]}},
        {"id":3,"module":"scenario-service:CallSubscenario","version":2,"parameters":{"scenario":\(child),"shouldWaitForExecutionEnd":\(waits)},
         "mapper":{"data":\(data)},"onerror":[\(onerror)]},
        {"id":4,"module":"util:TextAggregator","version":1,"parameters":{"feeder":2,"rowSeparator":","},"mapper":{"value":"{{3.double}}{{3.executionId}}"}},
        {"id":5,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{4.text}}"}}],"metadata":{"version":1}}
        """
    }

    private static func runs(_ test: TestEngine) async throws -> [Run] {
        try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 100) }
    }

    @Test(arguments: TestDatabase.available)
    func `a called scenario is a run of its own, and its outputs are the caller's bundle`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let child = try await test.add(Self.child())
            let parent = try await test.add(Self.parent(child.id.rawValue, waits: true))
            let ended = try await test.engine.runToEnd(parent, origin: .onDemand, author: nil, trigger: [[:]])
            #expect(ended.run.state == .success)
            #expect(ended.outputs == ["text": "2,4,6"])
            // Calls, starts and returns are operations without credits (decision 2).
            #expect(ended.run.operations == 7 && ended.run.credits == Credits(2))
            let children = try await Self.runs(test).filter { $0.origin == .called }
            #expect(children.count == 3)
            #expect(children.allSatisfy { $0.root == ended.run.id && $0.state == .success })
            #expect(try await test.findings() == [])
        }
    }

    @Test func `one that isn't waited for gives its run's id at once`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let child = try await test.add(Self.child())
            let parent = try await test.add(Self.parent(child.id.rawValue, waits: false))
            let ended = try await test.engine.runToEnd(parent, origin: .onDemand, author: nil, trigger: [[:]])
            try await test.idle()
            let children = try await Self.runs(test).filter { $0.origin == .called }.map(\.id.rawValue).sorted()
            #expect(ended.outputs["text"] == .text(children.joined(separator: ",")))
        }
    }

    @Test func `a failure of the called run is the call's failure, and can be handled`() async throws {
        let failing = #", {"id":2,"module":"builtin:ThrowError","version":1,"mapper":{"message":"bad {{1.n}}"}}"#
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let child = try await test.add(Self.child(failing))
            let plain = try await test.add(Self.parent(child.id.rawValue, waits: true))
            let failed = try await test.engine.runToEnd(plain, origin: .onDemand, author: nil, trigger: [[:]]).run
            #expect(failed.failure == RunFailure(type: "RuntimeError", message: "bad 1", module: 3))
            let resume = #"{"id":8,"module":"builtin:Resume","version":1,"mapper":{"double":"{{3.error.message}}"}}"#
            let handled = try await test.add(Self.parent(child.id.rawValue, waits: true, onerror: resume))
            #expect(
                try await test.engine.runToEnd(handled, origin: .onDemand, author: nil, trigger: [[:]]).outputs == [
                    "text": "bad 1,bad 2,bad 3"
                ])
            #expect(try await test.findings() == [])
        }
    }

    @Test(
        arguments: [("99", #"{"n":1}"#, "There is no scenario 99 here"), (nil, "{}", "Missing value of required parameter 'n'")]
            as [(String?, String, String)])
    func `a call that can't be made says so and costs nothing`(id: String?, data: String, message: String) async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let child = try await test.add(Self.child())
            let parent = try await test.add(Self.parent(id.flatMap(Int64.init) ?? child.id.rawValue, waits: true, data: data))
            let run = try await test.engine.runToEnd(parent, origin: .onDemand, author: nil, trigger: [[:]]).run
            #expect(run.failure?.message.contains(message) == true)
            #expect(run.operations == 2)
        }
    }

    @Test func `calls that lead back to themselves end at the bound`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(Self.child())
            let own = Self.child(
                #", {"id":2,"module":"scenario-service:CallSubscenario","version":2,"parameters":{"scenario":\#(scenario.id),"shouldWaitForExecutionEnd":true},"mapper":{"data":{"n":"{{1.n}}"}}}"#
            )
            let changed = try await test.scenarios.save(
                scenario.id, in: test.organization.id, ScenarioEdits(blueprint: Array(own.utf8)), author: nil
            ).scenario
            let ended = try await test.engine.runToEnd(changed, origin: .onDemand, author: nil, trigger: [["n": 1]]).run
            #expect(ended.failure?.message.contains("limit: callDepth") == true)
            #expect(try await Self.runs(test).count == 21)
        }
    }

    /// The call's own input fills a segment, which is written at once.
    @Test func `a call that isn't waited for is recorded with the run that it starts, wherever its run is cut off`() async throws {
        let child =
            #"{"name":"Child","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}}],"metadata":{"version":1}}"#
        var (failAt, fired) = (1, true)
        while fired {
            let storage = try await TestDatabase.sqlite.open()
            let prepared = try await TestEngine(storage)
            let called = try await prepared.add(child)
            let parent = try await prepared.add(
                """
                {"name":"Parent","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
                {"id":2,"module":"scenario-service:CallSubscenario","version":2,"parameters":{"scenario":\(called.id),"shouldWaitForExecutionEnd":false},
                 "mapper":{"data":{"text":"{{1.text}}"}}}],"metadata":{"version":1}}
                """)
            let failing = FailingStorage(storage, failAt: failAt)
            let (id, cut) = (RunID.make(at: prepared.clock.now.milliseconds), failAt)
            do {
                try await TestEngine(failing).working { test in
                    let text = Value.text(String(repeating: "x", count: Segment.maxBytes))
                    guard (try? await test.engine.start(parent, origin: .onDemand, author: nil, trigger: [["text": text]], id: id)) != nil
                    else { return }
                    try await test.until("everything has ended") {
                        test.clock.advance(milliseconds: 100)
                        return try await storage.read { try QueueStore($0).count() + RunStore($0).liveCount() } == 0
                    }
                    let runs = try await storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 100) }
                    #expect(runs.count { $0.origin == .called } == 1, "after a failure at write \(cut)")
                }
            } catch is FailingStorage.Failure {
                // The engine itself could not begin.
            }
            fired = failing.hasFired
            failAt += 1
        }
        #expect(failAt > 10)
    }

    @Test(arguments: TestDatabase.available)
    func `a caller that was cut off anywhere goes on, and each call is made once`(_ database: TestDatabase) async throws {
        for failAt in stride(from: 1, through: 60, by: 3) {
            let storage = try await database.open()
            let prepared = try await TestEngine(storage)
            let child = try await prepared.add(Self.child())
            let parent = try await prepared.add(Self.parent(child.id.rawValue, waits: true))
            let failing = FailingStorage(storage, failAt: failAt)
            let id = RunID.make(at: prepared.clock.now.milliseconds)
            _ = try? await TestEngine(failing).working { test in
                _ = try await test.engine.start(parent, origin: .onDemand, author: nil, trigger: [[:]], id: id)
                // What the storage failed is taken up again after a second; this clock doesn't go by itself.
                try await test.until("everything has ended") {
                    test.clock.advance(milliseconds: 100)
                    let left = try? await storage.read { try QueueStore($0).count() + RunStore($0).liveCount() }
                    return left == 0
                }
            }
            try await TestEngine(storage).working { test in
                try await test.idle()
                let runs = try await Self.runs(test)
                #expect(runs.isEmpty || runs.count == 4, "after a failure at write \(failAt)")
                if let run = runs.first(where: { $0.id == id }) {
                    #expect(run.state == .success)
                    #expect(
                        try await test.engine.storage.read { try RunStore($0).outputs(of: id, in: run.organization) } == ["text": "2,4,6"])
                }
                #expect(try await test.findings() == [])
            }
        }
    }
}
