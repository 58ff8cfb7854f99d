import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct LeaseTests {
    @Test(arguments: TestDatabase.available)
    func `a worker does not take from itself what it carries out, however late it is`(_ database: TestDatabase) async throws {
        let test = try await TestEngine(database.open())
        let scenario = try await test.add(
            #"{"name":"One","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{}}],"metadata":{"version":1}}"#)
        let (worker, other) = (WorkerName(folder: "a"), WorkerName(folder: "b"))
        let (begun, later) = (test.clock.now, Timestamp(milliseconds: test.clock.now.milliseconds + 3_600_000))
        let run = Run(
            id: RunID.make(at: begun.milliseconds), organization: test.organization.id, team: test.team.id, scenario: scenario.id,
            version: 1,
            state: .running, origin: .onDemand, author: nil, options: RunOptions(), started: begun, ended: nil, operations: 0,
            credits: .zero,
            transfer: 0, segments: 0, epoch: 1, failure: nil)
        try await test.engine.storage.write { transaction in
            let store = RunStore(transaction)
            try store.add([run], inputs: [nil], receivedTransfer: [0], worker: worker, lease: begun)
            #expect(try store.claim(9, worker: worker, at: later, lease: later, holding: [run.id]).isEmpty)
            #expect(try store.claim(9, worker: other, at: later, lease: later, holding: [run.id]).map(\.run.id) == [run.id])
        }
    }
}
