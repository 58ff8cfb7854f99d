import Hummingbird
import Stores

extension RequestContext {
    /// An id in the address; what is none names nothing.
    func id<Entity>(_ name: String, of entity: Entity.Type = Entity.self) throws -> Identifier<Entity> {
        guard let id = parameters.get(name, as: Int64.self) else { throw Problem.notFound("\(entity)".lowercased()) }
        return Identifier(id)
    }

    func runID() throws -> Run.ID {
        guard let id = parameters.get("runId").flatMap(RunID.init(rawValue:)) else { throw Problem.notFound("run") }
        return id
    }
}

extension QueryItems {
    func id<Entity>(_ name: String, of entity: Entity.Type = Entity.self) throws -> Identifier<Entity>? {
        try integer(name).map { Identifier($0) }
    }

    func requiredID<Entity>(_ name: String, of entity: Entity.Type = Entity.self) throws -> Identifier<Entity> {
        guard let id = try id(name, of: entity) else { throw Problem.badRequest("Missing required parameter \(name).") }
        return id
    }
}
