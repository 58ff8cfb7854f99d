import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Data stores in runs that commit by cycles, and in those that commit after each module.
struct HeldChangesTests {
    /// Each kind of change: `a` twice, `b` merged, `c` taken away and added again, `n` and `u` new, `x` never there.
    private static let changes = [
        KeptStore.module(1, "AddRecord", #"{"key":"a","overwrite":true,"data":{"is":"longer than it was"}}"#),
        KeptStore.module(2, "AddRecord", #"{"key":"a","overwrite":true,"data":{"is":"short"}}"#),
        KeptStore.module(3, "UpdateRecord", #"{"key":"b","data":{"more":"b"}}"#),
        KeptStore.module(4, "UpdateRecord", #"{"key":"u","upsert":true,"data":{"more":"u"}}"#),
        KeptStore.module(5, "DeleteRecord", #"{"key":"c"}"#), KeptStore.module(6, "AddRecord", #"{"key":"c","data":{"is":"again"}}"#),
        KeptStore.module(7, "AddRecord", #"{"key":"n","data":{"is":"new"}}"#), KeptStore.module(8, "DeleteRecord", #"{"key":"x"}"#),
    ]
    private static let emptying = [
        KeptStore.module(9, "DeleteAllRecords", "{}"), KeptStore.module(10, "AddRecord", #"{"key":"a","data":{"is":"last"}}"#),
        KeptStore.module(11, "AddRecord", #"{"key":"z","data":{"is":"last"}}"#),
    ]

    /// How a run ends (a directive, `error`, or well), and whether its changes are taken back where they can be.
    private static let ends: [(end: String, state: RunState, takesBack: Bool)] = [
        ("good", .success, false), ("error", .error, true), ("Rollback", .error, true), ("Commit", .success, false),
        ("Ignore", .success, false), ("Break", .warning, false),
    ]

    @Test(arguments: TestDatabase.available, [true, false])
    func `what a failed run changed in data stores is taken back, if it does not commit at once`(_ database: TestDatabase, isEmptied: Bool)
        async throws
    {
        try await TestEngine(database.open()).working { test in
            let store = try await KeptStore(test)
            for autoCommit in [true, false] {
                for (end, state, takesBack) in Self.ends {
                    let before = try await store.filled()
                    let last = end == "good" ? [] : [KeptStore.fails(20, handler: end == "error" ? nil : end)]
                    let modules = Self.changes + (isEmptied ? Self.emptying : []) + last
                    let scenario = try await test.add(KeptStore.blueprint(modules, #""autoCommit":\#(autoCommit)"#))
                    let run = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil).run
                    #expect(run.state == state, "\(end), auto commit \(autoCommit)")
                    if state == .error { #expect(run.failure?.message == "no") }
                    let after = try await store.state
                    if takesBack, !autoCommit {
                        #expect(after == before, "\(end)")
                    } else {
                        #expect(after.keys == (isEmptied ? "a,z" : "a,b,c,n,u") && after.kept == 0, "\(end), auto commit \(autoCommit)")
                        #expect(try await store.record("b") == (isEmptied ? nil : ["was": "b", "more": "b"]))
                    }
                    #expect(try await store.isCounted, "\(end), auto commit \(autoCommit)")
                    // What was done was done: nothing of its price is given back.
                    #expect(run.operations == Int64(modules.count))
                }
            }
            #expect(try await test.findings() == [])
        }
    }

    /// Two bundles a cycle, three cycles, a record for each bundle; the fifth fails.
    @Test(arguments: TestDatabase.available)
    func `cycles that came to their end stay, and the one that failed is taken back`(_ database: TestDatabase) async throws {
        for (autoCommit, keys) in [(false, "1,2,3,4,a,b,c"), (true, "1,2,3,4,5,a,b,c")] {
            try await TestEngine(database.open()).working { test in
                let store = try await KeptStore(test)
                let scenario = try await test.add(Self.cycles(failAt: 5, #""roundtrips":3,"autoCommit":\#(autoCommit)"#))
                let run = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil).run
                #expect(run.state == .error)
                let after = try await store.state
                #expect(after.keys == keys && after.kept == 0)
                // The second bundle of each cycle changed a record that the first had changed; the last cycle's is taken back.
                #expect(try await store.record("a")?["n"]?.asInteger == (autoCommit ? 5 : 4))
                #expect(try await store.isCounted)
            }
        }
    }

    static func cycles(failAt: Int, _ settings: String) -> String {
        KeptStore.blueprint(
            [
                #"{"id":1,"module":"util:BasicTrigger","version":1,"mapper":{},"parameters":{"values":[{"spec":[]},{"spec":[]}]}}"#,
                #"{"id":2,"module":"util:FunctionIncrement","version":1,"parameters":{"reset":"execution"},"mapper":{}}"#,
                KeptStore.module(3, "AddRecord", #"{"key":"{{2.i}}","data":{"n":"{{2.i}}"}}"#),
                KeptStore.module(4, "UpdateRecord", #"{"key":"a","data":{"n":"{{2.i}}","all":["{{2.i}}"]}}"#),
                KeptStore.fails(5, filter: #","filter":{"conditions":[[{"a":"{{2.i}}","o":"number:equal","b":"\#(failAt)"}]]}"#),
            ], settings)
    }

    @Test(arguments: TestDatabase.available)
    func `a run that is stopped keeps what it did`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let store = try await KeptStore(test)
            let scenario = try await test.add(KeptStore.blueprint(Self.changes + [KeptStore.sleeps(20)]))
            let run = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil)
            try await test.until("it sleeps") {
                try await test.engine.storage.read { try RunStore($0).run(run, in: test.organization.id) }?.state == .sleeping
            }
            #expect(try await store.state.kept == 5)
            try await test.engine.stop(run, in: test.organization.id)
            try await test.idle()
            let after = try await store.state
            #expect(after.keys == "a,b,c,n,u" && after.kept == 0)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that its plan's run time cuts off is taken back`(_ database: TestDatabase) async throws {
        let plan = Plan(
            id: "short", name: "Short", creditsPerPeriod: Credits(1_000_000), transferPerPeriod: nil, retentionDays: 30,
            limits: [PlanLimit(.runTime, 2_000)])
        try await TestEngine(database.open(), plan: plan, clock: TestClock(ticks: true)).working { test in
            let store = try await KeptStore(test)
            let before = try await store.state
            let scenario = try await test.add(
                KeptStore.blueprint(
                    Self.changes + [
                        #"{"id":20,"module":"builtin:BasicRepeater","version":1,"mapper":{"start":"1","repeats":"9000","step":"1"}}"#,
                        #"{"id":21,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{20.i}}"}}"#,
                    ]))
            let run = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil).run
            #expect(run.state == .warning && run.failure?.type == "ExecutionInterruptedError")
            #expect(run.operations > Int64(Self.changes.count))
            #expect(try await store.state == before)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a cycle that would keep more than it may is told to do less, and is taken back`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let store = try await KeptStore(test)
            for (column, value, limit) in [
                ("undo_records", DataStoreLimits.undoRecords, "undoRecords"), ("undo_bytes", DataStoreLimits.undoBytes, "undoBytes"),
            ] {
                for next in [#"AddRecord","mapper":{"key":"a","overwrite":true,"data":{}}"#, #"DeleteAllRecords","mapper":{}"#] {
                    let before = try await store.filled()
                    let scenario = try await test.add(
                        KeptStore.blueprint([
                            KeptStore.module(1, "DeleteRecord", #"{"key":"b"}"#), KeptStore.sleeps(2),
                            #"{"id":3,"version":1,"parameters":{"datastore":1},"module":"datastore:\#(next)}"#,
                        ]))
                    let run = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil)
                    try await test.until("it sleeps") {
                        try await test.engine.storage.read { try RunStore($0).run(run, in: test.organization.id) }?.state == .sleeping
                    }
                    try await test.engine.storage.write { try $0.execute("UPDATE run SET \(literal: column) = \(value)") }
                    test.clock.advance(milliseconds: 2_000)
                    try await test.idle()
                    let ended = try #require(try await test.engine.storage.read { try RunStore($0).run(run, in: test.organization.id) })
                    #expect(ended.failure?.type == "OutOfSpaceError" && ended.failure?.message.contains("dataStore.\(limit)") == true)
                    #expect(try await store.state == before)
                }
            }
        }
    }
}
