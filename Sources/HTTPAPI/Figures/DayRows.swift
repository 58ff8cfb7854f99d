import Ledger
import StorageCore
import Stores

/// Days of usage, with those on which nothing happened.
enum DayRows {
    /// The last `count` days up to today, oldest first.
    static func last(
        _ count: Int, of figures: (organization: Organization.ID, zone: Zone, now: Instant), scenario: Scenario.ID? = nil,
        _ transaction: any Transaction
    ) throws
        -> [(day: LocalDay, usage: UsageStore.DayUsage?)]
    {
        let today = figures.zone.day(containing: figures.now)
        let days = (0..<count).map { today.adding(days: $0 - count + 1) }
        return try rows(days, of: figures.organization, scenario: scenario, transaction)
    }

    static func rows(_ days: [LocalDay], of organization: Organization.ID, scenario: Scenario.ID? = nil, _ transaction: any Transaction)
        throws
        -> [(day: LocalDay, usage: UsageStore.DayUsage?)]
    {
        guard let first = days.first, let last = days.last else { return [] }
        let used = try UsageStore(transaction).days(of: organization, scenario: scenario, first: first.description, last: last.description)
        let byDay = Dictionary(used.map { ($0.day, $0) }) { first, _ in first }
        return days.map { ($0, byDay[$0.description]) }
    }
}

extension UsageStore.DayUsage? {
    var credits: Credits { self?.usage.credits ?? .zero }
    var operations: Int64 { self?.usage.operations ?? 0 }
    var transfer: Int64 { self?.usage.transfer ?? 0 }
    var runs: Int64 { self?.runs ?? 0 }
    var runErrors: Int64 { self?.runErrors ?? 0 }
}
