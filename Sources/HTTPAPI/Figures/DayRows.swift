import Ledger
import StorageCore
import Stores

/// Days of usage, with those on which nothing happened.
enum DayRows {
    typealias Row = (day: LocalDay, usage: UsageStore.DayUsage?)

    /// The last `count` days up to today, oldest first.
    static func last(
        _ count: Int, of figures: (organization: Organization.ID, zone: Zone, now: Instant), scenario: Scenario.ID? = nil,
        _ transaction: any Transaction
    ) throws -> [Row] {
        let today = figures.zone.day(containing: figures.now)
        let days = (0..<count).map { today.adding(days: $0 - count + 1) }
        return try rows(days, of: figures.organization, scenario: scenario, transaction)
    }

    static func rows(_ days: [LocalDay], of organization: Organization.ID, scenario: Scenario.ID? = nil, _ transaction: any Transaction)
        throws -> [Row]
    {
        guard let first = days.first, let last = days.last else { return [] }
        let used = try UsageStore(transaction).days(of: organization, scenario: scenario, first: first.description, last: last.description)
        let byDay = Dictionary(used.map { ($0.day, $0) }) { first, _ in first }
        return days.map { ($0, byDay[$0.description]) }
    }
}

extension DayRows {
    /// The days of the running period up to today, which add up to `total`, the period's. A period begins in the middle of a day, and days are
    /// kept whole: what the first has of this period is what the others leave of its total.
    static func ofPeriod(
        _ figures: PeriodFigures, scenario: Scenario.ID? = nil, total: UsageStore.ScenarioUsage, _ transaction: any Transaction
    ) throws -> [Row] {
        var rows = try rows(figures.days, of: figures.organization.id, scenario: scenario, transaction)
        guard var first = rows.first?.usage else { return rows }
        let others = rows.dropFirst().compactMap(\.usage)
        first.usage.credits = max(.zero, total.usage.credits - others.lazy.map(\.usage.credits).sum())
        first.usage.operations = max(0, total.usage.operations - others.reduce(0) { $0 + $1.usage.operations })
        first.usage.transfer = max(0, total.usage.transfer - others.reduce(0) { $0 + $1.usage.transfer })
        first.runs = max(0, total.runs - others.reduce(0) { $0 + $1.runs })
        first.runErrors = max(0, total.runErrors - others.reduce(0) { $0 + $1.runErrors })
        first.manualTest = min(first.manualTest, first.usage.credits)
        first.retry = min(first.retry, first.usage.credits)
        rows[0].usage = first
        return rows
    }
}

extension UsageStore.DayUsage? {
    var credits: Credits { self?.usage.credits ?? .zero }
    var operations: Int64 { self?.usage.operations ?? 0 }
    var transfer: Int64 { self?.usage.transfer ?? 0 }
    var runs: Int64 { self?.runs ?? 0 }
    var runErrors: Int64 { self?.runErrors ?? 0 }
}
