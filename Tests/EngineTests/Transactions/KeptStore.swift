import Engine
import StorageCore
import Stores
import TestSupport
import Values

/// A data store with the records `a`, `b` and `c`, and blueprints of scenarios that change it.
struct KeptStore {
    let test: TestEngine

    static let settings = #""autoCommit":false"#

    init(_ test: TestEngine) async throws {
        self.test = test
        let (organization, team, now) = (test.organization.id, test.team.id, test.clock.now)
        let isNew = try await test.engine.storage.write { transaction in
            let stores = DataStoreStore(transaction)
            guard try stores.store(.init(1), in: organization) == nil else { return false }
            try stores.add(
                DataStore(id: .init(1), organization: organization, team: team, name: "Store", records: 0, size: 0, maxSize: 1 << 20),
                at: now)
            return true
        }
        if isNew { _ = try await filled() }
    }

    /// As it is at first, and what that is.
    func filled() async throws -> State {
        let (organization, now) = (test.organization.id, test.clock.now)
        try await test.engine.storage.write { transaction in
            let stores = DataStoreStore(transaction)
            if let store = try stores.store(.init(1), in: organization) { try stores.deleteAll(of: store) }
            for key in ["a", "b", "c"] {
                try stores.put(["was": .text(key)], key: key, into: .init(1), of: organization, overwrite: false, at: now)
            }
        }
        test.clock.advance(milliseconds: 1_000)
        return try await state
    }

    /// Somebody else changes a record; no data: takes it away.
    func change(_ key: String, to data: Fields?) async throws {
        let (organization, now) = (test.organization.id, test.clock.now)
        try await test.engine.storage.write { transaction in
            let stores = DataStoreStore(transaction)
            if let data {
                return try stores.put(data, key: key, into: .init(1), of: organization, overwrite: true, at: now)
            }
            guard let store = try stores.store(.init(1), in: organization) else { return }
            try stores.delete(key, of: store)
        }
    }

    /// All that the database has of it, and that nothing is kept of runs that have ended.
    struct State: Equatable {
        var records: [[SQLValue]]
        var figures: [SQLValue]
        var kept: Int64

        var keys: String { records.map { if case .text(let key) = $0[0] { key } else { "" } }.joined(separator: ",") }
    }

    var state: State {
        get async throws {
            try await test.engine.storage.read { transaction in
                State(
                    records: try transaction.rows("SELECT key, data, changed FROM data_record WHERE store = 1 ORDER BY key").map(\.values),
                    figures: try transaction.row("SELECT records, size FROM data_store WHERE id = 1")?.values ?? [],
                    kept: try transaction.row("SELECT COUNT(*) FROM record_undo")?.integer(0) ?? 0)
            }
        }
    }

    func record(_ key: String) async throws -> Fields? {
        try await test.engine.storage.read { try DataStoreStore($0).record(key, of: .init(1)) }
    }

    /// What the figures say is what is there.
    var isCounted: Bool {
        get async throws {
            let counted = try await test.engine.storage.read {
                try $0.row("SELECT COUNT(*), COALESCE(SUM(LENGTH(data)), 0) FROM data_record WHERE store = 1")?.values
            }
            return try await state.figures == counted
        }
    }

    // MARK: Blueprints

    static func module(_ id: Int, _ name: String, _ mapper: String, more: String = "") -> String {
        #"{"id":\#(id),"module":"datastore:\#(name)","version":1,"parameters":{"datastore":1},"mapper":\#(mapper)\#(more)}"#
    }

    static func fails(_ id: Int, handler: String? = nil, filter: String = "") -> String {
        let onerror = handler.map { #","onerror":[{"id":\#(id + 100),"module":"builtin:\#($0)","version":1,"mapper":{}}]"# } ?? ""
        return #"{"id":\#(id),"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"}\#(onerror)\#(filter)}"#
    }

    static func sleeps(_ id: Int, seconds: String = "1") -> String {
        #"{"id":\#(id),"module":"util:FunctionSleep","version":1,"parameters":{},"mapper":{"duration":"\#(seconds)"}}"#
    }

    static func blueprint(_ modules: [String], _ settings: String = settings) -> String {
        #"{"name":"Changes","flow":[\#(modules.joined(separator: ","))],"metadata":{"version":1,"scenario":{\#(settings)}}}"#
    }
}
