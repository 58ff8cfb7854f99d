import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// A scheduled scenario that fails with what passes by itself, while incomplete executions are off.
struct BackOffTests {
    private static let minute: Int64 = 60_000

    /// Asks where nobody answers, or computes something.
    private static func blueprint(fails: Bool, settings: String = "{}") -> String {
        let asks =
            #"{"id":2,"module":"http:ActionSendData","version":3,"parameters":{},"mapper":{"url":"http://127.0.0.1:1/","method":"get"}}"#
        let module = fails ? asks : #"{"id":2,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}}"#
        return """
            {"name":"Asks","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"a"}},\(module)],
            "metadata":{"version":1,"scenario":\(settings)}}
            """
    }

    private static func every(_ seconds: Int) -> String { #"{"type":"indefinitely","interval":\#(seconds)}"# }

    private static func entry(_ test: TestEngine, _ scenario: Scenario) async throws -> BackOffEntry? {
        try await test.engine.storage.read { try BackOffStore($0).entry(of: scenario.id, in: scenario.organization) }
    }

    private static func now(_ test: TestEngine, _ scenario: Scenario) async throws -> Scenario {
        try #require(try await test.engine.storage.read { try ScenarioStore($0).scenario(scenario.id, in: scenario.organization) })
    }

    private static func ended(_ count: Int, _ test: TestEngine) async throws {
        try await test.until("\(count) runs have ended") { try await test.runs().count { $0.ended != nil } >= count }
        try await test.idle()
    }

    @Test(arguments: TestDatabase.available)
    func `it is begun again after 1, 2, 5 and 10 minutes, 1, 3, 12 and 24 hours, and then switched off`(_ database: TestDatabase)
        async throws
    {
        try await TestEngine(database.open(), allowing: ["127.0.0.1"]).working { test in
            let scenario = try await test.add(Self.blueprint(fails: true), scheduling: Self.every(31_000_000))
            try await Self.ended(1, test)
            for (place, minutes) in ([1, 2, 5, 10, 60, 180, 720, 1_440] as [Int64]).enumerated() {
                let due = Timestamp(milliseconds: test.clock.now.milliseconds + minutes * Self.minute)
                let entry = try #require(try await Self.entry(test, scenario))
                #expect(entry.step == place + 1 && entry.due == due)
                let current = try await Self.now(test, scenario)
                #expect(current.active && current.errors == 0)
                test.clock.advance(milliseconds: minutes * Self.minute)
                try await Self.ended(place + 2, test)
            }
            let stopped = try await Self.now(test, scenario)
            #expect(!stopped.active && stopped.invalid)
            #expect(try await Self.entry(test, scenario) == nil)
            let runs = try await test.runs().sorted { $0.id < $1.id }
            #expect(runs.map(\.options.backOff) == [nil] + (1...8).map(Optional.some))
            #expect(runs.allSatisfy { $0.failure?.type == "ConnectionError" })
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a success ends it, the usual schedule goes on beside it, and another failure begins it anew`(_ database: TestDatabase)
        async throws
    {
        try await TestEngine(database.open(), allowing: ["127.0.0.1"]).working { test in
            let scenario = try await test.add(Self.blueprint(fails: true), scheduling: Self.every(90))
            func put(fails: Bool) async throws {
                _ = try await test.scenarios.save(
                    scenario.id, in: test.organization.id, ScenarioEdits(blueprint: Array(Self.blueprint(fails: fails).utf8)), author: nil)
            }
            try await Self.ended(1, test)
            test.clock.advance(milliseconds: Self.minute)
            try await Self.ended(2, test)
            #expect(try await Self.entry(test, scenario)?.step == 2)
            // The usual time comes before the second attempt, and fails too: nothing changes.
            let planned = try await Self.entry(test, scenario)
            test.clock.advance(milliseconds: 30_000)
            try await Self.ended(3, test)
            #expect(try await Self.entry(test, scenario) == planned)
            #expect(try await Self.now(test, scenario).errors == 0)
            try await put(fails: false)
            // The usual time and the second attempt are due at once: what ends well first may spare the other.
            test.clock.advance(milliseconds: 90_000)
            try await Self.ended(4, test)
            #expect(try await Self.entry(test, scenario) == nil)
            let ended = try await test.runs().count
            try await put(fails: true)
            test.clock.advance(milliseconds: 90_000)
            try await Self.ended(ended + 1, test)
            #expect(try await Self.entry(test, scenario)?.step == 1)
            _ = try await test.scenarios.save(scenario.id, in: test.organization.id, ScenarioEdits(active: false), author: nil)
            #expect(try await Self.entry(test, scenario) == nil)
        }
    }

    @Test func `one whose runs follow each other waits for the attempts`() async throws {
        try await TestEngine(TestDatabase.sqlite.open(), allowing: ["127.0.0.1"]).working { test in
            let scenario = try await test.add(
                Self.blueprint(fails: true, settings: #"{"sequential":true}"#), scheduling: Self.every(10))
            try await Self.ended(1, test)
            for (place, seconds) in [60, 120, 300].enumerated() {
                for _ in 0..<seconds / 10 {
                    test.clock.advance(milliseconds: 10_000)
                    try await test.lookedAt()
                }
                try await Self.ended(place + 2, test)
            }
            #expect(try await test.runs().sorted { $0.id < $1.id }.map(\.options.backOff) == [nil, 1, 2, 3])
            #expect(try await Self.entry(test, scenario)?.step == 4)
        }
    }

    @Test func `what doesn't pass by itself counts as ever, and so does all with incomplete executions on`() async throws {
        let throwing = """
            {"name":"Throws","flow":[{"id":1,"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"}}],"metadata":{"version":1}}
            """
        let first = """
            {"name":"First","flow":[{"id":2,"module":"http:ActionSendData","version":3,"parameters":{},"mapper":{"url":"http://127.0.0.1:1/","method":"get"}}],
            "metadata":{"version":1,"scenario":{"dlq":true}}}
            """
        for blueprint in [throwing, first] {
            try await TestEngine(TestDatabase.sqlite.open(), allowing: ["127.0.0.1"]).working { test in
                let scenario = try await test.add(blueprint, scheduling: Self.every(900))
                for n in 1...3 {
                    try await Self.ended(n, test)
                    #expect(try await Self.entry(test, scenario) == nil)
                    #expect(try await Self.now(test, scenario).errors == Int64(n))
                    test.clock.advance(milliseconds: 900_000)
                }
                #expect(try await Self.now(test, scenario).invalid)
            }
        }
    }

    /// A scenario that has taken two deliveries on its schedule, and failed with what passes by itself.
    private static func takesTwo(_ test: TestEngine, settings: String = "{}") async throws -> Scenario {
        let hooked = """
            {"name":"Hooked","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
            {"id":2,"module":"http:ActionSendData","version":3,"parameters":{},"mapper":{"url":"http://127.0.0.1:1/","method":"get"}}],
            "metadata":{"version":1,"scenario":\(settings)}}
            """
        let made = try await test.add(hooked)
        let secret = String(test.hooks.path(of: try #require(made.hook)).dropFirst("/hook/".count))
        for n in [1, 2] { _ = try await test.hooks.deliver(secret: secret, bundle: ["n": .number(Number(n))], bytes: 1) }
        _ = try await test.scenarios.save(
            made.id, in: test.organization.id, ScenarioEdits(scheduling: every(31_000_000), active: true), author: nil)
        try await ended(1, test)
        return made
    }

    @Test func `a confidential one keeps nothing of the deliveries that it took, so its failure counts as ever`() async throws {
        try await TestEngine(TestDatabase.sqlite.open(), allowing: ["127.0.0.1"]).working { test in
            let scenario = try await Self.takesTwo(test, settings: #"{"confidential":true}"#)
            #expect(try await Self.entry(test, scenario) == nil)
            #expect(try await Self.now(test, scenario).errors == 1)
        }
    }

    @Test func `deliveries that a run took are taken again by the attempt after it`() async throws {
        try await TestEngine(TestDatabase.sqlite.open(), allowing: ["127.0.0.1"]).working { test in
            _ = try await Self.takesTwo(test)
            test.clock.advance(milliseconds: Self.minute)
            try await Self.ended(2, test)
            let inputs = try await test.runs().asyncMap { run in
                try await test.engine.storage.read { try RunStore($0).input(of: run.id, in: run.organization).input }
            }
            #expect(inputs.count == 2 && inputs[0] != nil && inputs[0] == inputs[1])
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
