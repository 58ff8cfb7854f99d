import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct UndoStoreTests {
    private static let id = DataStore.ID(1)

    private static func fixture(_ database: TestDatabase) async throws -> StoreFixture {
        let fixture = try await StoreFixture(database)
        try await fixture.storage.write {
            try DataStoreStore($0).add(
                DataStore(
                    id: id, organization: fixture.organization.id, team: fixture.team.id, name: "Store", records: 0, size: 0,
                    maxSize: 1 << 30), at: StoreFixture.start)
        }
        return fixture
    }

    private static func records(_ fixture: StoreFixture) async throws -> [[SQLValue]] {
        try await fixture.storage.read { try $0.rows("SELECT key, data, changed FROM data_record ORDER BY key").map(\.values) }
    }

    /// What a run and others do to one record, as it should come out.
    private struct Model {
        var value: Int?
        /// Who wrote that.
        var isRun = false
        /// What the run left, if it holds the record: a value, or none.
        var leaves: Bool?
        var before: Int?

        var isAsLeft: Bool { leaves == true && value != nil && isRun || leaves == false && value == nil }

        mutating func set(_ new: Int?, byRun: Bool) {
            guard new != nil || value != nil else { return }
            if byRun, !isAsLeft { before = value }
            if byRun { leaves = new != nil }
            (value, isRun) = (new, byRun)
        }

        mutating func takeBack() {
            if isAsLeft { (value, isRun) = (before, false) }
            leaves = nil
        }
    }

    @Test(arguments: TestDatabase.available)
    func `whatever a run and others do to records, what only the run did is taken back`(_ database: TestDatabase) async throws {
        let fixture = try await Self.fixture(database)
        let organization = fixture.organization.id
        for seed in UInt64(0)..<40 {
            var random = Seeded(state: seed)
            let run = fixture.run(Int64(seed))
            var models = Array(repeating: Model(), count: 4)
            var trace: [String] = ["seed \(seed)"]
            try await fixture.storage.write { transaction in
                guard let store = try DataStoreStore(transaction).store(Self.id, in: organization) else { return }
                try DataStoreStore(transaction).deleteAll(of: store)
            }
            for step in 0..<30 {
                let (key, choice, byRun) = (random.below(4), random.below(12), random.below(2) == 0)
                trace.append("\(key) \(choice) \(byRun)")
                switch choice {
                case 0..<6: models[key].set(step, byRun: byRun)
                case 6..<10: models[key].set(nil, byRun: byRun)
                case 10: for index in models.indices { models[index].set(nil, byRun: byRun) }
                default: for index in models.indices { models[index].leaves = nil }
                }
                try await fixture.storage.write { transaction in
                    let (stores, undo) = (DataStoreStore(transaction), UndoStore(transaction, of: run, in: organization))
                    guard let store = try stores.store(Self.id, in: organization) else { return }
                    switch choice {
                    case 0..<6:
                        try stores.put(
                            ["n": .number(Number(step)), "fill": .text(String(repeating: "x", count: step))], key: "k\(key)", into: Self.id,
                            of: organization, overwrite: true, at: StoreFixture.start, undo: byRun ? undo : nil)
                    case 6..<10: try stores.delete("k\(key)", of: store, undo: byRun ? undo : nil)
                    case 10: try stores.deleteAll(of: store, undo: byRun ? undo : nil)
                    default: try undo.commit()
                    }
                }
            }
            for index in models.indices { models[index].takeBack() }
            try await fixture.storage.write { _ = try UndoStore($0, of: run, in: organization).takeBack() }
            let (values, counted, figures) = try await fixture.storage.read { transaction in
                (
                    try (0..<4).map { try DataStoreStore(transaction).record("k\($0)", of: Self.id)?["n"]?.asInteger },
                    try transaction.row(
                        "SELECT COUNT(*), COALESCE(SUM(LENGTH(data)), 0), (SELECT COUNT(*) FROM record_undo) FROM data_record"),
                    try transaction.row("SELECT records, size, 0 FROM data_store")
                )
            }
            #expect(values == models.map(\.value), "\(trace.joined(separator: ", "))")
            #expect(counted?.values == figures?.values, "seed \(seed)")
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a large store that was emptied comes back as it was`(_ database: TestDatabase) async throws {
        let fixture = try await Self.fixture(database)
        let (organization, run) = (fixture.organization.id, fixture.run(1))
        let count: Int64 = 3_000
        try await fixture.storage.write { transaction in
            try transaction.batch(
                "INSERT INTO data_record (store, key, data, changed) VALUES (1, ?, ?, 1)",
                (0..<count).map { [.text("k\($0)"), .bytes(Array(repeating: UInt8(truncatingIfNeeded: $0), count: 500))] })
            try transaction.execute("UPDATE data_store SET records = \(count), size = \(count * 500)")
        }
        let before = try await Self.records(fixture)
        try await fixture.storage.write { transaction throws in
            guard let store = try DataStoreStore(transaction).store(Self.id, in: organization) else { return }
            let undo = UndoStore(transaction, of: run, in: organization)
            #expect(try DataStoreStore(transaction).deleteAll(of: store, undo: undo) == count)
        }
        #expect(try await Self.records(fixture) == [])
        try await fixture.storage.write { transaction throws in
            #expect(try UndoStore(transaction, of: run, in: organization).takeBack().count == 0)
        }
        #expect(try await Self.records(fixture) == before)
    }

    @Test(arguments: TestDatabase.available)
    func `what a run holds of a data store goes with it, and is nobody else's`(_ database: TestDatabase) async throws {
        let fixture = try await Self.fixture(database)
        let (organization, run) = (fixture.organization.id, fixture.run(1))
        func put(_ undo: Bool) async throws {
            try await fixture.storage.write { transaction in
                try DataStoreStore(transaction).put(
                    ["undo": .boolean(undo)], key: "a", into: Self.id, of: organization, overwrite: true, at: StoreFixture.start,
                    undo: undo ? UndoStore(transaction, of: run, in: organization) : nil)
            }
        }
        func held() async throws -> Int64? {
            try await fixture.storage.read { try $0.row("SELECT COUNT(*) FROM record_undo")?.integer(0) }
        }
        try await put(false)
        try await put(true)
        try await fixture.storage.write { transaction throws in
            #expect(try UndoStore(transaction, of: run, in: .init(organization.rawValue + 1)).takeBack().count == 0)
            #expect(try UndoStore(transaction, of: fixture.run(2), in: organization).takeBack().count == 0)
        }
        #expect(try await held() == 1)
        try await fixture.storage.write { transaction throws in
            try DataStoreStore(transaction).remove(Self.id, in: organization)
            #expect(try UndoStore(transaction, of: run, in: organization).takeBack().count == 0)
        }
        #expect(try await held() == 0)
    }
}

private struct Seeded {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }
}
