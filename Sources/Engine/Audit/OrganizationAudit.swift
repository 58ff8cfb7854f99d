import Automation
import Ledger
import StorageCore
import Stores
import Values

/// The audit of one organization, on one state of the database.
struct OrganizationAudit {
    private let transaction: any Transaction
    private let organization: Organization
    private let rates: RateCards
    private let clock: OrganizationClock
    private let store: AuditStore
    private var report: AuditReport
    private var days: [AuditStore.RollUpKey: Usage] = [:]
    private var periods: [AuditStore.RollUpKey: Usage] = [:]
    private var quarters: [String: Credits] = [:]
    private var runDays: [String: Int64] = [:]
    private var runPeriods: [String: Int64] = [:]
    private var charged = Credits.zero
    /// Days before this one have lost runs: their seals prove them.
    private let keptFrom: String
    private let plan: Plan

    /// Runs looked at in one go.
    private static let page = 200

    init(_ transaction: any Transaction, _ organization: Organization, rates: RateCards, plans: Plans) throws {
        self.transaction = transaction
        self.organization = organization
        self.rates = rates
        plan = plans.plan(of: organization)
        clock = try OrganizationClock(organization, plan: plan, transaction)
        keptFrom = try RetentionStore(transaction).keptFrom(of: organization.id) ?? ""
        store = AuditStore(transaction)
        report = AuditReport(organization: organization.id, name: organization.name)
    }

    mutating func run() throws -> AuditReport {
        var last: Run.ID?
        while true {
            let runs = try store.runs(of: organization.id, after: last, limit: Self.page)
            guard let final = runs.last else { break }
            let postings = try store.postings(of: runs.map(\.id), in: organization.id)
            for run in runs { try audit(run, posted: postings[run.id] ?? .zero) }
            last = final.id
        }
        try compareRollUps()
        try compareLots()
        try checkSeals()
        report.firstDay = days.keys.map(\.slot).filter { $0 >= keptFrom }.min()
        return report
    }

    // MARK: Runs

    private mutating func audit(_ run: Run, posted: Credits) throws {
        report.runs += 1
        var total = Usage()
        var recomputed: [LineKey: Usage] = [:]
        var ordinal: Int64 = 0
        var sequence: Int64 = 0
        let modules = try moduleNames(of: run)
        while sequence < run.segments {
            let segments = try RunStore(transaction).segments(of: run.id, in: organization.id, from: sequence, limit: 64, bundles: false)
            guard !segments.isEmpty else {
                report.find("run \(run.id): segment \(sequence) of \(run.segments) is missing")
                break
            }
            for segment in segments {
                report.expect(segment.first, ordinal, "run \(run.id): the first operation of a segment")
                var reader = try SegmentReader(operations: segment.operations, bundles: nil, count: segment.count)
                while let entry = try reader.next() {
                    count(entry, of: run, module: modules[entry.moduleId] ?? "", &total, &recomputed)
                    ordinal += 1
                }
            }
            sequence += Int64(segments.count)
        }
        report.expect(run.operations, total.operations, "run \(run.id): operations against its journal")
        report.expect(run.credits, total.credits, "run \(run.id): credits against its journal")
        report.expect(run.transfer, total.transfer, "run \(run.id): transfer against its journal")
        report.expect(posted, total.credits, "run \(run.id): postings against its journal")
        report.operations += ordinal
        charged += total.credits
        if let ended = run.ended { try compareLines(run, recomputed, endedAt: ended) }
    }

    private struct LineKey: Hashable {
        var day: String
        var moduleId: Int64
        var kind: Int64
        var rule: String
    }

    private mutating func count(_ entry: JournalEntry, of run: Run, module: String, _ total: inout Usage, _ lines: inout [LineKey: Usage]) {
        price(entry, run)
        let used = Usage(
            operations: entry.operations, credits: entry.credits, transfer: entry.transfer, errors: entry.status == .error ? 1 : 0,
            warnings: entry.status == .warning ? 1 : 0)
        total += used
        let slot = clock.slot(of: entry.endedAt)
        var key = AuditStore.RollUpKey(
            slot: slot.day, scenario: run.scenario, moduleId: Int64(entry.moduleId), module: module, kind: entry.kind.rawValue,
            origin: run.origin.rawValue, team: run.team)
        days[key, default: Usage()] += used
        key.slot = "\(slot.period.milliseconds)"
        periods[key, default: Usage()] += used
        quarters["\(slot.quarter.index)/\(run.scenario)", default: .zero] += entry.credits
        lines[LineKey(day: slot.day, moduleId: Int64(entry.moduleId), kind: entry.kind.rawValue, rule: entry.rule), default: Usage()] +=
            used
    }

    /// The price again, by the rule that the entry names.
    private mutating func price(_ entry: JournalEntry, _ run: Run) {
        guard let rule = rates.card(RateCard.ID(rawValue: entry.card))?.rule(RateRule.ID(rawValue: entry.rule)) else {
            return report.find(
                "run \(run.id): module \(entry.moduleId) was charged by the unknown rule '\(entry.rule)' of card '\(entry.card)'")
        }
        // What was refused before it began is written down with no operation, and costs nothing.
        let refused = entry.status == .error && entry.operations == 0 && entry.credits == .zero
        guard rule.formula.isKnownBeforehand, rule.formula != .asDescribed, !refused else { return }
        let price = rule.formula.price(of: MeteredUsage()).roundedUp
        report.expect(entry.credits, price, "run \(run.id): module \(entry.moduleId) by rule '\(entry.rule)'")
    }

    private mutating func compareLines(_ run: Run, _ recomputed: [LineKey: Usage], endedAt: Timestamp) throws {
        let slot = clock.slot(of: endedAt)
        runDays["\(slot.day)/\(run.scenario)", default: 0] += 1
        runPeriods["\(slot.period.milliseconds)/\(run.scenario)", default: 0] += 1
        var written: [LineKey: Usage] = [:]
        for line in try LedgerStore(transaction).lines(of: run.id, in: organization.id) {
            written[LineKey(day: line.day, moduleId: line.moduleId, kind: line.kind.rawValue, rule: line.rule), default: Usage()] +=
                line.usage
        }
        report.expect(written, recomputed, "run \(run.id): charge lines against its journal")
    }

    // MARK: Sums

    private mutating func compareRollUps() throws {
        compare(try store.rollUp("day", of: organization.id), days, "by day", from: keptFrom)
        let from = try firstWholePeriod()
        compare(try store.rollUp("period", of: organization.id), periods, "by period", from: from)
        let written = try store.quarters(of: organization.id)
        let quarter = try firstWholeQuarter(written)
        for key in Set(written.keys).union(quarters.keys) where written[key] ?? .zero != quarters[key] ?? .zero {
            guard Int64(key.prefix { $0 != "/" }) ?? 0 >= quarter else { continue }
            report.expect(written[key] ?? .zero, quarters[key] ?? .zero, "credits in quarter and scenario \(key)")
        }
        for (slot, counted, first) in [("day", runDays, keptFrom), ("period", runPeriods, from)] {
            let written = try store.runCounts(slot, of: organization.id)
            for key in Set(written.keys).union(counted.keys) where key.prefix(while: { $0 != "/" }) >= first {
                report.expect(written[key] ?? 0, counted[key] ?? 0, "runs in \(slot) and scenario \(key)")
            }
        }
        // What can't be recomputed any more still adds up: each charge is in a day and in a period.
        let (byDay, byPeriod) = (try store.allTime("day", of: organization.id), try store.allTime("period", of: organization.id))
        for key in Set(byDay.keys).union(byPeriod.keys) {
            report.expect(byDay[key] ?? Usage(), byPeriod[key] ?? Usage(), "all days against all periods, \(key)")
        }
        report.credits = charged
        allTime = byDay.values.lazy.map(\.credits).sum()
    }

    private var allTime = Credits.zero

    /// The start of the first period that lost no run, as text; all texts of starts have the same length.
    private func firstWholePeriod() throws -> String {
        guard let day = LocalDay(parsing: keptFrom) else { return "" }
        let instant = Timestamp(milliseconds: clock.span(of: day).lowerBound)
        let period = clock.period(containing: instant)
        return "\(period.start.milliseconds >= instant.milliseconds ? period.start.milliseconds : period.end.milliseconds)"
    }

    private func firstWholeQuarter(_ written: [String: Credits]) throws -> Int64 {
        // Quarters go after a while by themselves; what is left begins somewhere, and is whole from there on.
        let oldest = written.keys.compactMap { Int64($0.prefix { $0 != "/" }) }.min() ?? .max
        guard let day = LocalDay(parsing: keptFrom) else { return quartersWereRemoved ? oldest : 0 }
        let kept = QuarterHour(containing: Instant(milliseconds: clock.span(of: day).lowerBound)).index
        return max(kept, quartersWereRemoved ? oldest : 0)
    }

    /// Whether the organization is older than quarters are kept.
    private var quartersWereRemoved: Bool {
        let first = days.keys.map(\.slot).min().flatMap(LocalDay.init(parsing:))
        let last = days.keys.map(\.slot).max().flatMap(LocalDay.init(parsing:))
        guard let first, let last else { return false }
        return last.number - first.number >= Int(Retention.quarterDays) - 1
    }

    private mutating func compare(
        _ written: [AuditStore.RollUpKey: Usage], _ recomputed: [AuditStore.RollUpKey: Usage], _ what: String, from first: String
    ) {
        for key in Set(written.keys).union(recomputed.keys) where key.slot >= first {
            report.expect(written[key] ?? Usage(), recomputed[key] ?? Usage(), "usage \(what), \(key)")
        }
    }

    private mutating func compareLots() throws {
        let postings = try store.postingsPerLot(of: organization.id)
        let entries = try store.entriesPerLot(of: organization.id)
        var used = Credits.zero
        for lot in try LedgerStore(transaction).lots(of: organization.id) {
            report.expect(lot.used, postings[lot.id] ?? .zero, "lot \(lot.id): used against its postings")
            report.expect(lot.adjusted, entries[lot.id] ?? .zero, "lot \(lot.id): adjusted against its entries")
            used += lot.used
        }
        report.expect(used, charged + (try store.postedForRunsThatAreGone(of: organization.id)), "all lots against all charges")
        report.expect(used, allTime, "all lots against the usage of all days")
        for purchase in try store.purchasesWithoutTheirLot(of: organization.id) {
            report.find("purchase \(purchase): what was paid and what was granted differ")
        }
    }

    private mutating func checkSeals() throws {
        var previous = ""
        for seal in try store.seals(of: organization.id) {
            report.expect(seal.previous, previous, "seal of \(seal.day): the day before")
            report.expect(seal.hash, Auditor.hash(seal.content, day: seal.day, previous: seal.previous), "seal of \(seal.day): its hash")
            let withRules = seal.day >= keptFrom
            let span = LocalDay(parsing: seal.day).map { clock.span(of: $0) } ?? 0..<0
            let sums = try store.sums(of: organization.id, day: seal.day, span: span, withRules: withRules)
            let sealed = seal.content.split(separator: "\n", omittingEmptySubsequences: false).filter {
                withRules || !$0.hasPrefix("rule ")
            }
            report.expect(sealed.joined(separator: "\n"), sums.joined(separator: "\n"), "seal of \(seal.day): the day's sums")
            previous = seal.hash
            report.seals += 1
        }
    }

    private var names: [Int64: [Int: String]] = [:]

    /// Module names of the blueprint that a run ran; the journal names modules by id.
    private mutating func moduleNames(of run: Run) throws -> [Int: String] {
        let key = run.scenario.rawValue << 24 | run.version
        if let known = names[key] { return known }
        guard let text = try ScenarioStore(transaction).blueprint(of: run.scenario, version: run.version) else { return [:] }
        var found: [Int: String] = [:]
        let blueprint = try Blueprint(parsing: Array(text.utf8))
        var waiting = blueprint.flow
        while let module = waiting.popLast() {
            found[module.id] = module.module
            waiting += module.routes.flatMap(\.flow) + module.branches.flatMap(\.flow) + module.onerror + module.tools.flatMap(\.flow)
        }
        names[key] = found
        return found
    }
}
