import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct ScopeTests {
    @Test(arguments: TestDatabase.available)
    func `in another organization nothing exists`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let scenario = Scenario(
            id: .init(1), organization: fixture.organization.id, team: fixture.team.id, name: "Mine", version: 1, active: true,
            invalid: false,
            scheduling: "{}", hook: nil, responds: false, created: StoreFixture.start, createdBy: nil, edited: StoreFixture.start,
            editedBy: nil,
            deleted: nil)
        let stranger = try await fixture.storage.write { transaction in
            try ScenarioStore(transaction).add(scenario, blueprint: "{}")
            try HookStore(transaction).add(
                Hook(
                    id: .init(1), organization: fixture.organization.id, team: fixture.team.id, name: "Hook", enabled: true,
                    created: StoreFixture.start),
                secretHash: "hash")
            try DataStoreStore(transaction).add(
                DataStore(
                    id: .init(1), organization: fixture.organization.id, team: fixture.team.id, name: "Store", records: 0, size: 0,
                    maxSize: 100),
                at: StoreFixture.start)
            return try OrganizationMaker(transaction, at: StoreFixture.start).make(name: "Other", zone: "UTC", plan: .selfHosted).id
        }
        try await fixture.storage.write { transaction throws in
            #expect(try ScenarioStore(transaction).scenario(.init(1), in: fixture.organization.id) == scenario)
            #expect(try ScenarioStore(transaction).scenario(.init(1), in: stranger) == nil)
            #expect(try ScenarioStore(transaction).scenarios(of: stranger).isEmpty)
            #expect(try HookStore(transaction).hook(.init(1), in: stranger) == nil)
            #expect(try DataStoreStore(transaction).store(.init(1), in: stranger) == nil)
            #expect(throws: DataStoreRefusal.self) {
                try DataStoreStore(transaction).put([:], key: "a", into: .init(1), of: stranger, overwrite: true, at: StoreFixture.start)
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a data store refuses a key that is taken, and more than it holds`(_ database: TestDatabase) async throws {
        let fixture = try await StoreFixture(database)
        let id = DataStore.ID(1)
        func put(_ key: String, _ text: String, overwrite: Bool = false) async throws {
            try await fixture.storage.write {
                try DataStoreStore($0).put(
                    ["text": .text(text)], key: key, into: id, of: fixture.organization.id, overwrite: overwrite, at: StoreFixture.start)
            }
        }
        try await fixture.storage.write {
            try DataStoreStore($0).add(
                DataStore(
                    id: id, organization: fixture.organization.id, team: fixture.team.id, name: "Store", records: 0, size: 0, maxSize: 60),
                at: StoreFixture.start)
        }
        try await put("a", "one")
        await #expect(throws: DataStoreRefusal.self) { try await put("a", "two") }
        try await put("a", "two", overwrite: true)
        await #expect(throws: DataStoreRefusal.self) { try await put("b", String(repeating: "x", count: 100)) }
        try await fixture.storage.write { transaction throws in
            #expect(try DataStoreStore(transaction).record("a", of: id) == ["text": "two"])
            #expect(try DataStoreStore(transaction).store(id, in: fixture.organization.id)?.records == 1)
        }
    }
}
