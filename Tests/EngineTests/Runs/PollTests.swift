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

    /// The second module, its handler, the settings; how far the run gets with five articles, two a cycle, and how many the next one finds.
    private static let ends: [(title: String, fails: Bool, handler: String?, settings: String, state: RunState, next: Int64)] =
        ["true", "false"].flatMap { autoCommit -> [(String, Bool, String?, String, RunState, Int64)] in
            let settings = #""autoCommit":\#(autoCommit)"#
            return [
                ("an error", true, nil, settings, .error, 5), ("Rollback", true, "Rollback", settings, .error, 5),
                ("Commit", true, "Commit", settings, .success, 0), ("Ignore", true, "Ignore", settings, .success, 0),
                ("a good end", false, nil, settings, .warning, 0),
                ("an incomplete execution", true, nil, settings + #","dlq":true"#, .warning, 0),
            ]
        } + [
            ("an error after the trigger's commit", true, nil, #""autoCommitTriggerLast":false"#, .error, 0),
            ("an error before the cycle's commit", true, nil, #""autoCommit":false,"autoCommitTriggerLast":false"#, .error, 5),
        ]

    @Test(arguments: TestDatabase.available)
    func `what a run failed on is read again, and what it ended well with is not`(_ database: TestDatabase) async throws {
        let peer = try await PeerProgram("failing.py")
        try await TestEngine(database.open(), allowing: ["127.0.0.1"]).working { test in
            for end in Self.ends {
                func flow(_ fails: Bool, items: Int) -> String {
                    let onerror =
                        fails ? end.handler.map { #","onerror":[{"id":3,"module":"builtin:\#($0)","version":1,"mapper":{}}]"# } : nil
                    return """
                        {"name":"News","flow":[{"id":1,"module":"rss:TriggerNewArticle","version":4,
                          "parameters":{"url":"http://127.0.0.1:\(peer.port)/feed?items=\(items)","maxResults":50},"mapper":{}},
                        {"id":2,"module":"builtin:\(fails ? "ThrowError" : "ThrowWarning")","version":1,"mapper":{"message":"no"}\(onerror ?? "")}],
                        "metadata":{"version":1,"scenario":{\(end.settings)}}}
                        """
                }
                func run(_ scenario: Scenario) async throws -> Run {
                    try await test.engine.runToEnd(scenario, origin: .schedule, author: nil, trigger: nil).run
                }
                var scenario = try await test.add(flow(false, items: 1), active: true)
                _ = try await run(scenario)
                scenario = try await Self.edited(test, scenario, flow(end.fails, items: 6))
                #expect(try await run(scenario).state == end.state, "\(end)")
                scenario = try await Self.edited(test, scenario, flow(false, items: 6))
                #expect(try await run(scenario).operations == end.next + 1, "\(end)")
            }
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that fails in a later cycle does not read the earlier ones again`(_ database: TestDatabase) async throws {
        let peer = try await PeerProgram("failing.py")
        for autoCommit in [true, false] {
            try await TestEngine(database.open(), allowing: ["127.0.0.1"]).working { test in
                func flow(items: Int, failAt: Int) -> String {
                    """
                    {"name":"News","flow":[{"id":1,"module":"rss:TriggerNewArticle","version":4,
                      "parameters":{"url":"http://127.0.0.1:\(peer.port)/feed?items=\(items)","maxResults":2},"mapper":{}},
                    {"id":2,"module":"util:FunctionIncrement","version":1,"parameters":{"reset":"execution"},"mapper":{}},
                    {"id":3,"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"},
                     "filter":{"conditions":[[{"a":"{{2.i}}","o":"number:equal","b":"\(failAt)"}]]}}],
                    "metadata":{"version":1,"scenario":{"roundtrips":9,"autoCommit":\(autoCommit)}}}
                    """
                }
                func run(_ scenario: Scenario) async throws -> Run {
                    try await test.engine.runToEnd(scenario, origin: .schedule, author: nil, trigger: nil).run
                }
                var scenario = try await test.add(flow(items: 1, failAt: 9), active: true)
                _ = try await run(scenario)
                // Five more: two, and of the next two the second fails.
                scenario = try await Self.edited(test, scenario, flow(items: 6, failAt: 4))
                let failed = try await run(scenario)
                #expect(failed.state == .error && failed.operations == 3 + 3 + 1)
                scenario = try await Self.edited(test, scenario, flow(items: 6, failAt: 9))
                let next = try await run(scenario)
                #expect(next.state == .success && next.operations == 3 + 2 + 1)
            }
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
