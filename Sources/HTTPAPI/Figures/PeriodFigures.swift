import Engine
import Ledger
import StorageCore
import Stores
import Values

/// What an organization has used and has left in its running billing period: the same figures in every view, since every view asks here.
struct PeriodFigures {
    let organization: Organization
    let plan: Plan
    let zone: Zone
    let period: BillingPeriod
    let used: Usage
    let usedFromPlan: Credits
    /// Those that hold now.
    let lots: [Lot]
    let allLots: [Lot]
    let now: Timestamp

    init(of organization: Organization, _ books: OrganizationBooks, at now: Timestamp, _ transaction: any Transaction) throws {
        self.organization = organization
        self.now = now
        plan = books.plan
        zone = books.zone
        period = books.period(containing: now)
        used = try UsageStore(transaction).total(of: organization.id, period: Timestamp(period.start))
        allLots = try LedgerStore(transaction).lots(of: organization.id)
        lots = allLots.filter { $0.isValid(at: Instant(now)) }
        let plan = lots.lazy.filter { $0.kind == .plan }.map(\.used).sum()
        usedFromPlan = min(plan, used.credits)
    }

    var usedFromExtra: Credits { used.credits - usedFromPlan }
    var extraTotal: Credits { lots.lazy.filter { $0.kind != .plan }.compactMap(\.total).sum() }
    /// What was granted of the plan for this period, with what rolled over: a plan that was changed since then has another number.
    var planTotal: Credits? {
        let ofPlan = lots.filter { $0.kind == .plan }
        return ofPlan.contains { $0.granted == nil } ? nil : ofPlan.compactMap(\.total).sum()
    }
    var total: Credits? { planTotal.map { $0 + extraTotal } }
    var debt: Credits { allLots.lazy.map(\.debt).sum() }
    var leftOfPlan: Credits? { lots.filter { $0.kind == .plan }.available(at: Instant(now)) }
    var leftOfExtra: Credits { lots.filter { $0.kind != .plan }.compactMap(\.remaining).sum() }
    var left: Credits? { lots.available(at: Instant(now)) }

    var start: Timestamp { Timestamp(period.start) }
    var today: LocalDay { zone.day(containing: Instant(now)) }
    /// Days of the period up to today, of which the last is running.
    var days: [LocalDay] { period.days(in: zone, upTo: Instant(now)) }

    var periodRecord: Record {
        [
            "start": start, "end": Timestamp(period.end), "resetsAt": Timestamp(period.end), "daysLeft": period.daysLeft(at: Instant(now)),
            "zone": zone.identifier, "running": today.description,
        ]
    }

    var averageDaily: Credits { UsageFigures.averageDaily(used.credits, from: period.start, to: Instant(now)) }

    func last7Days(_ transaction: any Transaction) throws -> Credits {
        let first = today.adding(days: -6)
        let days = try UsageStore(transaction).days(of: organization.id, first: first.description, last: today.description)
        return UsageFigures.last7Days(
            days.compactMap { day in LocalDay(parsing: day.day).map { ($0, day.usage.credits) } }, zone: zone,
            since: Instant(organization.created), now: Instant(now))
    }
}

extension Lot {
    /// What it had in all: the grant with what entries gave and took. `nil` is no limit.
    var total: Credits? { granted.map { $0 + adjusted } }
}
