import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// What was held for an operation is given back on every way out of it.
struct HeldCreditsTests {
    private static let plan = Plan(
        id: "small", name: "Small", creditsPerPeriod: Credits(1_000), transferPerPeriod: nil, retentionDays: 30)

    /// Pure operations before an effect, which waits for them; one by a data structure, a call, and a sleep.
    private static func blueprint(_ called: Scenario, _ structure: Int64) -> String {
        """
        {"name":"All","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}},
        {"id":2,"module":"http:ActionSendData","version":3,"parameters":{"handleErrors":false},
         "mapper":{"url":"http://127.0.0.1:1/","method":"get","headers":[],"qs":[],"timeout":"1"},
         "onerror":[{"id":3,"module":"builtin:Resume","version":1,"mapper":{"a":"b"}}]},
        {"id":4,"module":"json:ParseJSON","version":1,"parameters":{"type":\(structure)},"mapper":{"json":"{\\"a\\":1}"}},
        {"id":5,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"y"}},
        {"id":6,"module":"util:FunctionIncrement","version":1,"parameters":{"reset":"scenario"},"mapper":{}},
        {"id":7,"module":"scenario-service:CallSubscenario","version":2,"parameters":{"scenario":\(called.id),"shouldWaitForExecutionEnd":true},"mapper":{}},
        {"id":8,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"z"}},
        {"id":9,"module":"util:FunctionSleep","version":1,"mapper":{"duration":1}}],"metadata":{"version":1}}
        """
    }

    private static func structure(_ test: TestEngine) async throws -> Int64 {
        let (organization, team, now) = (test.organization.id, test.team.id, test.clock.now)
        return try await test.engine.storage.write { transaction in
            let id = DataStructure.ID(try SequenceStore(transaction).next("data_structure"))
            try DataStructureStore(transaction).add(
                DataStructure(id: id, organization: organization, team: team, name: "S", spec: "[]", strict: false), at: now)
            return id.rawValue
        }
    }

    @Test(arguments: [nil, "FROM call", "FROM data_structure", "INTO segment", "UPDATE lot"] as [String?])
    func `whatever the storage fails at, nothing stays held when all runs have ended`(matching: String?) async throws {
        var (failAt, fired, failures) = (1, true, 0)
        while fired, failAt < 80 {
            let storage = try await TestDatabase.sqlite.open()
            let prepared = try await TestEngine(storage, plan: Self.plan)
            let called = try await prepared.add(
                #"{"name":"Child","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"c"}}],"metadata":{"version":1}}"#
            )
            let scenario = try await prepared.add(Self.blueprint(called, try await Self.structure(prepared)))
            let failing = FailingStorage(storage, failAt: failAt, matching: matching)
            let (id, place) = (RunID.make(at: prepared.clock.now.milliseconds), failAt)
            do {
                try await TestEngine(failing, plan: Self.plan, allowing: ["127.0.0.1"]).working { test in
                    guard (try? await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil, id: id)) != nil else {
                        return
                    }
                    try await test.until("everything has ended") {
                        test.clock.advance(milliseconds: 100)
                        return try await storage.read { try QueueStore($0).count() + RunStore($0).liveCount() } == 0
                    }
                    let run = try #require(try await storage.read { try RunStore($0).run(id, in: test.organization.id) })
                    #expect(run.state == .success || run.state == .warning, "\(run.failure?.message ?? "")")
                    let books = try await test.engine.registry.books(of: test.organization.id, at: test.clock.now)
                    try await test.until("nothing is held, after a failure at \(place)") { books.held == .zero }
                    #expect(try await test.findings() == [])
                }
            } catch is FailingStorage.Failure {
                // The engine itself could not begin.
            }
            fired = failing.hasFired
            if fired { failures += 1 }
            failAt += 1
        }
        #expect(failures > 0)
    }

    /// The first segment is on its way when the run begins to sleep.
    @Test func `a run that can't be recorded while it begins to wait holds nothing`() async throws {
        let storage = try await TestDatabase.sqlite.open()
        let prepared = try await TestEngine(storage, plan: Self.plan)
        let scenario = try await prepared.add(
            """
            {"name":"Many","flow":[{"id":1,"module":"builtin:BasicRepeater","version":1,"mapper":{"start":"1","repeats":"300","step":"1"}},
            {"id":2,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}},
            {"id":3,"module":"util:FunctionSleep","version":1,"filter":{"conditions":[[{"a":"{{1.i}}","o":"number:equal","b":"256"}]]},
             "mapper":{"duration":1}}],"metadata":{"version":1}}
            """)
        let failing = FailingStorage(storage, failAt: 1, matching: "INTO segment")
        try await TestEngine(failing, plan: Self.plan).working { test in
            _ = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil)
            try await test.until("everything has ended") {
                test.clock.advance(milliseconds: 100)
                return try await storage.read { try QueueStore($0).count() + RunStore($0).liveCount() } == 0
            }
            #expect(failing.hasFired)
            let books = try await test.engine.registry.books(of: test.organization.id, at: test.clock.now)
            try await test.until("nothing is held") { books.held == .zero }
            #expect(try await test.findings() == [])
        }
    }
}
