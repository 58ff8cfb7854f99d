import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct ScheduleOnceTests {
    @Test(arguments: TestDatabase.available)
    func `a thousand due times are a thousand runs, also where two servers share the database`(_ database: TestDatabase) async throws {
        let (storage, clock, count) = (try await database.open(), TestClock(), 1_000)
        let test = try await TestEngine(storage, clock: clock, folder: "one")
        // Two engines on one database, as two servers have on PostgreSQL; SQLite has one process, and two engines in it are as hard.
        let other = try await TestEngine(storage, clock: clock, folder: "two")
        let scenario = try await test.add(scheduling: #"{"type":"indefinitely","interval":1}"#)
        try await test.working { test in
            try await other.working { _ in
                for _ in 0..<(count / 50 - 1) {
                    try await test.served(scenario)
                    clock.advance(milliseconds: 50_000)
                }
                try await test.served(scenario)
                clock.advance(milliseconds: 49_000)
                try await test.served(scenario)
            }
        }
        let (runs, fires) = (try await test.runs(), try await test.fires(of: scenario))
        #expect(runs.count == count)
        #expect(runs.allSatisfy { $0.state == .success && $0.origin == .schedule && !$0.options.isLate })
        #expect(Set(fires.map(\.due)).count == count)
        #expect(Set(fires.compactMap(\.run)) == Set(runs.map(\.id)))
        #expect(Set(runs.compactMap(\.options.due)) == Set(fires.map(\.due)))
        #expect(try await test.findings() == [])
    }

    @Test(arguments: TestDatabase.available)
    func `a daily run takes place once a day over a change of clocks, however often the program is started anew`(
        _ database: TestDatabase
    ) async throws {
        let (storage, clock) = (try await database.open(), TestClock("2026-10-23T12:00:00.000Z"))
        let scenario = try await TestEngine(storage, clock: clock).add(scheduling: #"{"type":"daily","time":"02:30"}"#)
        for _ in 0..<12 {
            try await TestEngine(storage, clock: clock).working { test in
                for _ in 0..<4 {
                    clock.advance(milliseconds: 75 * 60_000)
                    try await test.served(scenario)
                }
            }
        }
        let test = try await TestEngine(storage, clock: clock)
        // Prague's clocks show 02:30 twice on the 25th.
        #expect(
            try await test.fires(of: scenario).map(\.due) == [
                Timestamp("2026-10-24T00:30:00.000Z"), Timestamp("2026-10-25T00:30:00.000Z"),
            ])
        #expect(try await test.runs().count == 2)
        #expect(try await test.next(of: scenario) == Timestamp("2026-10-26T01:30:00.000Z"))
    }

    /// What a run has read counts from its end on.
    @Test(arguments: TestDatabase.available)
    func `a trigger that looks for what is new is not asked again before the run before has ended`(_ database: TestDatabase) async throws {
        let polling = """
            {"name":"Feed","flow":[{"id":1,"module":"rss:TriggerNewArticle","version":4,"parameters":{"url":"http://127.0.0.1:1/"},"mapper":{}}],
            "metadata":{"version":1}}
            """
        // Nothing is taken up, as with a run that goes on and on.
        try await TestEngine(database.open(), settings: { $0.concurrency = 0 }).working { test in
            _ = try await test.add(polling, scheduling: #"{"type":"indefinitely","interval":900}"#)
            for _ in 0..<3 {
                test.clock.advance(milliseconds: 900_000)
                try await test.lookedAt()
            }
            #expect(try await test.engine.storage.read { try QueueStore($0).count() } == 1)
        }
    }
}
