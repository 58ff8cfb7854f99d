package import Ledger
package import StorageCore
package import Values

/// Lots, postings, charge lines: what was granted, what was taken from which lot, and for what.
package struct LedgerStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    // MARK: Lots

    /// Lots that hold at `instant` or later, locked against other writers.
    package func lots(of organization: Organization.ID, at instant: Instant) throws -> [Lot] {
        try transaction.rows(
            """
            SELECT \(literal: Self.lotColumns) FROM lot WHERE organization = \(organization)
                AND (expires IS NULL OR expires > \(instant.milliseconds)) ORDER BY id\(transaction.dialect.forUpdate)
            """
        ).map(lot)
    }

    /// Every lot, the lapsed included.
    package func lots(of organization: Organization.ID) throws -> [Lot] {
        try transaction.rows("SELECT \(literal: Self.lotColumns) FROM lot WHERE organization = \(organization) ORDER BY id").map(lot)
    }

    package func add(_ lot: Lot, to organization: Organization.ID, note: String? = nil) throws {
        try transaction.execute(
            """
            INSERT INTO lot (organization, id, kind, priority, granted, used, adjusted, effective, expires, created, note)
            VALUES (\(organization), \(lot.id.rawValue), \(lot.kind.rawValue), \(lot.priority), \(lot.granted), \(lot.used), \(lot.adjusted),
                \(lot.effective.milliseconds), \(lot.expires?.milliseconds), \(lot.created.milliseconds), \(note))
            """)
    }

    /// Takes what was burnt; one write per lot and commit.
    package func use(_ used: [(organization: Organization.ID, lot: Lot.ID, credits: Credits)]) throws {
        try transaction.batch(
            "UPDATE lot SET used = used + ? WHERE organization = ? AND id = ?",
            used.map { [$0.credits.sqlValue, $0.organization.sqlValue, $0.lot.rawValue.sqlValue] })
    }

    /// Moves an organization on to the period that follows its own; false if another did.
    package func begin(_ period: BillingPeriod, of organization: Organization.ID) throws -> Bool {
        let moved = try transaction.execute(
            """
            UPDATE organization SET period_start = \(period.start.milliseconds), period_end = \(period.end.milliseconds)
            WHERE id = \(organization) AND period_end = \(period.start.milliseconds)
            """)
        guard moved == 1 else { return false }
        try add(period, of: organization)
        return true
    }

    package func add(_ period: BillingPeriod, of organization: Organization.ID) throws {
        try transaction.execute(
            """
            INSERT INTO billing_period (organization, start, ends)
            VALUES (\(organization), \(period.start.milliseconds), \(period.end.milliseconds))
            """)
    }

    /// Every period so far, the oldest first.
    package func periods(of organization: Organization.ID) throws -> [BillingPeriod] {
        try transaction.rows("SELECT start, ends FROM billing_period WHERE organization = \(organization) ORDER BY start").enumerated().map
        {
            BillingPeriod(
                number: $0.offset, start: Instant(milliseconds: try $0.element.integer(0)),
                end: Instant(milliseconds: try $0.element.integer(1)))
        }
    }

    package func grant(_ plan: Plan, for period: BillingPeriod, to organization: Organization.ID) throws {
        let lot = Lot(id: try nextLot(), kind: .plan, granted: plan.creditsPerPeriod, effective: period.start, expires: period.end)
        try grant(lot, to: organization, note: plan.id.rawValue, at: Timestamp(milliseconds: period.start.milliseconds))
    }

    /// What the plan granted so far lapses at `instant`.
    package func endPlanLots(of organization: Organization.ID, at instant: Instant) throws {
        try transaction.execute(
            """
            UPDATE lot SET expires = \(instant.milliseconds) WHERE organization = \(organization) AND kind = \(Lot.Kind.plan.rawValue)
                AND (expires IS NULL OR expires > \(instant.milliseconds))
            """)
    }

    /// A change of plan: the running period ends where the first of the new plan begins, which is the new anchor.
    package func restart(_ period: BillingPeriod, of organization: Organization.ID, plan: Plan, credits: Credits? = nil) throws {
        let start = period.start.milliseconds
        try transaction.execute("DELETE FROM billing_period WHERE organization = \(organization) AND start >= \(start)")
        try transaction.execute("UPDATE billing_period SET ends = \(start) WHERE organization = \(organization) AND ends > \(start)")
        try transaction.execute(
            """
            UPDATE organization SET plan = \(plan.id.rawValue), plan_credits = \(credits), next_plan = NULL, next_credits = NULL, anchor = \(start), period_start = \(start), period_end = \(period.end.milliseconds)
            WHERE id = \(organization)
            """)
        try add(period, of: organization)
    }

    // MARK: Postings

    package struct Posting: Hashable, Sendable {
        package var organization: Organization.ID
        package var run: Run.ID
        package var sequence: Int64
        package var lot: Lot.ID
        package var credits: Credits
        package var posted: Timestamp

        package init(organization: Organization.ID, run: Run.ID, sequence: Int64, lot: Lot.ID, credits: Credits, posted: Timestamp) {
            self.organization = organization
            self.run = run
            self.sequence = sequence
            self.lot = lot
            self.credits = credits
            self.posted = posted
        }
    }

    package func post(_ postings: [Posting]) throws {
        try transaction.batch(
            "INSERT INTO posting (organization, run, sequence, lot, credits, posted) VALUES (?, ?, ?, ?, ?, ?)",
            postings.map {
                [
                    $0.organization.sqlValue, $0.run.sqlValue, $0.sequence.sqlValue, $0.lot.rawValue.sqlValue, $0.credits.sqlValue,
                    $0.posted.sqlValue,
                ]
            })
    }

    /// When a run ends: its postings become one per lot, dated by the last that the lot paid, since a lot may have lapsed before the end.
    package func mergePostings(of run: Run.ID, in organization: Organization.ID) throws {
        let sums = try transaction.rows(
            "SELECT lot, SUM(credits), MAX(posted) FROM posting WHERE organization = \(organization) AND run = \(run) GROUP BY lot")
        guard !sums.isEmpty else { return }
        let merged = try sums.map {
            Posting(
                organization: organization, run: run, sequence: 0, lot: Lot.ID(rawValue: try $0.integer(0)), credits: try $0.credits(1),
                posted: try $0.timestamp(2))
        }
        try transaction.execute("DELETE FROM posting WHERE organization = \(organization) AND run = \(run)")
        try post(merged)
    }

    // MARK: Charge lines

    package struct ChargeLine: Hashable, Sendable {
        package var organization: Organization.ID
        package var run: Run.ID
        package var day: String
        package var period: Timestamp
        package var moduleId: Int64
        package var module: String
        package var kind: ChargeKind
        package var rule: String
        package var card: String
        package var usage: Usage
        /// Milliseconds that the module worked.
        package var duration: Int64

        package init(
            organization: Organization.ID, run: Run.ID, day: String, period: Timestamp, moduleId: Int64, module: String, kind: ChargeKind,
            rule: String,
            card: String, usage: Usage = Usage(), duration: Int64 = 0
        ) {
            self.organization = organization
            self.run = run
            self.day = day
            self.period = period
            self.moduleId = moduleId
            self.module = module
            self.kind = kind
            self.rule = rule
            self.card = card
            self.usage = usage
            self.duration = duration
        }
    }

    package func add(_ lines: [ChargeLine]) throws {
        try transaction.batch(
            """
            INSERT INTO charge_line (organization, run, day, period, module_id, module, kind, rule, card, operations, credits, transfer, errors, warnings,
                duration) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            lines.map {
                [
                    $0.organization.sqlValue, $0.run.sqlValue, $0.day.sqlValue, $0.period.sqlValue, $0.moduleId.sqlValue,
                    $0.module.sqlValue,
                    $0.kind.rawValue.sqlValue, $0.rule.sqlValue, $0.card.sqlValue, $0.usage.operations.sqlValue, $0.usage.credits.sqlValue,
                    $0.usage.transfer.sqlValue, $0.usage.errors.sqlValue, $0.usage.warnings.sqlValue, $0.duration.sqlValue,
                ]
            })
    }

    package func lines(of run: Run.ID, in organization: Organization.ID) throws -> [ChargeLine] {
        try transaction.rows(
            """
            SELECT day, period, module_id, module, kind, rule, card, operations, credits, transfer, errors, warnings, duration FROM charge_line
            WHERE organization = \(organization) AND run = \(run) ORDER BY module_id, kind, day
            """
        ).map {
            ChargeLine(
                organization: organization, run: run, day: try $0.text(0), period: try $0.timestamp(1), moduleId: try $0.integer(2),
                module: try $0.text(3), kind: ChargeKind(rawValue: try $0.integer(4)) ?? .action, rule: try $0.text(5),
                card: try $0.text(6),
                usage: Usage(
                    operations: try $0.integer(7), credits: try $0.credits(8), transfer: try $0.integer(9), errors: try $0.integer(10),
                    warnings: try $0.integer(11)), duration: try $0.integer(12))
        }
    }

    static let lotColumns = "id, kind, priority, granted, used, adjusted, effective, expires, created"

    func lot(_ row: Row) throws -> Lot {
        Lot(
            id: Lot.ID(rawValue: try row.integer(0)), kind: Lot.Kind(rawValue: try row.integer(1)) ?? .adjustment,
            priority: try row.integer(2),
            granted: try row.optionalInteger(3).map(Credits.init(centicredits:)), used: try row.credits(4),
            adjusted: try row.credits(5), effective: Instant(milliseconds: try row.integer(6)),
            expires: try row.optionalInteger(7).map(Instant.init(milliseconds:)), created: Instant(milliseconds: try row.integer(8)))
    }
}
