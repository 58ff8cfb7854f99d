import Ledger
package import StorageCore
package import Stores
import Synchronization
package import Values

/// The books of each organization, loaded when they are first needed.
package final class OrganizationRegistry: Sendable {
    private let storage: any Storage
    private let plans: Plans
    private let books = Mutex<[Organization.ID: OrganizationBooks]>([:])

    package init(storage: any Storage, plans: Plans) {
        self.storage = storage
        self.plans = plans
    }

    package func books(of id: Organization.ID, at now: Timestamp) async throws -> OrganizationBooks {
        if let known = books.withLock({ $0[id] }) { return known }
        let loaded = try await load(id, at: now)
        return books.withLock { books in
            if let known = books[id] { return known }
            let fresh = OrganizationBooks(id, clock: loaded.clock, plan: loaded.plan, balance: loaded.balance)
            books[id] = fresh
            return fresh
        }
    }

    /// Reads again what an administrator changed: zone, plan, lots.
    package func reload(_ id: Organization.ID, at now: Timestamp) async throws {
        let known = try await books(of: id, at: now)
        let loaded = try await load(id, at: now)
        known.reset(clock: loaded.clock, plan: loaded.plan, balance: loaded.balance)
    }

    /// Opens periods that have begun, and loads the books of organizations that are new, so that it is known who has credits.
    package func refresh(at now: Timestamp) async throws {
        let all = try await storage.read { try IdentityStore($0).organizations() }
        for organization in all {
            guard let known = known(organization.id) else {
                _ = try await books(of: organization.id, at: now)
                continue
            }
            if !known.clock.pending(at: now).isEmpty { try await reload(organization.id, at: now) }
        }
    }

    /// Those that can't pay another operation.
    package var withoutCredits: [Organization.ID] {
        books.withLock { $0.values.filter { $0.available.map { $0 <= .zero } ?? false }.map(\.id) }
    }

    package func known(_ id: Organization.ID) -> OrganizationBooks? { books.withLock { $0[id] } }

    private struct Loaded: Sendable {
        var clock: OrganizationClock
        var plan: Plan
        var balance: Credits?
    }

    private func load(_ id: Organization.ID, at now: Timestamp) async throws -> Loaded {
        let plans = plans
        return try await storage.write { transaction in
            guard let organization = try IdentityStore(transaction).organization(id) else { throw UnknownOrganization(id: id) }
            let plan = plans.plan(organization.plan)
            try Self.openPeriod(of: organization, plan: plan, at: now, transaction)
            return Loaded(
                clock: try OrganizationClock(organization, plan: plan, transaction), plan: plan,
                balance: try LedgerStore(transaction).lots(of: id, at: Instant(now)).available(at: Instant(now)))
        }
    }

    /// Begins the billing period of `now`, if it isn't open: once, whoever else tries.
    static func openPeriod(of organization: Organization, plan: Plan, at now: Timestamp, _ transaction: any Transaction) throws {
        guard organization.periodEnd <= now else { return }
        let clock = try OrganizationClock(organization, plan: plan, transaction)
        _ = try LedgerStore(transaction).open(clock.pending(at: now), of: organization.id, plan: plan)
    }
}

package struct UnknownOrganization: Error, Hashable, Sendable {
    package let id: Organization.ID
}
