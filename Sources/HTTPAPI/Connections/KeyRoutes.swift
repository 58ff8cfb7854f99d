import Engine
import Hummingbird
import StorageCore
import Stores
import Values

/// Keys: what a request shows at the door, whatever the host.
struct KeyRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.group("keys")
            .get(use: list)
            .post(use: create)
            .get("types", use: listTypes)
            .get(":keyId", use: show)
            .patch(":keyId", use: change)
            .delete(":keyId", use: remove)
            .post(":keyId/test", use: test)
    }

    @Sendable func listTypes(_ request: Request, _ context: MemberContext) async throws -> Record {
        ["keysTypes": ConnectionForm.types(ConnectionRecord.keys).map(ConnectionRecord.keyType)]
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let (team, type, columns) = (try query.requiredID("teamId", of: Team.self), query["typeName"], Columns(query))
        let desk = door.connectionDesk(request, context)
        return try await door.read(context.identity) { access in
            let found = try ConnectionStore(access.transaction).connections(of: access.team(team).organization, team: team)
            let fitting = found.filter { $0.isKey && (type == nil || $0.type == ConnectionRecord.keys + (type ?? "")) }
            return ["keys": fitting.map { ConnectionRecord.key(desk(access).view($0)).only(columns) }]
        }
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let input = try await Input(request, context: context)
        let (name, team, type) = (try input.name("name", upTo: 128), Team.ID(try input.integer("teamId")), try input.text("typeName"))
        let form = try ConnectionForm(type: type, prefix: ConnectionRecord.keys, field: "typeName")
        let fields = try Self.parameters(input) ?? JSONObject()
        let desk = door.connectionDesk(request, context)
        return try await door.write(context.identity) { access in
            let added = try desk(access).add(form, name: name, fields, team: access.team(team, .build))
            return Answer(["key": ConnectionRecord.key(desk(access).view(added))] as Record)
        }
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, desk) = (try context.connectionID("keyId"), door.connectionDesk(request, context))
        return try await door.read(context.identity) { access in
            ["key": ConnectionRecord.key(desk(access).view(try access.connection(id, isKey: true)))]
        }
    }

    /// As ``ConnectionRoutes/test(_:_:)``.
    @Sendable func test(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: StoredConnection.ID = try context.connectionID("keyId")
        let key = try await door.read(context.identity) { try $0.connection(id, isKey: true, .build) }
        return await door.verify(key)
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, desk) = (try context.connectionID("keyId"), door.connectionDesk(request, context))
        let input = try await Input(request, context: context)
        let (name, fields) = (try input["name"].map { _ in try input.name("name", upTo: 128) }, try Self.parameters(input))
        return try await door.write(context.identity) { access in
            var key = try access.connection(id, isKey: true, .build)
            if let name { key = try desk(access).rename(key, to: name) }
            if let fields { key = try desk(access).change(key, fields) }
            return ["key": ConnectionRecord.key(desk(access).view(key))]
        }
    }

    @Sendable func remove(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, confirmed) = (try context.connectionID("keyId"), QueryItems(request).flag("confirmed"))
        let (desk, library) = (door.connectionDesk(request, context), door.engine.library)
        try await door.write(context.identity) { access in
            try desk(access).remove(access.connection(id, isKey: true, .build), confirmed: confirmed, library: library)
        }
        return ["key": id]
    }

    private static func parameters(_ input: Input) throws -> JSONObject? {
        guard let parameters = input["parameters"] else { return nil }
        guard let object = parameters.asObject else { throw Problem.invalid("parameters", "'parameters' must be an object.") }
        return object
    }
}
