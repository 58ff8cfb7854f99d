package import Ledger
import StorageCore
package import Stores
package import Values

/// The days and billing periods of an organization: past ones as they were, coming ones by its zone and anchor.
package struct OrganizationClock: Sendable {
    /// The zones that held, each from an instant on.
    private let zones: [(effective: Timestamp, zone: Zone)]
    /// Never empty; each begins where the one before ends.
    private let periods: [BillingPeriod]
    private let calendar: BillingCalendar

    package init(organization: Organization, zones: [(effective: Timestamp, zone: String)], periods: [BillingPeriod], plan: Plan) {
        let current = Zone(organization.zone) ?? .utc
        self.zones = zones.isEmpty ? [(Timestamp(milliseconds: 0), current)] : zones.map { ($0.effective, Zone($0.zone) ?? .utc) }
        calendar = BillingCalendar(anchor: Instant(organization.anchor), zone: current, months: plan.periodMonths)
        self.periods =
            periods.isEmpty
            ? [BillingPeriod(number: 0, start: Instant(organization.periodStart), end: Instant(organization.periodEnd))] : periods
    }

    init(_ organization: Organization, plan: Plan, _ transaction: any Transaction) throws {
        self.init(
            organization: organization, zones: try IdentityStore(transaction).zones(of: organization.id),
            periods: try LedgerStore(transaction).periods(of: organization.id), plan: plan)
    }

    package var zone: Zone { zones[zones.count - 1].zone }

    package func zone(at instant: Timestamp) -> Zone { (zones.last { $0.effective <= instant } ?? zones[0]).zone }

    package func day(containing instant: Timestamp) -> LocalDay { zone(at: instant).day(containing: Instant(instant)) }

    /// The instants of a day, in milliseconds, by the zones that held when it began and ended.
    package func span(of day: LocalDay) -> Range<Int64> {
        func start(_ day: LocalDay) -> Int64 {
            let guess = zone.start(of: day)
            return zone(at: Timestamp(guess)).start(of: day).milliseconds
        }
        let first = start(day)
        return first..<max(first, start(day.adding(days: 1)))
    }

    /// The period of an instant; one that isn't open yet follows from the last that is.
    package func period(containing instant: Timestamp) -> BillingPeriod {
        if let known = periods.last(where: { $0.start <= Instant(instant) }), known.contains(Instant(instant)) { return known }
        return pending(at: instant).last ?? periods[0]
    }

    /// Periods that ought to be open at `instant` and are not.
    package func pending(at instant: Timestamp) -> [BillingPeriod] {
        var pending: [BillingPeriod] = []
        var last = periods[periods.count - 1]
        while last.end <= Instant(instant) {
            last = BillingPeriod(number: last.number + 1, start: last.end, end: calendar.period(containing: last.end).end)
            pending.append(last)
        }
        return pending
    }

    package func slot(of instant: Timestamp) -> UsageSlot {
        let period = period(containing: instant)
        return UsageSlot(
            quarter: QuarterHour(containing: Instant(instant)), day: day(containing: instant).description, period: Timestamp(period.start),
            periodEnd: Timestamp(period.end))
    }
}

/// Where an instant's usage is counted.
package struct UsageSlot: Hashable, Sendable {
    package var quarter: QuarterHour
    package var day: String
    package var period: Timestamp
    package var periodEnd: Timestamp

    /// Days of any zone begin at the border of a quarter of an hour; a period begins at any instant.
    package func contains(_ instant: Timestamp) -> Bool {
        QuarterHour(containing: Instant(instant)) == quarter && period <= instant && instant < periodEnd
    }
}

extension Instant {
    package init(_ timestamp: Timestamp) { self.init(milliseconds: timestamp.milliseconds) }
}

extension Timestamp {
    package init(_ instant: Instant) { self.init(milliseconds: instant.milliseconds) }
}
