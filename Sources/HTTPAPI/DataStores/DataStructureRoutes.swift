import Automation
import Engine
import Hummingbird
import StorageCore
import Stores
import Values

/// Data structures: what records, and deliveries to webhooks, are held to.
struct DataStructureRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("data-structures", use: list)
        member.post("data-structures", use: create)
        member.get("data-structures/:dataStructureId", use: get)
        member.patch("data-structures/:dataStructureId", use: change)
        member.delete("data-structures/:dataStructureId", use: delete)
        member.post("data-structures/:dataStructureId/clone", use: clone)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let query = QueryItems(request)
        let team = try query.requiredID("teamId", of: Team.self)
        let page = try Page(query, sorts: ["name", "id"])
        let structures = try await door.read(context.identity) { access in
            try DataStructureStore(access.transaction).structures(of: access.team(team).organization, team: team)
        }
        let rows = page.slice(structures) { left, right in
            page.sortBy == "id" ? left.id < right.id : (left.name, left.id) < (right.name, right.id)
        }
        let asked = !query.list("cols").isEmpty
        return [
            "dataStructures": rows.map { asked ? $0.record.only(Columns(query)) : ["id": $0.id, "name": $0.name, "teamId": $0.team] },
            "pg": page.record,
        ]
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Record {
        let input = try await Input(request, context: context)
        let (name, team) = (try input.name("name", upTo: 128), Team.ID(try input.integer("teamId")))
        let (spec, strict) = (try Self.spec(input) ?? "[]", try input.optionalBoolean("strict") ?? false)
        return try await add(context, to: team) { _ in (name, spec, strict) }
    }

    @Sendable func get(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: DataStructure.ID = try context.id("dataStructureId")
        return ["dataStructure": try await door.read(context.identity) { try $0.dataStructure(id).record.wire }]
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: DataStructure.ID = try context.id("dataStructureId")
        let input = try await Input(request, context: context)
        let (name, spec, strict) = (
            try input.optionalName("name", upTo: 128), try Self.spec(input), try input.optionalBoolean("strict")
        )
        let structure = try await door.write(context.identity) { access in
            var structure = try access.dataStructure(id, .build)
            structure.name = name ?? structure.name
            structure.spec = spec ?? structure.spec
            structure.strict = strict ?? structure.strict
            try DataStructureStore(access.transaction).save(structure)
            return structure
        }
        return ["dataStructure": structure.record]
    }

    @Sendable func delete(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: DataStructure.ID = try context.id("dataStructureId")
        let confirmed = QueryItems(request).flag("confirmed")
        try await door.write(context.identity) { access in
            let structure = try access.dataStructure(id, .build)
            let store = DataStructureStore(access.transaction)
            let users = try store.users(of: id, in: structure.organization)
            guard users.isEmpty || confirmed else {
                throw Problem.unconfirmed("The data stores \(users.joined(separator: ", ")) are held to this data structure.")
            }
            try store.release(id, in: structure.organization)
            try store.remove(id, in: structure.organization)
        }
        return ["dataStructure": id]
    }

    @Sendable func clone(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: DataStructure.ID = try context.id("dataStructureId")
        let input = try await Input(request, context: context)
        let (name, target) = (try input.name("name", upTo: 128), try input.optionalInteger("targetTeamId").map { Team.ID($0) })
        let team: Team.ID
        if let target {
            team = target
        } else {
            team = try await door.read(context.identity) { try $0.dataStructure(id).team }
        }
        return try await add(context, to: team) { access in
            let structure = try access.dataStructure(id)
            return (name, structure.spec, structure.strict)
        }
    }

    private func add(
        _ context: MemberContext, to team: Team.ID,
        _ content: @escaping @Sendable (Access) throws -> (name: String, spec: String, strict: Bool)
    ) async throws -> Record {
        let now = door.now()
        let structure = try await door.write(context.identity) { access in
            let organization = try access.team(team, .build).organization
            let content = try content(access)
            let structure = DataStructure(
                id: .init(try SequenceStore(access.transaction).next("dataStructure")), organization: organization, team: team,
                name: content.name, spec: content.spec, strict: content.strict)
            try DataStructureStore(access.transaction).add(structure, at: now)
            return structure
        }
        return ["dataStructure": structure.record]
    }

    /// The specification as it was written, if it can be read.
    private static func spec(_ input: Input) throws -> String? {
        guard let spec = input["spec"] else { return nil }
        _ = try FieldSpec.read(spec)
        return spec.text()
    }
}

extension DataStructure {
    var record: Record {
        ["id": id, "name": name, "teamId": team, "spec": (try? JSON(parsing: spec)) ?? [], "strict": strict]
    }
}

extension Access {
    func dataStructure(_ id: DataStructure.ID, _ need: Need = .view) throws -> DataStructure {
        let store = DataStructureStore(transaction)
        guard let organization = try store.organization(of: id), let role = try role(in: organization),
            let structure = try store.structure(id, in: organization)
        else { throw Problem.notFound("data structure") }
        guard role.allows(need) else { throw Problem.forbidden() }
        return structure
    }
}
