import StorageCore
import Engine
import Stores

extension Installation {
    /// A team by id, or the first of the first organization.
    func team(_ id: Int64?) async throws -> Team {
        try await storage.read { transaction in
            let identity = IdentityStore(transaction)
            if let id {
                guard let team = try identity.team(.init(id)) else { throw NotFound("team") }
                return team
            }
            let first = try identity.organizations().min { $0.id < $1.id }
            guard let first, let team = try identity.teams(of: first.id).min(by: { $0.id < $1.id }) else { throw NotFound("team") }
            return team
        }
    }

    /// A scenario by id, whichever organization's: who can open the data folder may see everything in it.
    func scenario(_ id: Int64) async throws -> Scenario {
        try await storage.read { transaction in
            let store = ScenarioStore(transaction)
            guard let organization = try store.organization(of: .init(id)), let scenario = try store.scenario(.init(id), in: organization),
                scenario.deleted == nil
            else { throw NotFound("scenario") }
            return scenario
        }
    }
}
