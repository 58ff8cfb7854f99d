import Ledger
import Logging
package import StorageCore
import Stores
package import Values

/// Takes away runs and payloads that a plan no longer keeps (a few at a time, so that runs are not held up), after their day is sealed.
package struct Retention: Sendable {
    private let storage: any Storage
    private let catalog: Catalog

    /// Runs that go in one transaction.
    package static let batch = 200
    /// Days that quarters of an hour are kept.
    package static let quarterDays: Int64 = 62
    /// Days that it is kept which due times were served.
    package static let fireDays: Int64 = 7

    package init(storage: any Storage, catalog: Catalog) {
        self.storage = storage
        self.catalog = catalog
    }

    /// One step for every organization; says how many runs went.
    @discardableResult
    package func step(at now: Timestamp, limit: Int = Self.batch) async throws -> Int {
        var removed = 0
        for organization in try await storage.read({ try IdentityStore($0).organizations() }) {
            removed += try await step(organization, at: now, limit: limit)
        }
        return removed
    }

    private func step(_ organization: Organization, at now: Timestamp, limit: Int) async throws -> Int {
        let plan = catalog.plans.plan(of: organization)
        return try await storage.write { transaction in
            let store = RetentionStore(transaction)
            let clock = try OrganizationClock(organization, plan: plan, transaction)
            let kept = clock.day(containing: now).adding(days: -plan.retentionDays)
            let border = clock.zone.start(of: kept)
            try store.removeAside(
                of: organization.id, before: Timestamp(border),
                quarter: QuarterHour(containing: Instant(now) + -Self.quarterDays * Instant.millisecondsPerDay).index, at: now)
            try FireStore(transaction).remove(
                of: organization.id, before: Timestamp(Instant(now) + -Self.fireDays * Instant.millisecondsPerDay))
            try RunStartStore(transaction).remove(of: organization.id, before: ScenarioPace.forgotten(at: now))
            let days = plan.limit(.webhookLogDays) ?? HookLog.standardDays
            try HookLogStore(transaction).remove(
                of: organization.id, before: Timestamp(Instant(now) + -days * Instant.millisecondsPerDay))
            try QueueStore(transaction).dropUnattached(
                of: organization.id, since: Timestamp(milliseconds: now.milliseconds - Hook.unattachedMilliseconds))
            // Sealed first: what can't be recomputed any more is proved by its seal.
            guard let sealed = try store.lastSealedDay(of: organization.id).flatMap(LocalDay.init(parsing:)) else { return 0 }
            let limitDay = min(border, clock.zone.end(of: sealed))
            let expired = try store.expired(of: organization.id, before: Timestamp(limitDay), limit: limit)
            guard !expired.isEmpty else { return 0 }
            let first = clock.day(containing: Timestamp(limitDay)).description
            try store.remove(expired, of: organization.id, keptFrom: first) { clock.day(containing: $0).description }
            return expired.count
        }
    }
}
