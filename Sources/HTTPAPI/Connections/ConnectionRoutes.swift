import Automation
import Engine
import Hummingbird
import StorageCore
import Stores
import Values

/// Connections: where modules go, and as whom.
struct ConnectionRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/connection-types", use: listTypes)
        member.group("connections")
            .get(use: list)
            .post(use: create)
            .get(":connectionId", use: show)
            .patch(":connectionId", use: rename)
            .delete(":connectionId", use: remove)
            .post(":connectionId/set-data", use: setData)
            .post(":connectionId/test", use: test)
            .post(":connectionId/scoped") { _, _ in ["connection": ["scoped": true] as Record] as Record }
            .get(":connectionId/editable-data-schema", use: editable)
    }

    @Sendable func listTypes(_ request: Request, _ context: MemberContext) async throws -> Record {
        [
            "connectionTypes": (ConnectionForm.types(ConnectionRecord.accounts) + ConnectionForm.types(ConnectionRecord.keys)).map(
                ConnectionRecord.form)
        ]
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let (team, types, columns) = (try query.requiredID("teamId", of: Team.self), query.list("type"), Columns(query))
        let desk = door.connectionDesk(request, context)
        return try await door.read(context.identity) { access in
            let found = try ConnectionStore(access.transaction).connections(of: access.team(team).organization, team: team)
            let shown = found.filter { !$0.isKey }.map { ConnectionRecord.connection(desk(access).view($0)) }
            let fitting = types.isEmpty ? shown : shown.filter { types.contains(($0["accountName"] as? JSON)?.asText ?? "") }
            return ["connections": fitting.map { $0.only(columns) }]
        }
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let (query, input) = (QueryItems(request), try await Input(request, context: context))
        let team = try query.id("teamId", of: Team.self) ?? Team.ID(try input.integer("teamId"))
        let (name, type) = (try input.name("accountName", upTo: 128), try input.text("accountType"))
        let form = try ConnectionForm(type: type, prefix: ConnectionRecord.accounts, field: "accountType")
        let fields = input.object.without(["accountName", "accountType", "scopes", "teamId"])
        let desk = door.connectionDesk(request, context)
        return try await door.write(context.identity) { access in
            let added = try desk(access).add(form, name: name, fields, team: access.team(team, .build))
            return Answer(["connection": ConnectionRecord.connection(desk(access).view(added))] as Record)
        }
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        try await answer(request, context, .view) { $1 }
    }

    @Sendable func rename(_ request: Request, _ context: MemberContext) async throws -> Record {
        let name = try await Input(request, context: context).name("name", upTo: 128)
        return try await answer(request, context, .build) { try $0.rename($1, to: name) }
    }

    @Sendable func setData(_ request: Request, _ context: MemberContext) async throws -> Record {
        let fields = try await Input(request, context: context).object.asObject ?? JSONObject()
        _ = try await answer(request, context, .build) { try $0.change($1, fields) }
        return ["changed": true]
    }

    /// Signs in where it leads, and does nothing there. A server that says no is an answer, and no error of the request.
    @Sendable func test(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: StoredConnection.ID = try context.connectionID()
        let connection = try await door.read(context.identity) { try $0.connection(id, isKey: false, .build) }
        return await door.verify(connection)
    }

    @Sendable func editable(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: StoredConnection.ID = try context.connectionID()
        return try await door.read(context.identity) { access in
            let form = ConnectionForm(kept: try access.connection(id, isKey: false).type)
            return ["editableParameters": form?.descriptor.fields.map(\.name) ?? []]
        }
    }

    @Sendable func remove(_ request: Request, _ context: MemberContext) async throws -> Record {
        let (id, confirmed): (StoredConnection.ID, Bool) = (try context.connectionID(), QueryItems(request).flag("confirmed"))
        let (desk, library) = (door.connectionDesk(request, context), door.engine.library)
        try await door.write(context.identity) { access in
            try desk(access).remove(access.connection(id, isKey: false, .build), confirmed: confirmed, library: library)
        }
        return ["connection": id]
    }

    private func answer(
        _ request: Request, _ context: MemberContext, _ need: Access.Need,
        _ change: @escaping @Sendable (ConnectionDesk, StoredConnection) throws -> StoredConnection
    ) async throws -> Record {
        let id: StoredConnection.ID = try context.connectionID()
        let desk = door.connectionDesk(request, context)
        return try await door.write(context.identity) { access in
            let changed = try change(desk(access), access.connection(id, isKey: false, need))
            return ["connection": ConnectionRecord.connection(desk(access).view(changed))]
        }
    }
}

extension Door {
    func verify(_ connection: StoredConnection) async -> Record {
        do {
            try await ConnectionTrial(engine.library, secrets).verify(connection)
            return ["verified": true]
        } catch {
            return ["verified": false, "message": error.message]
        }
    }

    /// The desk of a transaction, for who asks.
    func connectionDesk(_ request: Request, _ context: MemberContext) -> @Sendable (Access) -> ConnectionDesk {
        let (secrets, actor, now) = (secrets, actor(request, context), now())
        return { ConnectionDesk($0.transaction, secrets, by: actor, at: now) }
    }
}

extension MemberContext {
    func connectionID(_ name: String = "connectionId") throws -> StoredConnection.ID {
        guard let id = parameters.get(name, as: Int64.self) else { throw Problem.notFound(name == "keyId" ? "key" : "connection") }
        return .init(id)
    }
}

extension JSON {
    /// An object's members but for these.
    func without(_ names: Set<String>) -> JSONObject {
        JSONObject((asObject ?? JSONObject()).members.filter { !names.contains($0.key) }.map { ($0.key, $0.value) })
    }
}
