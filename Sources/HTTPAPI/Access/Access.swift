import Ledger
import StorageCore
import Stores

/// What somebody may see and do, asked within the transaction that then does it.
///
/// In another organization nothing exists: 404. Within one's own, what the role doesn't allow is 403.
struct Access {
    enum Need: CaseIterable {
        case view, build, administer
        /// Balance, statement, purchases: owners, admins and accountants.
        case seeMoney
        /// Budgets: whoever sees money, or builds what they bound.
        case seeBudgets
    }

    let identity: Identity
    let transaction: any Transaction

    init(_ identity: Identity, _ transaction: any Transaction) {
        self.identity = identity
        self.transaction = transaction
    }

    /// The operator of the installation may do everything in it.
    func role(in organization: Organization.ID) throws -> Role? {
        if identity.user.isOperator { return .owner }
        return try IdentityStore(transaction).role(of: identity.user.id, in: organization)
    }

    func organization(_ id: Organization.ID, _ need: Need = .view) throws -> Organization {
        guard let role = try role(in: id), let organization = try IdentityStore(transaction).organization(id) else {
            throw Problem.notFound("organization")
        }
        guard role.allows(need) else { throw Problem.forbidden() }
        return organization
    }

    /// What only the operator of the installation may do in an organization.
    func operated(_ id: Organization.ID) throws -> Organization {
        let organization = try organization(id)
        try requireOperator()
        return organization
    }

    func requireOperator() throws {
        guard identity.user.isOperator else { throw Problem.forbidden("Only the operator of this installation may do this.") }
    }

    func organizations() throws -> [Organization] {
        let store = IdentityStore(transaction)
        return identity.user.isOperator ? try store.organizations() : try store.memberships(of: identity.user.id).map(\.organization)
    }

    func team(_ id: Team.ID, _ need: Need = .view) throws -> Team {
        guard let team = try IdentityStore(transaction).team(id), let role = try role(in: team.organization) else {
            throw Problem.notFound("team")
        }
        guard role.allows(need) else { throw Problem.forbidden() }
        return team
    }

    /// A deleted scenario exists for those who look at figures only.
    func scenario(_ id: Scenario.ID, _ need: Need = .view, deletedToo: Bool = false) throws -> Scenario {
        let store = ScenarioStore(transaction)
        guard let organization = try store.organization(of: id), let role = try role(in: organization),
            let scenario = try store.scenario(id, in: organization), deletedToo || scenario.deleted == nil
        else { throw Problem.notFound("scenario") }
        guard role.allows(need) else { throw Problem.forbidden() }
        return scenario
    }

    func run(_ id: Run.ID, of scenario: Scenario) throws -> Run {
        if let run = try RunStore(transaction).run(id, in: scenario.organization), run.scenario == scenario.id { return run }
        // It waits for a worker: for its reader it is on its way.
        guard let queued = try QueueStore(transaction).queued(id, in: scenario.organization), queued.scenario == scenario.id else {
            throw Problem.notFound("run")
        }
        return Run(
            id: id, organization: scenario.organization, team: scenario.team, scenario: scenario.id,
            version: queued.version ?? scenario.version,
            state: .running, origin: queued.origin, author: queued.author, options: queued.options, started: queued.received, ended: nil,
            operations: 0, credits: .zero, transfer: 0, segments: 0, epoch: 0, failure: nil)
    }
}

extension Role {
    func allows(_ need: Access.Need) -> Bool {
        switch need {
        case .view: true
        case .build: builds
        case .administer: administers
        case .seeMoney: seesMoney
        case .seeBudgets: seesMoney || builds
        }
    }
}
