import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// What incomplete executions take in the database, and what becomes of the parts that they share.
struct KeptGrowthTests {
    /// Every bundle of the list fails. `last`: what the failing module is mended to, and what follows.
    private static func blueprint(_ last: String, _ settings: String = #""dlq":true"#) -> String {
        """
        {"name":"Fails","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
        {"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":"{{1.list}}"}},\(last)],
        "metadata":{"version":1,"scenario":{\(settings)}}}
        """
    }

    private static let failing = #"{"id":3,"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"}}"#
    private static let composing =
        #"{"id":3,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{2.value}} of {{length(1.list)}}, {{var.input.list[2]}}"}}"#
    private static let returning = #"{"id":4,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{3.value}}"}}"#
    private static let failingLater = #"{"id":4,"module":"builtin:ThrowError","version":1,"mapper":{"message":"not yet"}}"#
    private static let sleeping = #"{"id":5,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"60"}}"#

    private struct Stored: Equatable {
        var executions: Int64
        var parts: Int64
        var bytes: Int64
    }

    private static func stored(_ test: TestEngine) async throws -> Stored {
        try await test.engine.storage.read { transaction in
            let kept = try #require(try transaction.row("SELECT COUNT(*), COALESCE(SUM(LENGTH(point)), 0) FROM incomplete_execution"))
            let parts = try #require(try transaction.row("SELECT COUNT(*), COALESCE(SUM(LENGTH(bytes)), 0) FROM kept_part"))
            return Stored(executions: try kept.integer(0), parts: try parts.integer(0), bytes: try kept.integer(1) + parts.integer(1))
        }
    }

    private static func list(_ count: Int) -> Value {
        .array((1...count).map { .text("item number \($0) of what came in") })
    }

    private static func kept(_ test: TestEngine, _ scenario: Scenario) async throws -> [IncompleteExecution] {
        try await test.engine.storage.read { try IncompleteStore($0).executions(of: scenario.id, in: scenario.organization, limit: 1_000) }
            .sorted { $0.id < $1.id }
    }

    @Test(arguments: TestDatabase.available)
    func `what is kept of a list of which each item fails grows with the list, and not with its square`(_ database: TestDatabase)
        async throws
    {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.blueprint(Self.failing))
            var bytes: [Int64] = []
            for count in [100, 400] {
                let before = try await Self.stored(test)
                _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: [["list": Self.list(count)]])
                let after = try await Self.stored(test)
                #expect(after.executions - before.executions == Int64(count))
                // The trigger's bundle, and the input of that name.
                #expect(after.parts - before.parts == 2)
                bytes.append(after.bytes - before.bytes)
            }
            #expect(bytes[1] < bytes[0] * 5, "\(bytes)")
            let sizes = try await Self.kept(test, scenario).map(\.size)
            #expect(sizes.max() ?? 0 > Int64(400 * 20), "its size is with what it shares")
        }
    }

    @Test(arguments: TestDatabase.available)
    func `an attempt has all that its bundle had, also what others share and what was mended; one that fails later shares it too`(
        _ database: TestDatabase
    ) async throws {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.blueprint(Self.failing))
            let (list, organization, desk) = (Self.list(50), test.organization.id, IncompleteDesk(engine: test.engine))
            _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: [["list": list]])
            let kept = try await Self.kept(test, scenario)
            let bundles = try await test.engine.storage.read { transaction in
                try kept.map { try KeptBundles(transaction, test.engine.secrets).bundle(of: $0) }
            }
            #expect(bundles.allSatisfy { $0.point.bundles[1] == ["list": list] && $0.inputs["list"] == list })
            #expect(Set(bundles.map { $0.point.bundles[2] }).count == 50)

            let mended = Array(Self.blueprint("\(Self.composing),\(Self.returning)").utf8)
            for (place, value) in [(0, bundles[0].point.bundles[2]?["value"]?.asText ?? ""), (1, "another")] {
                _ = try await desk.mend(
                    kept[place].id, in: organization, blueprint: mended, bundles: place == 1 ? [2: ["value": "another"]] : nil, by: nil)
                let attempt = try await desk.retry(kept[place].id, in: organization, by: nil)
                try await test.idle()
                let outputs = try await test.engine.storage.read { try RunStore($0).outputs(of: attempt, in: organization) }
                #expect(outputs == ["text": .text("\(value) of 50, item number 2 of what came in")])
            }

            let before = try await Self.stored(test)
            _ = try await desk.mend(
                kept[2].id, in: organization, blueprint: Array(Self.blueprint("\(Self.composing),\(Self.failingLater)").utf8), bundles: nil,
                by: nil)
            try await desk.retry(kept[2].id, in: organization, by: nil)
            try await test.idle()
            let after = try await Self.stored(test)
            #expect(after.executions == before.executions + 1 && after.parts == before.parts)
            #expect(try await Self.kept(test, scenario).contains { $0.moduleId == 4 && $0.firstRun == kept[2].run })
        }
    }

    @Test(arguments: TestDatabase.available)
    func `shared parts go with the last that has them, by hand or by age, and not while their run lives`(_ database: TestDatabase)
        async throws
    {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.blueprint("\(Self.failing)"))
            let (organization, desk) = (test.organization.id, IncompleteDesk(engine: test.engine))
            for _ in 1...2 {
                _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: [["list": Self.list(20)]])
            }
            let byRun = Dictionary(grouping: try await Self.kept(test, scenario), by: \.run).values.map { $0.map(\.id) }
            #expect(try await Self.stored(test).parts == 4)
            #expect(try await desk.remove(Array(byRun[0].dropLast()), in: organization) == 19)
            #expect(try await Self.stored(test).parts == 4)
            #expect(try await desk.remove(byRun[0].suffix(1), in: organization) == 1)
            #expect(try await Self.stored(test).parts == 2)

            // Resolved, they go after 30 days.
            let now = test.clock.now
            try await test.engine.storage.write { transaction in
                for id in byRun[1] { try IncompleteStore(transaction).resolve(id, in: organization, at: now) }
            }
            for (days, left) in [(29, 2), (31, 0)] as [(Int64, Int64)] {
                try await test.engine.storage.write { transaction in
                    let instant = Timestamp(milliseconds: now.milliseconds + days * 86_400_000 - 30 * 86_400_000)
                    try IncompleteStore(transaction).removeResolved(of: organization, before: instant)
                }
                #expect(try await Self.stored(test).parts == left)
            }
            #expect(try await Self.stored(test) == Stored(executions: 0, parts: 0, bytes: 0))
        }
    }

    @Test func `shared parts of a run that lives are there for what fails later, also if somebody deletes what failed before`() async throws
    {
        let routes = """
            {"id":6,"module":"builtin:BasicRouter","version":1,"mapper":null,"routes":[{"flow":[\(Self.failing)]},{"flow":[\(Self.sleeping)]}]}
            """
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(Self.blueprint(routes))
            let organization = test.organization.id
            let list = Self.list(20)
            _ = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["list": list]])
            try await test.until("the first has failed") { try await Self.kept(test, scenario).count == 1 }
            let first = try await Self.kept(test, scenario)
            #expect(try await IncompleteDesk(engine: test.engine).remove(first.map(\.id), in: organization) == 1)
            let later = Timestamp(milliseconds: test.clock.now.milliseconds + 1)
            try await test.engine.storage.write { try IncompleteStore($0).removeResolved(of: organization, before: later) }
            #expect(try await Self.stored(test).executions == 0)
            try await test.until("it has ended") {
                test.clock.advance(milliseconds: 60_000)
                return try await test.engine.storage.read { try RunStore($0).liveCount() } == 0
            }
            let kept = try await Self.kept(test, scenario)
            #expect(kept.count == 19)
            for execution in kept {
                let bundle = try await test.engine.storage.read { try KeptBundles($0, test.engine.secrets).bundle(of: execution) }
                #expect(bundle.point.bundles[1] == ["list": list])
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what was kept before parts were shared is read, mended and tried again`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.blueprint(Self.failing))
            let (organization, desk) = (test.organization.id, IncompleteDesk(engine: test.engine))
            _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: [["list": ["a"]]])
            // As it was then: everything in one, and nothing that names the first run.
            _ = try await test.engine.storage.write { try $0.execute("UPDATE incomplete_execution SET first_run = NULL") }
            let kept = try #require(try await Self.kept(test, scenario).first)
            #expect(kept.firstRun == nil)
            let large = String(repeating: "large ", count: 200)
            let mended = Array(Self.blueprint("\(Self.composing),\(Self.returning)").utf8)
            _ = try await desk.mend(kept.id, in: organization, blueprint: mended, bundles: [2: ["value": .text(large)]], by: nil)
            #expect(try await Self.stored(test).parts == 1)
            let attempt = try await desk.retry(kept.id, in: organization, by: nil)
            try await test.idle()
            let outputs = try await test.engine.storage.read { try RunStore($0).outputs(of: attempt, in: organization) }
            #expect(outputs == ["text": .text("\(large) of 1, ")])
            #expect(try await desk.remove([kept.id], in: organization) == 1)
            #expect(try await Self.stored(test) == Stored(executions: 0, parts: 0, bytes: 0))
        }
    }

    /// Filters fail outside of any operation, so there is nothing to be journaled between them.
    @Test func `a run that kept many bundles with no operation between them goes on after a cut`() async throws {
        let storage = try await TestDatabase.sqlite.open()
        let refused = """
            {"id":3,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"},
             "filter":{"name":"F","conditions":[[{"a":"{{2.value}}","o":"number:greater","b":"0"}]]}}
            """
        let routes = #"{"id":6,"module":"builtin:BasicRouter","version":1,"mapper":null,"routes":[{"flow":[\#(refused)]}]}"#
        let flow = """
            {"name":"Many","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
            {"id":7,"module":"builtin:BasicRouter","version":1,"mapper":null,"routes":[
            {"flow":[{"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":"{{1.list}}"}},\(routes)]},{"flow":[\(Self.sleeping)]}]}],
            "metadata":{"version":1,"scenario":{"dlq":true}}}
            """
        let first = try await TestEngine(storage)
        let scenario = try await first.add(flow)
        try await first.working { test in
            _ = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["list": Self.list(200)]])
            try await test.until("it sleeps") {
                try await storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 1) }.first?.state == .sleeping
            }
        }
        try await TestEngine(storage).working { test in
            test.clock.advance(milliseconds: 60_000)
            try await test.idle()
            let run = try #require(try await storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 1) }.first)
            #expect(run.state == .warning, "\(String(describing: run.failure))")
            #expect(try await Self.kept(test, scenario).count == 200)
        }
    }
}
