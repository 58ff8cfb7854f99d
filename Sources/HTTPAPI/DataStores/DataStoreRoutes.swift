import Engine
import Hummingbird
import StorageCore
import Stores
import Values

/// Data stores; their records: ``RecordRoutes``.
struct DataStoreRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("data-stores", use: list)
        member.post("data-stores", use: create)
        member.delete("data-stores", use: deleteMany)
        member.get("data-stores/:dataStoreId", use: get)
        member.patch("data-stores/:dataStoreId", use: change)
        member.delete("data-stores/:dataStoreId", use: delete)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let team = try query.requiredID("teamId", of: Team.self)
        let page = try Page(query, sorts: ["name", "id", "records", "size"])
        let stores = try await door.read(context.identity) { access in
            try DataStoreStore(access.transaction).stores(of: access.team(team).organization, team: team)
        }
        let rows = page.slice(stores) { left, right in
            switch page.sortBy {
            case "id": left.id < right.id
            case "records": (left.records, left.id) < (right.records, right.id)
            case "size": (left.size, left.id) < (right.size, right.id)
            default: (left.name, left.id) < (right.name, right.id)
            }
        }
        return ["dataStores": rows.map { $0.record.only(Columns(query)) }, "pg": page.record]
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let input = try await Input(request, context: context)
        let (name, team) = (try input.name("name", upTo: 128), Team.ID(try input.integer("teamId")))
        let (size, structure) = (try Self.size(input) ?? 1 << 20, try Self.structure(input))
        let now = door.now()
        let store = try await door.write(context.identity) { access in
            let organization = try access.team(team, .build).organization
            try access.structure(structure ?? nil, in: organization, named: "datastructureId")
            let id = try SequenceStore(access.transaction).next("dataStore")
            let store = DataStore(
                id: .init(id), organization: organization, team: team, name: name, records: 0, size: 0, maxSize: size,
                structure: structure ?? nil)
            try DataStoreStore(access.transaction).add(store, at: now)
            return store
        }
        return Answer(["dataStore": store.record] as Record)
    }

    @Sendable func get(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: DataStore.ID = try context.id("dataStoreId")
        return ["dataStore": try await door.read(context.identity) { try $0.dataStore(id).record.wire }]
    }

    /// Records that are there already are not held to a new structure before they are written again.
    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: DataStore.ID = try context.id("dataStoreId")
        let input = try await Input(request, context: context)
        let (name, size, structure) = (try input.optionalName("name", upTo: 128), try Self.size(input), try Self.structure(input))
        let store = try await door.write(context.identity) { access in
            var store = try access.dataStore(id, .build)
            try access.structure(structure ?? nil, in: store.organization, named: "datastructureId")
            if let size, size < store.size {
                throw Problem.invalid("maxSizeMB", "The data store holds \(store.size) bytes already; 'maxSizeMB' can't be less.")
            }
            store.name = name ?? store.name
            store.maxSize = size ?? store.maxSize
            if let structure { store.structure = structure }
            try DataStoreStore(access.transaction).save(store)
            return store
        }
        return ["dataStore": store.record]
    }

    @Sendable func delete(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: DataStore.ID = try context.id("dataStoreId")
        let confirmed = QueryItems(request).flag("confirmed")
        try await door.write(context.identity) { access in
            let store = try access.dataStore(id, .build)
            if !confirmed, store.records > 0 { throw Problem.unconfirmed("The data store has \(store.records) records.") }
            try DataStoreStore(access.transaction).remove(id, in: store.organization)
        }
        return ["dataStore": id]
    }

    @Sendable func deleteMany(_ request: Request, _ context: MemberContext) async throws -> Record {
        let team = try QueryItems(request).requiredID("teamId", of: Team.self)
        let selection = try Chosen(try await Input(request, context: context), list: "ids", except: "exceptIds") { json in
            json.asInteger.map { DataStore.ID(Int64($0)) } ?? json.asText.flatMap { Int64($0) }.map { DataStore.ID($0) }
        }
        try Problem.confirm(request, "The data stores and all their records will be deleted.")
        let deleted = try await door.write(context.identity) { access in
            let organization = try access.team(team, .build).organization
            let store = DataStoreStore(access.transaction)
            let chosen = try store.stores(of: organization, team: team).map(\.id).filter(selection.contains)
            for id in chosen { try store.remove(id, in: organization) }
            return chosen
        }
        return ["dataStores": deleted.map(\.wire)]
    }

    private static func size(_ input: Input) throws -> Int64? {
        guard let size = try input.optionalInteger("maxSizeMB") else { return nil }
        guard (1...DataStoreLimits.megabytes).contains(size) else {
            throw Problem.invalid("maxSizeMB", "'maxSizeMB' must be between 1 and \(DataStoreLimits.megabytes).")
        }
        return size << 20
    }

    /// `.some(nil)`: it is to have none.
    private static func structure(_ input: Input) throws -> DataStructure.ID?? {
        guard let member = input.object["datastructureId"] else { return nil }
        return .some(member.isNull ? nil : try input.optionalInteger("datastructureId").map { .init($0) })
    }
}

extension DataStore {
    /// Sizes are text, as strict clients of this answer expect.
    var record: Record {
        [
            "id": id, "name": name, "records": records, "size": "\(size)", "maxSize": "\(maxSize)", "teamId": team,
            "datastructureId": structure,
        ]
    }
}

extension Access {
    func dataStore(_ id: DataStore.ID, _ need: Need = .view) throws -> DataStore {
        let stores = DataStoreStore(transaction)
        guard let organization = try stores.organization(of: id), let role = try role(in: organization),
            let store = try stores.store(id, in: organization)
        else { throw Problem.notFound("data store") }
        guard role.allows(need) else { throw Problem.forbidden() }
        return store
    }
}
