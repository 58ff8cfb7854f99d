import Engine
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct WorkerTests {
    @Test(arguments: TestDatabase.available)
    func `runs beyond the bound begin as others end, without waiting for the clock`(_ database: TestDatabase) async throws {
        let settings: (inout EngineSettings) -> Void = {
            $0.concurrency = 2
            $0.tickMilliseconds = 3_600_000
        }
        try await TestEngine(database.open(), settings: settings).working { test in
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            try await withThrowingTaskGroup(of: RunState.self) { group in
                for _ in 0..<10 { group.addTask { try await test.engine.runByHand(scenario, author: nil, trigger: nil).run.state } }
                for try await state in group { #expect(state == .success) }
            }
        }
    }

    /// The one ends while the other waits at its peer and holds more than the bound; after that there is room for two again, of which the
    /// first waits for the second.
    @Test func `a run gives its place back also while memory is full`() async throws {
        let peer = try await PeerProgram("failing.py")
        let settings: (inout EngineSettings) -> Void = {
            $0.concurrency = 2
            $0.processHeldBytes = 1
        }
        let test = try await TestEngine(TestDatabase.sqlite.open(), settings: settings, allowing: ["127.0.0.1"])
        let scenario = try await test.add(
            """
            {"name":"Asks","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
            {"id":2,"module":"http:MakeRequest","version":4,"parameters":{"authenticationType":"noAuth"},
             "mapper":{"url":"http://127.0.0.1:\(peer.port)/{{1.path}}","method":"get","timeout":"10"}}],"metadata":{"version":1}}
            """)
        let (organization, now) = (test.organization.id, test.clock.now)
        @Sendable func queue(_ paths: [String]) async throws -> [Run.ID] {
            let queued = paths.map { path in
                var input: [UInt8] = []
                ValueCodec.encode(.array([["path": .text(path)]]), into: &input)
                return QueuedRun(
                    id: RunID.make(at: now.milliseconds), organization: organization, team: scenario.team, scenario: scenario.id,
                    version: scenario.version, hook: nil, origin: .onDemand, author: nil, input: input, options: RunOptions(), transfer: 0,
                    received: now)
            }
            try await test.engine.storage.write { try QueueStore($0).add(queued) }
            return queued.map(\.id)
        }
        @Sendable func states(_ ids: [Run.ID]) async throws -> [RunState?] {
            try await test.engine.storage.read { transaction in
                try ids.map { id in try RunStore(transaction).run(id, in: organization).flatMap { $0.ended == nil ? nil : $0.state } }
            }
        }
        let first = try await queue(["a?until=/open", "b"])
        try await test.working { test in
            try await test.until("the one has ended") { try await states(first)[1] != nil }
            #expect(try await states(first) == [nil, .success])
            _ = try await test.engine.library.post(
                "http://127.0.0.1:\(peer.port)/open", body: [], contentType: "text/plain", headers: [])
            try await test.until("the other has ended") { try await states(first)[0] != nil }
            let second = try await queue(["c?until=/d", "d"])
            test.engine.notify()
            try await test.until("both have ended") { try await !states(second).contains(nil) }
            #expect(try await states(second) == [.success, .success])
        }
    }
}
