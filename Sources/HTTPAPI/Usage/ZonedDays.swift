import Engine
import Ledger
import StorageCore
import Stores
import Values

/// The days of the running period by the clocks of another zone than the organization's (decision 19): from quarters of an hour, which
/// are kept for 62 days and know neither runs nor origins.
struct ZonedDays {
    let figures: PeriodFigures
    let zone: Zone
    let transaction: any Transaction

    private static let most = Int(Retention.quarterDays)

    var period: Record {
        var record = figures.periodRecord
        record["zone"] = zone.identifier
        record["running"] = zone.day(containing: Instant(figures.now)).description
        return record
    }

    func records() throws -> [Record] {
        let all = figures.period.days(in: zone, upTo: Instant(figures.now))
        let days = Array(all.suffix(Self.most))
        guard let first = days.first else { return [] }
        var usage = try usage(from: max(zone.start(of: first), figures.period.start))
        // A period begins within a quarter: what the first day has of it is what the others leave of the period's total.
        if all.count == days.count {
            usage[first] = Self.rest(figures.used, of: usage[first], usage.filter { $0.key != first }.map(\.value.total))
        }
        let names = try ScenarioStore(transaction).names(of: figures.organization.id)
        return days.map { record($0, usage[$0] ?? Day(), names) }
    }

    private struct Day {
        var total = Usage()
        var scenarios: [Scenario.ID: Credits] = [:]
    }

    private func usage(from start: Instant) throws -> [LocalDay: Day] {
        let rows = try UsageStore(transaction).quarters(
            of: figures.organization.id, first: QuarterHour(containing: start), last: QuarterHour(containing: Instant(figures.now)))
        var days: [LocalDay: Day] = [:]
        for row in rows {
            // The quarter in which the period began belongs to its first day, whatever the clocks say at its border.
            let day = zone.day(containing: max(row.quarter.start, start))
            days[day, default: Day()].total += row.usage
            days[day]?.scenarios[row.scenario, default: .zero] += row.usage.credits
        }
        return days
    }

    private static func rest(_ total: Usage, of day: Day?, _ others: [Usage]) -> Day {
        var rest = day ?? Day()
        rest.total.credits = max(.zero, total.credits - others.map(\.credits).sum())
        rest.total.operations = max(0, total.operations - others.reduce(0) { $0 + $1.operations })
        rest.total.transfer = max(0, total.transfer - others.reduce(0) { $0 + $1.transfer })
        return rest
    }

    private func record(_ day: LocalDay, _ usage: Day, _ names: [Scenario.ID: (name: String, deleted: Bool)]) -> Record {
        let top = usage.scenarios.filter { $0.value > .zero }.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return [
            "date": day.description, "centicredits": usage.total.credits, "operations": usage.total.operations,
            "transfer": usage.total.transfer, "runs": nil, "errors": nil, "manualTest": nil, "retry": nil,
            "running": day == zone.day(containing: Instant(figures.now)),
            "top": top.map {
                ["scenarioId": $0.key, "name": names[$0.key]?.name ?? "", "centicredits": min($0.value, usage.total.credits)] as Record
            },
        ]
    }
}
