import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// A run that commits by cycles, cut off anywhere and taken up again, commits and takes back what one does that wasn't.
struct CutTransactionTests {
    private struct End: Equatable {
        var state: RunState
        var message: String?
        var operations: Int64
        var credits: Credits
        var store: KeptStore.State
    }

    private static let id = RunID(rawValue: "019a0000000070008000000000000001")

    /// Two cycles of two bundles; at `failAt` the run fails. The last bundle of a cycle empties the store but for one record.
    private static func blueprint(failAt: Int) -> String {
        let isSecond = #","filter":{"conditions":[[{"a":"{{2.i % 2}}","o":"number:equal","b":"0"}]]}"#
        let routes = [
            [
                KeptStore.module(10, "DeleteAllRecords", "{}", more: isSecond),
                KeptStore.module(11, "AddRecord", #"{"key":"a","data":{"n":"{{2.i}}"}}"#),
            ],
            [
                KeptStore.fails(12, filter: #","filter":{"conditions":[[{"a":"{{2.i}}","o":"number:equal","b":"\#(failAt)"}]]}"#)
            ],
        ].map { #"{"flow":[\#($0.joined(separator: ","))]}"# }.joined(separator: ",")
        return KeptStore.blueprint(
            [
                #"{"id":1,"module":"util:BasicTrigger","version":1,"mapper":{},"parameters":{"values":[{"spec":[]},{"spec":[]}]}}"#,
                #"{"id":2,"module":"util:FunctionIncrement","version":1,"parameters":{"reset":"execution"},"mapper":{}}"#,
                KeptStore.module(3, "AddRecord", #"{"key":"{{2.i}}","data":{"n":"{{2.i}}"}}"#),
                KeptStore.module(4, "UpdateRecord", #"{"key":"a","upsert":true,"data":{"all":["{{2.i}}"]}}"#),
                KeptStore.module(5, "DeleteRecord", #"{"key":"b"}"#), KeptStore.sleeps(6),
                #"{"id":7,"module":"builtin:BasicRouter","version":1,"mapper":null,"routes":[\#(routes)]}"#,
            ], KeptStore.settings + #","roundtrips":2"#)
    }

    private static func settle(_ test: TestEngine, reading storage: any Storage) async throws {
        try await test.until("everything has ended") {
            test.clock.advance(milliseconds: 1_000)
            return try await storage.read { try QueueStore($0).count() + RunStore($0).liveCount() } == 0
        }
    }

    private static func end(_ test: TestEngine) async throws -> End? {
        guard let id = Self.id, let run = try await test.engine.storage.read({ try RunStore($0).run(id, in: test.organization.id) }) else {
            return nil
        }
        var state = try await KeptStore(test).state
        // When a record was changed depends on when its run went on.
        for index in state.records.indices { state.records[index].removeLast() }
        return End(state: run.state, message: run.failure?.message, operations: run.operations, credits: run.credits, store: state)
    }

    private static func run(_ test: TestEngine, _ scenario: Scenario, reading storage: any Storage) async throws {
        _ = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil, id: id)
        try await settle(test, reading: storage)
    }

    /// The bundle that fails, of four, and the keys that are left: 9 fails none.
    @Test(arguments: TestDatabase.available, [(2, "a,b,c"), (3, "a"), (4, "a"), (9, "a")])
    func `a cut run commits and takes back as one that wasn't cut`(_ database: TestDatabase, _ expected: (failAt: Int, keys: String))
        async throws
    {
        let blueprint = Self.blueprint(failAt: expected.failAt)
        let whole = try await TestEngine(database.open()).working { test -> End? in
            _ = try await KeptStore(test)
            let scenario = try await test.add(blueprint)
            try await Self.run(test, scenario, reading: test.engine.storage)
            return try await Self.end(test)
        }
        #expect(whole?.state == (expected.failAt == 9 ? .success : .error))
        #expect(whole?.store.keys == expected.keys && whole?.store.kept == 0)
        // Spread over the some 430 writes of a run: all of them would take minutes.
        let stride = 17
        var (failAt, compared, cuts) = (2 + expected.failAt % 3, 0, 0)
        while true {
            let storage = try await database.open()
            let prepared = try await TestEngine(storage)
            _ = try await KeptStore(prepared)
            let scenario = try await prepared.add(blueprint)
            let failing = FailingStorage(storage, failAt: failAt)
            _ = try? await TestEngine(failing, clock: prepared.clock).working { test in
                try await Self.run(test, scenario, reading: storage)
            }
            let end = try await TestEngine(storage, clock: prepared.clock).working { test in
                try await Self.settle(test, reading: storage)
                return try await Self.end(test)
            }
            if let end {
                #expect(end == whole, "cut at write \(failAt)")
                compared += 1
            }
            #expect(try await prepared.findings() == [], "cut at write \(failAt)")
            guard failing.hasFired else { break }
            cuts += 1
            failAt += stride
        }
        #expect(compared > cuts / 2)
    }
}
