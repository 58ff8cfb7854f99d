import Automation
import Ledger
import Stores
import Values

/// Adds up what a run's operations cost, where the roll-ups and the charge lines want it.
struct RunMeter {
    private let run: Run
    private let books: OrganizationBooks
    private(set) var usage: [UsageKey: Usage] = [:]
    private(set) var credits = Credits.zero
    private var lines: [LineKey: LedgerStore.ChargeLine] = [:]
    private var slot: UsageSlot?
    private var clock = -1

    private struct LineKey: Hashable {
        var day: String
        var period: Timestamp
        var moduleId: Int64
        var kind: ChargeKind
        var rule: String
    }

    init(run: Run, books: OrganizationBooks) {
        self.run = run
        self.books = books
    }

    /// Counts an operation that is to be charged with the next commit.
    mutating func charge(_ entry: JournalEntry, module: String) {
        let used = Self.used(entry)
        usage[key(of: entry, module: module), default: Usage()] += used
        credits += used.credits
        addLine(entry, module: module, used)
    }

    /// Counts one whose usage the recorder adds, as its outcome isn't known yet.
    mutating func chargeOwn(_ entry: JournalEntry, module: String, failed: Bool) {
        var used = Self.used(entry)
        if failed { used.errors = 1 }
        addLine(entry, module: module, used)
    }

    /// Counts one that an earlier commit charged: for the lines at the run's end only.
    mutating func replay(_ entry: JournalEntry, module: String) { addLine(entry, module: module, Self.used(entry)) }

    /// What the next commit charges; then it is counted anew.
    mutating func take() -> (usage: [UsageKey: Usage], credits: Credits) {
        defer {
            usage = [:]
            credits = .zero
        }
        return (usage, credits)
    }

    var chargeLines: [LedgerStore.ChargeLine] { Array(lines.values) }

    mutating func key(of entry: JournalEntry, module: String) -> UsageKey {
        let slot = slot(of: entry.endedAt)
        return UsageKey(
            organization: run.organization, day: slot.day, period: slot.period, quarter: slot.quarter.index, scenario: run.scenario,
            team: run.team,
            moduleId: Int64(entry.moduleId), module: module, kind: entry.kind, origin: run.origin)
    }

    mutating func count(endedAt: Timestamp) -> RunCount {
        let slot = slot(of: endedAt)
        return RunCount(
            organization: run.organization, day: slot.day, period: slot.period, scenario: run.scenario, team: run.team, origin: run.origin)
    }

    private static func used(_ entry: JournalEntry) -> Usage {
        Usage(
            operations: entry.operations, credits: entry.credits, transfer: entry.transfer, errors: entry.status == .error ? 1 : 0,
            warnings: entry.status == .warning ? 1 : 0)
    }

    private mutating func addLine(_ entry: JournalEntry, module: String, _ used: Usage) {
        let slot = slot(of: entry.endedAt)
        let key = LineKey(day: slot.day, period: slot.period, moduleId: Int64(entry.moduleId), kind: entry.kind, rule: entry.rule)
        var line =
            lines[key]
            ?? LedgerStore.ChargeLine(
                organization: run.organization, run: run.id, day: slot.day, period: slot.period, moduleId: key.moduleId, module: module,
                kind: key.kind,
                rule: entry.rule, card: entry.card)
        line.usage += used
        line.duration += max(0, entry.endedAt.milliseconds - entry.startedAt.milliseconds)
        lines[key] = line
    }

    private mutating func slot(of instant: Timestamp) -> UsageSlot {
        let current = books.clockNumber
        if let slot, clock == current, slot.contains(instant) { return slot }
        clock = current
        let fresh = books.slot(of: instant)
        slot = fresh
        return fresh
    }
}
