import Automation
import Crypto
package import Ledger
package import StorageCore
package import Stores
package import Values

/// Proves that the books balance: recomputes every operation from the journal, prices it again, and holds it against charge lines,
/// run totals, postings, lots and every roll-up; then seals against the roll-ups, and their chain.
package struct Auditor: Sendable {
    private let storage: any Storage
    private let rates: RateCards
    private let plans: Plans

    package init(storage: any Storage, rates: RateCards, plans: Plans) {
        self.storage = storage
        self.rates = rates
        self.plans = plans
    }

    /// Audits each organization; seals the days that are complete where it passed.
    package func audit(at now: Timestamp, seal: Bool = true) async throws -> [AuditReport] {
        try await audit(try await storage.read { try IdentityStore($0).organizations() }, at: now, seal: seal)
    }

    private func audit(_ organizations: [Organization], at now: Timestamp, seal: Bool) async throws -> [AuditReport] {
        var reports: [AuditReport] = []
        for organization in organizations {
            let report = try await storage.read { [self] transaction in
                try self.report(on: organization, transaction)
            }
            let text = report.findings.joined(separator: "\n")
            try await storage.write { [self] transaction in
                try AuditStore(transaction).noteAudit(of: organization.id, passed: report.passed, report: text, at: now)
                if seal, report.passed { try self.seal(organization, at: now, transaction) }
            }
            reports.append(report)
        }
        return reports
    }

    /// Audits and seals the organizations whose last proof is of an earlier day.
    package func auditDue(at now: Timestamp) async throws -> [AuditReport] {
        let due = try await storage.read { [plans] transaction in
            try IdentityStore(transaction).organizations().filter { organization in
                guard let last = try AuditStore(transaction).lastAudit(of: organization.id) else { return true }
                let clock = try OrganizationClock(organization, plan: plans.plan(of: organization), transaction)
                return clock.day(containing: last.finished) < clock.day(containing: now)
            }
        }
        return try await audit(due, at: now, seal: true)
    }

    /// One organization's audit, on what `transaction` sees.
    package func report(on organization: Organization, _ transaction: any Transaction) throws -> AuditReport {
        var audit = try OrganizationAudit(transaction, organization, rates: rates, plans: plans)
        return try audit.run()
    }

    /// Days up to the one before yesterday, unless a run of theirs still lives.
    private func seal(_ organization: Organization, at now: Timestamp, _ transaction: any Transaction) throws {
        let store = AuditStore(transaction)
        let clock = try OrganizationClock(organization, plan: plans.plan(of: organization), transaction)
        let yesterday = clock.day(containing: now).adding(days: -1)
        var previous = try store.seals(of: organization.id).last?.hash ?? ""
        for day in try store.unsealedDays(of: organization.id, before: yesterday.description) {
            guard let local = LocalDay(parsing: day) else { continue }
            let span = clock.span(of: local)
            if try store.hasLiveRun(of: organization.id, before: Timestamp(milliseconds: span.upperBound)) { return }
            let content = try store.sums(of: organization.id, day: day, span: span).joined(separator: "\n")
            let hash = Self.hash(content, day: day, previous: previous)
            try store.add(AuditStore.Seal(day: day, content: content, previous: previous, hash: hash), of: organization.id, at: now)
            previous = hash
        }
    }

    static func hash(_ content: String, day: String, previous: String) -> String {
        InstallationSecrets.hash("\(previous)\n\(day)\n\(content)")
    }
}
