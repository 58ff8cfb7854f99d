import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Runs that may take back what others have changed since.
struct ChangedMeanwhileTests {
    private static func sleeping(_ test: TestEngine, _ run: Run.ID) async throws {
        try await test.until("it sleeps") {
            try await test.engine.storage.read { try RunStore($0).run(run, in: test.organization.id) }?.state == .sleeping
        }
    }

    private static func ended(_ test: TestEngine, _ run: Run.ID) async throws -> Run {
        func read() async throws -> Run? { try await test.engine.storage.read { try RunStore($0).run(run, in: test.organization.id) } }
        try await test.until("it has ended") { try await read()?.ended != nil }
        return try #require(try await read())
    }

    @Test(arguments: TestDatabase.available)
    func `what somebody else changed since stays, and the run says so`(_ database: TestDatabase) async throws {
        for confidential in [false, true] {
            try await TestEngine(database.open()).working { test in
                let store = try await KeptStore(test)
                let scenario = try await test.add(
                    KeptStore.blueprint(
                        [
                            KeptStore.module(1, "UpdateRecord", #"{"key":"a","data":{"is":"mine"}}"#),
                            KeptStore.module(2, "UpdateRecord", #"{"key":"b","data":{"is":"mine"}}"#),
                            KeptStore.module(3, "DeleteRecord", #"{"key":"c"}"#),
                            KeptStore.module(4, "AddRecord", #"{"key":"n","data":{"is":"mine"}}"#),
                            KeptStore.module(5, "AddRecord", #"{"key":"m","data":{"is":"mine"}}"#), KeptStore.sleeps(6), KeptStore.fails(7),
                        ], KeptStore.settings + #","confidential":\#(confidential)"#))
                let run = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil)
                try await Self.sleeping(test, run)
                try await store.change("a", to: ["is": "theirs"])
                try await store.change("c", to: ["is": "theirs"])
                try await store.change("n", to: nil)
                test.clock.advance(milliseconds: 2_000)
                let failure = try #require(try await Self.ended(test, run).failure)
                if confidential {
                    #expect(failure.message == "no. 2 records were not taken back, as somebody else has changed them since.")
                } else {
                    #expect(
                        failure.message
                            == "no. 2 records were not taken back, as somebody else has changed them since: 'a' of the data store 'Store', 'c' of the data store 'Store'."
                    )
                }
                #expect(try await store.state.keys == "a,b,c")
                #expect(try await store.isCounted)
                for key in ["a", "c"] { #expect(try await store.record(key) == ["is": "theirs"]) }
                #expect(try await store.record("b") == ["was": "b"])
                #expect(try await test.findings() == [])
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that comes back to what somebody else has changed puts back what they left`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let store = try await KeptStore(test)
            func change(_ id: Int) -> [String] {
                [
                    KeptStore.module(id, "UpdateRecord", #"{"key":"a","data":{"n":\#(id)}}"#),
                    KeptStore.module(id + 1, "AddRecord", #"{"key":"b","overwrite":true,"data":{"n":\#(id)}}"#),
                    KeptStore.module(id + 2, "DeleteRecord", #"{"key":"c"}"#),
                ]
            }
            let scenario = try await test.add(KeptStore.blueprint(change(1) + [KeptStore.sleeps(9)] + change(11) + [KeptStore.fails(20)]))
            let run = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil)
            try await Self.sleeping(test, run)
            try await store.change("a", to: ["is": "theirs"])
            try await store.change("b", to: nil)
            try await store.change("c", to: ["is": "theirs"])
            let left = try await store.state.records
            test.clock.advance(milliseconds: 2_000)
            #expect(try await Self.ended(test, run).failure?.message == "no")
            let after = try await store.state
            #expect(after.records == left && after.kept == 0)
            #expect(try await store.isCounted)
        }
    }

    /// The first run writes `a` and takes `b` away; the second writes both; the first ends before the second.
    @Test(arguments: TestDatabase.available)
    func `of two runs that change the same records, none leaves what it took back`(_ database: TestDatabase) async throws {
        for (first, second) in [(false, false), (true, false), (false, true), (true, true)] {
            try await TestEngine(database.open()).working { test in
                let store = try await KeptStore(test)
                let before = try await store.state.records
                func start(_ name: String, _ second: String, seconds: Int, well: Bool) async throws -> Run.ID {
                    let scenario = try await test.add(
                        KeptStore.blueprint(
                            [
                                KeptStore.module(1, "AddRecord", #"{"key":"a","overwrite":true,"data":{"by":"\#(name)"}}"#), second,
                                KeptStore.sleeps(3, seconds: String(seconds)),
                            ] + (well ? [] : [KeptStore.fails(4)])))
                    let run = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: nil)
                    try await Self.sleeping(test, run)
                    return run
                }
                let one = try await start("one", KeptStore.module(2, "DeleteRecord", #"{"key":"b"}"#), seconds: 10, well: first)
                let two = try await start(
                    "two", KeptStore.module(2, "AddRecord", #"{"key":"b","data":{"by":"two"}}"#), seconds: 20, well: second)
                test.clock.advance(milliseconds: 10_000)
                let message = try await Self.ended(test, one).failure?.message
                #expect(first ? message == nil : message?.hasPrefix("no. 2 records were not taken back") == true)
                test.clock.advance(milliseconds: 10_000)
                #expect(try await Self.ended(test, two).failure?.message == (second ? nil : "no"))
                let by: Value? = second ? "two" : first ? "one" : nil
                #expect(try await store.record("a")?["by"] == by, "\(first), \(second)")
                if !first, !second { #expect(try await store.state.records == before) }
                if first, !second { #expect(try await store.record("b") == nil) }
                #expect(try await store.isCounted)
            }
        }
    }
}
