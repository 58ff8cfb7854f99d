import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Triggers that look for something new by themselves, against a feed.
struct PollTests {
    private static func blueprint(_ port: Int, items: Int, fails: Bool = false, cycles: Int = 1, limit: Int = 10) -> String {
        """
        {"name":"News","flow":[{"id":1,"module":"rss:TriggerNewArticle","version":4,
          "parameters":{"url":"http://127.0.0.1:\(port)/feed?items=\(items)","maxResults":\(limit)},"mapper":{}},
        {"id":2,"module":"builtin:\(fails ? "ThrowError" : "ThrowWarning")","version":1,"mapper":{"message":"{{1.title}}"}}],
        "metadata":{"version":1,"scenario":{"roundtrips":\(cycles)}}}
        """
    }

    private static func edited(_ test: TestEngine, _ scenario: Scenario, _ blueprint: String) async throws -> Scenario {
        try await test.scenarios.save(scenario.id, in: test.organization.id, ScenarioEdits(blueprint: Array(blueprint.utf8)), author: nil)
            .scenario
    }

    @Test(arguments: TestDatabase.available)
    func `a run reads what is new, the next what came since, and a run that fails is read again`(_ database: TestDatabase) async throws {
        let peer = try await PeerProgram("failing.py")
        try await TestEngine(database.open(), allowing: ["127.0.0.1"]).working { test in
            func run(_ scenario: Scenario) async throws -> Run {
                try await test.engine.runToEnd(scenario, origin: .schedule, author: nil, trigger: nil).run
            }
            var scenario = try await test.add(Self.blueprint(peer.port, items: 3), active: true)
            let first = try await run(scenario)
            #expect(first.state == .warning && first.operations == 4)
            let empty = try await run(scenario)
            #expect(empty.state == .success && empty.operations == 1)
            let lines = try await test.lines(of: empty)
            #expect(lines.map(\.kind) == [.checkRun])
            // Two more: the run fails on the first of them, so the next begins where this one did.
            scenario = try await Self.edited(test, scenario, Self.blueprint(peer.port, items: 5, fails: true))
            #expect(try await run(scenario).state == .error)
            scenario = try await Self.edited(test, scenario, Self.blueprint(peer.port, items: 5))
            #expect(try await run(scenario).operations == 3)
            #expect(try await run(scenario).operations == 1)
            #expect(try await test.findings() == [])
        }
    }

    @Test func `cycles ask again as long as something comes, and by hand there is one`() async throws {
        let peer = try await PeerProgram("failing.py")
        try await TestEngine(TestDatabase.sqlite.open(), allowing: ["127.0.0.1"]).working { test in
            let scenario = try await test.add(Self.blueprint(peer.port, items: 2, cycles: 9, limit: 2), active: true)
            let byHand = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
            #expect(byHand.operations == 3)
            // Five came since: two, two, one, and then a look that finds nothing.
            let more = try await Self.edited(test, scenario, Self.blueprint(peer.port, items: 7, cycles: 9, limit: 2))
            let ended = try await test.engine.runToEnd(more, origin: .schedule, author: nil, trigger: nil).run
            #expect(ended.operations == 3 + 3 + 2 + 1)
        }
    }
}
