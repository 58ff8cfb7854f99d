import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct RecordStoreTests {
    private static func fixture(_ database: TestDatabase, maxSize: Int64 = 1 << 30) async throws -> StoreFixture {
        let fixture = try await StoreFixture(database)
        try await fixture.storage.write {
            try DataStoreStore($0).add(
                DataStore(
                    id: .init(1), organization: fixture.organization.id, team: fixture.team.id, name: "Store", records: 0, size: 0,
                    maxSize: maxSize), at: StoreFixture.start)
        }
        return fixture
    }

    private static func put(_ data: Fields, _ key: String, _ fixture: StoreFixture) async throws {
        try await fixture.storage.write {
            try DataStoreStore($0).put(
                data, key: key, into: .init(1), of: fixture.organization.id, overwrite: true, at: StoreFixture.start)
        }
    }

    private static func store(_ fixture: StoreFixture) async throws -> DataStore {
        try #require(try await fixture.storage.read { try DataStoreStore($0).store(.init(1), in: fixture.organization.id) })
    }

    @Test(arguments: TestDatabase.available)
    func `a scan sees every record once, in the order of the keys, and stops when it is told`(_ database: TestDatabase) async throws {
        let fixture = try await Self.fixture(database)
        let keys = (0..<2_300).map { "k\(10_000 + $0 * 7 % 2_300)" }
        try await fixture.storage.write { transaction in
            for key in keys {
                try DataStoreStore(transaction).put(
                    ["k": .text(key)], key: key, into: .init(1), of: fixture.organization.id, overwrite: false, at: StoreFixture.start)
            }
        }
        let seen = try await fixture.storage.read { transaction in
            var seen: [String] = []
            try DataStoreStore(transaction).scan(.init(1)) { key, data, _ in
                seen.append(key)
                return data["k"] == .text(key)
            }
            return seen
        }
        #expect(seen == keys.sorted())
        let few = try await fixture.storage.read { transaction in
            var few = 0
            try DataStoreStore(transaction).scan(.init(1)) { _, _, _ in
                few += 1
                return few < 3
            }
            return few
        }
        #expect(few == 3)
    }

    @Test(arguments: TestDatabase.available)
    func `large records are read a few at a time`(_ database: TestDatabase) async throws {
        let fixture = try await Self.fixture(database)
        let large = Value.buffer(Buffer(bytes: Array(repeating: 7, count: 3 << 20)))
        for key in ["a", "b", "c", "d", "e"] { try await Self.put(["data": large], key, fixture) }
        let keys = try await fixture.storage.read { transaction in
            var keys: [String] = []
            try DataStoreStore(transaction).scan(.init(1)) { key, _, _ in
                keys.append(key)
                return true
            }
            return keys
        }
        #expect(keys == ["a", "b", "c", "d", "e"])
    }

    @Test(arguments: TestDatabase.available)
    func `what is deleted gives its room back`(_ database: TestDatabase) async throws {
        let fixture = try await Self.fixture(database)
        for key in ["a", "b", "c"] { try await Self.put(["text": .text(key)], key, fixture) }
        let full = try await Self.store(fixture)
        #expect(full.records == 3)
        #expect(try await fixture.storage.write { try DataStoreStore($0).delete("b", of: full) })
        #expect(try await !fixture.storage.write { try DataStoreStore($0).delete("b", of: full) })
        let less = try await Self.store(fixture)
        #expect(less.records == 2 && less.size == full.size / 3 * 2)
        #expect(try await fixture.storage.write { try DataStoreStore($0).deleteAll(of: less) } == 2)
        let empty = try await Self.store(fixture)
        #expect(empty.records == 0 && empty.size == 0)
    }

    @Test(arguments: TestDatabase.available)
    func `a record and its key are bounded, and the error names the bound`(_ database: TestDatabase) async throws {
        let fixture = try await Self.fixture(database)
        func refusal(_ data: Fields, _ key: String) async throws -> DataStoreRefusal? {
            do {
                try await Self.put(data, key, fixture)
                return nil
            } catch let refusal as DataStoreRefusal {
                return refusal
            }
        }
        let large = Value.buffer(Buffer(bytes: Array(repeating: 7, count: DataStoreLimits.recordBytes)))
        let tooLarge = try #require(try await refusal(["data": large], "a"))
        #expect(tooLarge.reason == .full && tooLarge.message.contains("dataStore.recordBytes"))
        let tooLong = try #require(try await refusal([:], String(repeating: "k", count: DataStoreLimits.keyBytes + 1)))
        #expect(tooLong.reason == .invalid && tooLong.message.contains("dataStore.keyBytes"))
        #expect(try await refusal([:], "")?.reason == .invalid)
    }

    @Test(arguments: TestDatabase.available)
    func `a counter counts per run, or over all runs`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let (first, second) = (fixture.run(1), fixture.run(2))
        func next(_ run: RunID?, module: Int = 5) async throws -> Int64 {
            try await fixture.storage.write {
                try CounterStore($0).next(of: .init(1), module: module, run: run, in: fixture.organization.id)
            }
        }
        #expect(try await next(nil) == 1)
        #expect(try await next(nil) == 2)
        #expect(try await next(first) == 1)
        #expect(try await next(first) == 2)
        #expect(try await next(nil, module: 6) == 1)
        // Another run begins to count: what no run that lives counts any more is forgotten, what the scenario counts is not.
        #expect(try await next(second) == 1)
        #expect(try await next(nil) == 3)
    }
}
