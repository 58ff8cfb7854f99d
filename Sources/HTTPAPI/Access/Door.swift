import Engine
import StorageCore
import Stores
import Values

/// What the routes share. Made once, in ``application(_:)``.
struct Door: Sendable {
    let engine: EngineService
    let scenarios: ScenarioDesk
    let hooks: HookDesk
    let secrets: InstallationSecrets
    let passwords: PasswordHasher
    /// Failures per account, and per address, behind which there may be many people.
    let accounts = SignInThrottle(allowed: 10)
    let addresses = SignInThrottle(allowed: 100)
    let publicAddress: String?
    let version: String
    /// What stands after the `@` of a mail hook's address; `nil` where no mail is taken in.
    var mailDomain: String?

    var storage: any Storage { engine.storage }
    func now() -> Timestamp { engine.now() }
    func books(of organization: Organization.ID) async throws -> OrganizationBooks {
        try await engine.registry.books(of: organization, at: now())
    }
}

extension Door {
    /// Reads with the rights of who asks.
    func read<Result: Sendable>(_ identity: Identity, _ body: @Sendable (Access) throws -> Result) async throws -> Result {
        try await storage.read { try body(Access(identity, $0)) }
    }

    /// Writes with the rights of who asks.
    func write<Result: Sendable>(_ identity: Identity, _ body: @escaping @Sendable (Access) throws -> Result) async throws -> Result {
        try await storage.write { try body(Access(identity, $0)) }
    }
}
