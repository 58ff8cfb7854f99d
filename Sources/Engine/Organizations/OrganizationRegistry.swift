import Ledger
package import StorageCore
package import Stores
import Synchronization
package import Values

/// The books of each organization, loaded when they are first needed.
package final class OrganizationRegistry: Sendable {
    private let storage: any Storage
    private let catalog: Catalog
    private let events: EventHub
    private let books = Mutex<[Organization.ID: OrganizationBooks]>([:])
    private let order = Mutex<Int64>(0)

    package init(storage: any Storage, catalog: Catalog, events: EventHub = EventHub()) {
        self.storage = storage
        self.catalog = catalog
        self.events = events
    }

    /// To be asked for within a transaction that holds the organization's lots: the numbers are in the order of such transactions.
    func nextOrder() -> Int64 {
        order.withLock { order in
            order += 1
            return order
        }
    }

    package func books(of id: Organization.ID, at now: Timestamp) async throws -> OrganizationBooks {
        if let known = books.withLock({ $0[id] }) { return known }
        let loaded = try await load(id, at: now)
        return books.withLock { books in
            if let known = books[id] { return known }
            let fresh = OrganizationBooks(id, loaded)
            books[id] = fresh
            return fresh
        }
    }

    /// Reads again what an administrator changed: zone, plan, lots, budgets.
    package func reload(_ id: Organization.ID, at now: Timestamp) async throws {
        let known = try await books(of: id, at: now)
        known.reset(try await load(id, at: now))
        events.publish(.balance, of: id)
    }

    /// Reads every organization's books again that were read before: something changed that concerns all, such as a plan.
    package func reloadAll(at now: Timestamp) async throws {
        for id in books.withLock({ Array($0.keys) }) { try await reload(id, at: now) }
    }

    /// Opens periods that have begun, and loads the books of organizations that are new, so that it is known who has credits.
    package func refresh(at now: Timestamp) async throws {
        let all = try await storage.read { try IdentityStore($0).organizations() }
        for organization in all {
            guard let known = known(organization.id) else {
                _ = try await books(of: organization.id, at: now)
                continue
            }
            if known.isOutOfDate(at: now) { try await reload(organization.id, at: now) }
        }
    }

    /// Reads the books anew whose period, or a lot of which, has begun or ended.
    func turn(at now: Timestamp) async throws {
        for books in allBooks where books.isOutOfDate(at: now) { try await reload(books.id, at: now) }
    }

    /// Those whose triggers wait, as nothing is left to spend.
    package var paused: [Organization.ID] { books.withLock { $0.values.filter { $0.pause != nil }.map(\.id) } }

    package func known(_ id: Organization.ID) -> OrganizationBooks? { books.withLock { $0[id] } }
    var allBooks: [OrganizationBooks] { books.withLock { Array($0.values) } }

    private func load(_ id: Organization.ID, at now: Timestamp) async throws -> LoadedBooks {
        let plans = catalog.plans
        return try await storage.write { [self] transaction in
            guard try IdentityStore(transaction).organization(id) != nil else { throw UnknownOrganization(id: id) }
            let organization = try PeriodOpening(transaction, plans: plans, at: now).open(id)
            let plan = plans.plan(of: organization)
            let budgets = try BudgetStore(transaction).budgets(of: id)
            let period = organization.periodStart
            let lots = try LedgerStore(transaction).lots(of: id, at: Instant(now))
            let extra = lots.filter { $0.kind == .extra && $0.isValid(at: Instant(now)) }.compactMap(\.granted).sum()
            let teams = try IdentityStore(transaction).teams(of: id)
            return LoadedBooks(
                clock: try OrganizationClock(organization, plan: plan, transaction), plan: plan,
                balance: lots.available(at: Instant(now)), order: nextOrder(),
                transfer: try UsageStore(transaction).total(of: id, period: period).transfer,
                extraTransfer: Plan.transfer(for: extra), budgets: budgets,
                spent: try UsageStore(transaction).spent(of: id, on: budgets.map(\.scope), period: period),
                alerts: try AlertStore(transaction).settings(of: id), autoPurchasing: try AutoPurchasingStore(transaction).settings(of: id),
                name: organization.name, teams: Dictionary(teams.map { ($0.id, $0.name) }) { first, _ in first },
                nextChange: try LedgerStore(transaction).lots(of: id).nextChange(after: Instant(now)))
        }
    }
}

package struct UnknownOrganization: Error, Hashable, Sendable {
    package let id: Organization.ID
}
