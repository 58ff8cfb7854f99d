import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// How much of a run is kept: `logLevel` of its scenario's settings, and what the operator allows.
struct LogLevelTests {
    /// Ends with an error where `n` is above zero.
    private static func blueprint(_ level: String) -> String {
        """
        {"name":"Kept","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
        {"id":2,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{1.n}}"}},
        {"id":3,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"1"}},
        {"id":4,"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"},"filter":{"conditions":[[{"a":"{{1.n}}","o":"number:greater","b":"0"}]]}},
        {"id":5,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{2.value}}"}}],
        "metadata":{"version":1,"scenario":{"logLevel":"\(level)"}}}
        """
    }

    private struct Row: Sendable {
        var level: String
        var most = LogLevel.full
        var fails: Bool
        var dropped: Run.Dropped
    }

    private static let rows = [
        Row(level: "full", fails: false, dropped: .nothing), Row(level: "full", fails: true, dropped: .nothing),
        Row(level: "failures", fails: false, dropped: .all), Row(level: "failures", fails: true, dropped: .nothing),
        Row(level: "operations", fails: false, dropped: .all), Row(level: "operations", fails: true, dropped: .bundles),
        Row(level: "full", most: .failures, fails: false, dropped: .all),
        Row(level: "operations", most: .failures, fails: true, dropped: .bundles),
        Row(level: "unheard of", fails: false, dropped: .nothing),
    ]

    @Test(arguments: TestDatabase.available)
    func `a run has its bundles until it ends, and then as many as its scenario and the operator say`(_ database: TestDatabase) async throws
    {
        for row in Self.rows {
            let name = "\(row.level), at most \(row.most), \(row.fails ? "failed" : "went well")"
            try await TestEngine(database.open(), settings: { $0.keeps = row.most }).working { test in
                func bundles(_ run: Run.ID) async throws -> Int {
                    try await test.engine.storage.read {
                        try RunStore($0).segments(of: run, in: test.organization.id, from: 0, limit: 100, bundles: true)
                    }.reduce(0) { $0 + $1.bundles.count }
                }
                let scenario = try await test.add(Self.blueprint(row.level))
                let n = Value.number(Number(row.fails ? 1 : 0))
                let id = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["n": n]])
                try await test.until("it sleeps") {
                    try await test.engine.storage.read { try RunStore($0).run(id, in: test.organization.id) }?.state == .sleeping
                }
                #expect(try await bundles(id) > 0, "\(name)")
                test.clock.advance(milliseconds: 1_000)
                try await test.idle()
                let run = try #require(try await test.engine.storage.read { try RunStore($0).run(id, in: test.organization.id) })
                #expect(run.state == (row.fails ? .error : .success), "\(name)")
                #expect(run.dropped == row.dropped, "\(name)")
                #expect(try await (bundles(id) > 0) == (row.dropped == .nothing), "\(name)")
                let input = try await test.engine.storage.read { try RunStore($0).input(of: id, in: test.organization.id).input }
                #expect((input != nil) == (row.dropped != .all), "\(name)")
                // What it did and cost is there in any case.
                #expect(try await test.lines(of: run).reduce(0) { $0 + $1.usage.operations } == run.operations, "\(name)")
                #expect(try await test.findings() == [])
                guard row.dropped != .all else {
                    await #expect(throws: InvalidInput.self) { try await test.engine.replay(run, author: nil) }
                    return
                }
                let replay = try await test.engine.replay(run, author: nil)
                try await test.until("the replay has ended") {
                    test.clock.advance(milliseconds: 1_000)
                    return try await test.engine.storage.read { try RunStore($0).run(replay, in: test.organization.id) }?.state == run.state
                }
            }
        }
    }
}
