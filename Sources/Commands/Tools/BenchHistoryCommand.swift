import StorageCore
import ArgumentParser
import Automation
import Engine
import Foundation
import Ledger
import Stores
import Values

/// Writes runs in the form in which they end, books and all: what is measured on a long history needs one.
struct BenchHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-history", abstract: "Fill a data folder with runs in their final form.", shouldDisplay: false)

    @OptionGroup var folder: DataOptions
    @OptionGroup var output: JSONFlag
    @Option(help: "How many runs.") var runs = 10_000
    @Option(help: "Operations of each.") var operations = 5
    @Option(help: "Days over which they are spread, up to now.") var days = 28
    @Option(help: "Scenarios that they are of.") var scenarios = 20

    func run() async throws {
        let (runs, operations, days, count) = (runs, operations, days, scenarios)
        let printed = try await Installation.with(folder, change: { $0.upkeepMilliseconds = .max / 4 }) { installation in
            let team = try await installation.team(nil)
            let text = BenchBlueprint.text(.pure, peer: "")
            var scenarios: [Scenario] = []
            for _ in 0..<count {
                scenarios.append(
                    try await installation.scenarios.create(
                        blueprint: Array(text.utf8), team: team.id, organization: team.organization, author: nil
                    ).scenario)
            }
            let books = try await installation.engine.registry.books(of: team.organization, at: installation.engine.now())
            let writer = HistoryWriter(
                scenarios: scenarios, clock: books.clock, card: installation.engine.rates.cards[0], operations: operations,
                lot: try await installation.storage.read { try LedgerStore($0).lots(of: team.organization) }[0].id,
                first: installation.engine.now().milliseconds - Int64(days) * Instant.millisecondsPerDay,
                step: Int64(days) * Instant.millisecondsPerDay / Int64(max(1, runs)))
            let batch = max(1, min(5_000, 500_000 / max(1, operations)))
            for start in stride(from: 0, to: runs, by: batch) {
                try await installation.storage.write { try writer.write(start..<min(runs, start + batch), $0) }
            }
            return CommandOutput(["runs": .number("\(runs)"), "operations": .number("\(runs * operations)")])
        }
        Terminal.print(printed)
    }
}

private struct HistoryWriter: Sendable {
    let scenarios: [Scenario]
    let clock: OrganizationClock
    let card: RateCard
    let operations: Int
    let lot: Lot.ID
    let first: Int64
    /// Milliseconds from one run to the next.
    let step: Int64

    private static let modules = [
        (1, "util:SetVariable2"), (2, "util:ComposeTransformer"), (3, "util:Switcher"), (4, "json:CreateJSON"),
        (5, "util:ComposeTransformer"),
    ]

    func write(_ numbers: Range<Int>, _ transaction: any Transaction) throws {
        var usage: [UsageKey: Usage] = [:]
        var counts: [RunCount: (runs: Int64, errors: Int64, duration: Int64)] = [:]
        var written = Written()
        for number in numbers { add(number, &written, &usage, &counts) }
        let (store, ledger) = (RunStore(transaction), LedgerStore(transaction))
        let worker = WorkerName(folder: "history")
        try store.add(
            written.runs, inputs: written.runs.map { _ in nil }, receivedTransfer: written.runs.map { _ in 0 }, worker: worker,
            lease: Timestamp(milliseconds: 0))
        try store.addSegments(written.segments)
        try store.advance(written.runs.map { RunStore.Advance(run: $0) })
        try ledger.use([(scenarios[0].organization, lot, written.postings.map(\.credits).sum())])
        try ledger.post(written.postings)
        try ledger.add(written.lines)
        try UsageStore(transaction).add(usage)
        try UsageStore(transaction).count(counts)
    }

    private struct Written {
        var runs: [Run] = []
        var segments: [(organization: Organization.ID, run: Run.ID, sequence: Int64, segment: Segment)] = []
        var postings: [LedgerStore.Posting] = []
        var lines: [LedgerStore.ChargeLine] = []
    }

    private func add(
        _ number: Int, _ written: inout Written, _ usage: inout [UsageKey: Usage],
        _ counts: inout [RunCount: (runs: Int64, errors: Int64, duration: Int64)]
    ) {
        let scenario = scenarios[number % scenarios.count]
        let at = Timestamp(milliseconds: first + Int64(number) * step)
        let slot = clock.slot(of: at)
        var run = Run(
            id: RunID.make(at: at.milliseconds), organization: scenario.organization, team: scenario.team, scenario: scenario.id,
            version: 1,
            state: .success, origin: .schedule, author: nil, options: RunOptions(), started: at, ended: at, operations: Int64(operations),
            credits: Credits(Int64(operations)), transfer: 0, segments: 0, epoch: 1, failure: nil)
        var perModule = [Int64](repeating: 0, count: Self.modules.count)
        var encoder = SegmentEncoder(first: 0)
        for ordinal in 0..<operations {
            let index = ordinal % Self.modules.count
            perModule[index] += 1
            if encoder.isFull { close(&encoder, next: Int64(ordinal), &run, &written) }
            encoder.append(
                JournalEntry(
                    moduleId: Self.modules[index].0, kind: .action, operations: 1, credits: Credits(1), rule: "operation",
                    card: card.id.rawValue,
                    startedAt: at, endedAt: at, keepsOutput: false))
        }
        if !encoder.isEmpty { close(&encoder, next: Int64(operations), &run, &written) }
        for (index, module) in Self.modules.enumerated() where perModule[index] > 0 {
            let used = Usage(operations: perModule[index], credits: Credits(perModule[index]), transfer: 0)
            let key = UsageKey(
                organization: run.organization, day: slot.day, period: slot.period, quarter: slot.quarter.index, scenario: run.scenario,
                team: run.team, moduleId: Int64(module.0), module: module.1, kind: .action, origin: run.origin)
            usage[key, default: Usage()] += used
            written.lines.append(
                LedgerStore.ChargeLine(
                    organization: run.organization, run: run.id, day: slot.day, period: slot.period, moduleId: Int64(module.0),
                    module: module.1,
                    kind: .action, rule: "operation", card: card.id.rawValue, usage: used))
        }
        written.postings.append(
            LedgerStore.Posting(organization: run.organization, run: run.id, sequence: 0, lot: lot, credits: run.credits, posted: at))
        let count = RunCount(
            organization: run.organization, day: slot.day, period: slot.period, scenario: run.scenario, team: run.team, origin: run.origin)
        let before = counts[count] ?? (0, 0, 0)
        counts[count] = (before.runs + 1, before.errors, before.duration)
        written.runs.append(run)
    }

    private func close(_ encoder: inout SegmentEncoder, next: Int64, _ run: inout Run, _ written: inout Written) {
        written.segments.append((run.organization, run.id, run.segments, encoder.finish()))
        run.segments += 1
        encoder = SegmentEncoder(first: next)
    }
}
