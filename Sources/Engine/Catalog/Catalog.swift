package import Ledger
package import StorageCore
package import Stores
import Synchronization
package import Values

/// The plans and rate cards in force: those that the program ships with, and those of the operator over them.
package final class Catalog: Sendable {
    private struct State {
        var plans: Plans
        var rates: RateCards
    }

    private let shippedPlans: [Plan]
    private let shippedRates: RateCards
    private let state: Mutex<State>

    package init(plans: [Plan], rates: RateCards) {
        shippedPlans = plans
        shippedRates = rates
        state = Mutex(State(plans: Plans(plans), rates: rates))
    }

    package var plans: Plans { state.withLock { $0.plans } }
    package var rates: RateCards { state.withLock { $0.rates } }

    package func isShipped(_ card: RateCard.ID) -> Bool { shippedRates.card(card) != nil }
    package func isShipped(_ plan: Plan.ID) -> Bool { shippedPlans.contains { $0.id == plan } }

    /// Reads what an operator added, here or in another process.
    package func reload(from storage: any Storage) async throws {
        let (own, cards) = try await storage.read { (try CatalogStore($0).plans(), try CatalogStore($0).rateCards()) }
        let rates = try RateCards((shippedRates.cards + cards).sorted { $0.effectiveFrom < $1.effectiveFrom })
        let plans = Plans(own + shippedPlans)
        state.withLock { $0 = State(plans: plans, rates: rates) }
    }

    /// Publishes a card. It begins in the future, since what was charged keeps the rule that priced it.
    package func publish(_ card: RateCard, author: User.ID?, address: String?, in storage: any Storage, at now: Timestamp) async throws {
        guard card.effectiveFrom > Instant(now) else {
            throw InvalidInput("id", "A rate card takes effect on a day to come (UTC), and '\(card.id)' has begun. Name a later day.")
        }
        let act = Act(
            organization: nil, at: now, kind: .rateCard, summary: "Published the rate card \(card.id)", author: author, address: address,
            subject: "rate card \(card.id)")
        let published = try await storage.write { transaction in
            guard try CatalogStore(transaction).publish(card, author: author, at: now) else { return false }
            try Acts(transaction).addEverywhere(act)
            return true
        }
        guard published, !isShipped(card.id) else {
            throw InvalidInput("id", "There is a rate card '\(card.id)'. A published card is not edited; name another day.")
        }
        try await reload(from: storage)
    }

    /// Adds a plan, or puts one in the place of another. Running periods keep what they were granted.
    package func save(_ plan: Plan, author: User.ID?, address: String?, in storage: any Storage, at now: Timestamp) async throws {
        let act = Act(
            organization: nil, at: now, kind: .plan, summary: "Changed the plan \(plan.name)", author: author, address: address,
            subject: "plan \(plan.id)")
        try await storage.write { transaction in
            try CatalogStore(transaction).save(plan, at: now)
            try Acts(transaction).addEverywhere(act)
        }
        try await reload(from: storage)
    }
}

/// Writes down administrative acts, in the transaction that carries them out.
package struct Acts {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ act: Act) throws { try ActStore(transaction).add(act) }

    /// What concerns every organization stands in the log of each.
    func addEverywhere(_ act: Act) throws {
        for organization in try IdentityStore(transaction).organizations() {
            var act = act
            act.organization = organization.id
            try ActStore(transaction).add(act)
        }
    }
}

/// Who does something, and from where: what an act names.
package struct Actor: Hashable, Sendable {
    package var user: User.ID?
    /// The network address of the request; `nil` on the command line.
    package var address: String?

    package init(user: User.ID? = nil, address: String? = nil) {
        self.user = user
        self.address = address
    }

    package static let commandLine = Actor()
}
