import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct QueueStoreTests {
    private static func queued(_ fixture: StoreFixture, _ number: Int64, held: Bool = false) -> QueuedRun {
        QueuedRun(
            id: fixture.run(number), organization: fixture.organization.id, team: fixture.team.id, scenario: .init(1), version: nil,
            hook: .init(1),
            origin: .webhook, author: nil, input: [1, 2], options: RunOptions(), transfer: 2, received: StoreFixture.start, held: held)
    }

    @Test(arguments: TestDatabase.available)
    func `what waited longest is taken first, each once`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let all = (0..<5).map { Self.queued(fixture, $0 * 10) }
        try await fixture.storage.write { try QueueStore($0).add(all.reversed()) }
        let first = try await fixture.storage.write { try QueueStore($0).take(3, of: fixture.organization.id) }
        let rest = try await fixture.storage.write { try QueueStore($0).take(3, of: fixture.organization.id) }
        #expect(first.map(\.id) + rest.map(\.id) == all.map(\.id))
        #expect(first.first == all.first)
        #expect(try await fixture.storage.read { try QueueStore($0).count() } == 0)
    }

    @Test(arguments: TestDatabase.available)
    func `what is held is not taken, but can be by hand, and goes on when its scenario does`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let all = (0..<3).map { Self.queued(fixture, $0 * 10, held: true) }
        try await fixture.storage.write { try QueueStore($0).add(all) }
        #expect(try await fixture.storage.write { try QueueStore($0).take(3, of: fixture.organization.id) }.isEmpty)
        let taken = try await fixture.storage.write { try HeldDeliveries($0).take(of: .init(1), in: fixture.organization.id, limit: 1) }
        #expect(taken.inputs.map(\.id) == [all[0].id])
        try await fixture.storage.write { try QueueStore($0).hold(false, of: .init(1), in: fixture.organization.id) }
        #expect(
            try await fixture.storage.write { try QueueStore($0).take(3, of: fixture.organization.id) }.map(\.id) == [all[1].id, all[2].id])
    }

    @Test(arguments: TestDatabase.available)
    func `organizations that are paused keep their place`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        try await fixture.storage.write { try QueueStore($0).add([Self.queued(fixture, 0)]) }
        #expect(try await fixture.storage.write { try QueueStore($0).take(3, of: .init(99)) }.isEmpty)
        #expect(try await fixture.storage.write { try QueueStore($0).take(3, of: fixture.organization.id) }.count == 1)
    }

    @Test(arguments: TestDatabase.available)
    func `a key is good for a day`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let (first, second, third) = (fixture.run(1), fixture.run(2), fixture.run(3))
        func deliver(_ run: RunID, at milliseconds: Int64) async throws -> RunID? {
            try await fixture.storage.write {
                try QueueStore($0).run(
                    ofKey: "k", hook: .init(1), in: fixture.organization.id, else: run,
                    at: Timestamp(milliseconds: StoreFixture.start.milliseconds + milliseconds))
            }
        }
        #expect(try await deliver(first, at: 0) == nil)
        #expect(try await deliver(second, at: 86_399_000) == first)
        #expect(try await deliver(third, at: 86_400_001) == nil)
    }
}
