import Hummingbird
import StorageCore
import Stores
import Values

/// Data stores.
struct DataStoreRoutes {
    let door: Door
    /// Megabytes that one data store may have.
    static let largest: Int64 = 1_024

    func add(to member: RouterGroup<MemberContext>) {
        member.get("data-stores", use: list)
        member.post("data-stores", use: create)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let team = try QueryItems(request).requiredID("teamId", of: Team.self)
        let stores = try await door.read(context.identity) { access in
            try DataStoreStore(access.transaction).stores(of: access.team(team).organization, team: team)
        }
        return ["dataStores": stores.map(record)]
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let input = try await Input(request, context: context)
        let (name, team, size) = (
            try input.name("name", upTo: 128), Team.ID(try input.integer("teamId")), try input.optionalInteger("maxSizeMB") ?? 1
        )
        guard (1...Self.largest).contains(size) else {
            throw Problem.invalid("maxSizeMB", "'maxSizeMB' must be between 1 and \(Self.largest).")
        }
        let now = door.now()
        let store = try await door.write(context.identity) { access in
            let organization = try access.team(team, .build).organization
            let id = try SequenceStore(access.transaction).next("dataStore")
            let store = DataStore(
                id: .init(id), organization: organization, team: team, name: name, records: 0, size: 0, maxSize: size << 20)
            try DataStoreStore(access.transaction).add(store, at: now)
            return store
        }
        return Answer(["dataStore": record(store)] as Record)
    }

    /// Sizes are text, as strict clients of this answer expect.
    private func record(_ store: DataStore) -> Record {
        [
            "id": store.id, "name": store.name, "records": store.records, "size": "\(store.size)", "maxSize": "\(store.maxSize)",
            "teamId": store.team,
        ]
    }
}
