import Automation
import Ledger
import StorageCore
import Stores
import Values

/// What a group's transaction did.
struct GroupOutcome: Sendable {
    struct Books: Sendable {
        /// What was held for these runs' commits is on disk.
        var commits: [(run: Run, credits: Credits, transfer: Int64)] = []
        /// `nil` is no limit.
        var balance: Credits?
        var order: Int64 = 0
        /// What budgets bound, after this commit.
        var spent: [Budget.Scope: Credits] = [:]
    }

    struct RecordedRun: Sendable {
        var organization: Organization.ID
        var event: RunEvent
    }

    var answers: [Result<RunCommitAnswer, any Error>] = []
    var books: [Organization.ID: Books] = [:]
    var runs: [RecordedRun] = []
}

/// One group's transaction. A value made anew each time the closure runs, so that running it twice does no harm.
struct GroupWriting {
    private let transaction: any Transaction
    private let plans: Plans
    private let registry: OrganizationRegistry
    private let recordsCharges: Bool
    private let secrets: InstallationSecrets
    private let now: Timestamp
    private var outcome = GroupOutcome()
    private var usage: [UsageKey: Usage] = [:]
    private var segments: [(organization: Organization.ID, run: Run.ID, sequence: Int64, segment: Segment)] = []
    private var advances: [RunStore.Advance] = []
    private var postings: [LedgerStore.Posting] = []
    private var ended: [RunCommit] = []
    private var changes: [Organization.ID: LotChange] = [:]
    /// Commits with more to write than what nearly all have.
    private var following: [RunCommit] = []
    private var stops: [RunEndings.Stopped] = []

    init(
        _ transaction: any Transaction, plans: Plans, registry: OrganizationRegistry, recordsCharges: Bool = true,
        secrets: InstallationSecrets, at now: Timestamp
    ) {
        self.transaction = transaction
        self.plans = plans
        self.registry = registry
        self.recordsCharges = recordsCharges
        self.secrets = secrets
        self.now = now
    }

    mutating func write(_ group: [RunCommit]) throws -> GroupOutcome {
        let runs = Dictionary(grouping: group.map(\.run), by: \.organization).mapValues { Set($0.map(\.id)) }
        let epochs = try RunStore(transaction).epochs(of: runs)
        var charges: [Organization.ID: [RunCommit]] = [:]
        for var commit in group {
            guard epochs[commit.run.id] == commit.run.epoch else {
                outcome.answers.append(.failure(RunLost(run: commit.run.id)))
                continue
            }
            var answer = RunCommitAnswer()
            if let own = commit.own { answer.own = try carryOut(own, &commit) }
            // In the order of the commits: what the next cycle of the run changes must not be settled with this one.
            if let settlement = commit.settlement { try settle(settlement, &commit) }
            answer.failure = commit.run.failure
            try gather(commit)
            charges[commit.run.organization, default: []].append(commit)
            outcome.answers.append(.success(answer))
        }
        if recordsCharges { try charge(charges) }
        try RunStore(transaction).addSegments(segments)
        try RunStore(transaction).advance(advances)
        for commit in following { try FollowingWrites(transaction, secrets, at: now).write(commit) }
        try addLines()
        var endings = try RunEndings(transaction, secrets, of: ended, at: now)
        for commit in ended { if let stopped = try endings.write(commit) { stops.append(stopped) } }
        guard recordsCharges else { return outcome }
        try UsageStore(transaction).add(usage)
        try LedgerStore(transaction).post(postings)
        try end()
        for (organization, commits) in charges { try tell(organization, commits) }
        return outcome
    }

    // MARK: Parts

    private mutating func carryOut(_ own: OwnOperation, _ commit: inout RunCommit) throws -> OwnOutcome {
        let result = try OwnEffects(transaction, run: commit.run, at: now).perform(own)
        var entry = own.draft
        var used = Usage(operations: entry.operations, credits: entry.credits, transfer: entry.transfer)
        switch result {
        case .output(let bundles): entry.output = bundles
        case .failure(let failure):
            entry.status = .error
            entry.failure = failure
            used.errors = 1
        }
        commit.segment.append(entry)
        commit.run.operations += entry.operations
        commit.run.credits += entry.credits
        commit.run.transfer += entry.transfer
        commit.usage[own.key, default: Usage()] += used
        return result
    }

    private func settle(_ settlement: Settlement, _ commit: inout RunCommit) throws {
        let changed = try settlement.carryOut(for: commit.run, transaction)
        commit.run.failure?.add(changed, isConfidential: commit.isConfidential)
    }

    private mutating func gather(_ commit: RunCommit) throws {
        var run = commit.run
        if !commit.segment.isEmpty {
            var segment = commit.segment.finish()
            if commit.isConfidential { segment = try ConfidentialBundles(secrets, of: run.id, in: run.organization).seal(segment) }
            segments.append((run.organization, run.id, commit.sequence, segment))
            run.segments = commit.sequence + 1
        }
        var outputs: [UInt8]?
        if let end = commit.end {
            // What would go again at once is never written.
            if !end.settings.confidential {
                var bytes: [UInt8] = []
                ValueCodec.encode(.collection(end.outputs), into: &bytes)
                outputs = bytes
            }
            ended.append(commit)
        }
        if commit.writesMore { following.append(commit) }
        advances.append(RunStore.Advance(run: run, outputs: outputs, wake: commit.wake))
        for (key, used) in commit.usage { usage[key, default: Usage()] += used }
        outcome.runs.append(.init(organization: run.organization, event: RunEvent(run, usage: commit.usage)))
    }

    /// Burns lots in the order of the commits; writes each lot once.
    private mutating func charge(_ charges: [Organization.ID: [RunCommit]]) throws {
        let ledger = LedgerStore(transaction)
        var used: [(organization: Organization.ID, lot: Lot.ID, credits: Credits)] = []
        for organization in charges.keys.sorted() {
            let commits = charges[organization] ?? []
            guard commits.contains(where: { $0.credits > .zero || $0.isTransferring }) else { continue }
            let opened = try PeriodOpening(transaction, plans: plans, at: now).open(organization)
            var lots = try ledger.lots(of: organization, at: commits.map { Instant($0.instant) }.min() ?? Instant(now))
            if lots.isEmpty { lots = try ledger.lots(of: organization) }
            let before = lots
            var sums: [Lot.ID: Credits] = [:]
            for commit in commits where commit.credits > .zero {
                var burn = BurnOrder.standard.burn(commit.credits, from: lots, at: Instant(commit.instant))
                if burn.shortfall > .zero { burn = try debt(burn, lots, organization, at: Instant(commit.instant)) }
                lots.apply(burn)
                for part in burn.parts {
                    sums[part.lot, default: .zero] += part.credits
                    postings.append(
                        LedgerStore.Posting(
                            organization: organization, run: commit.run.id, sequence: commit.sequence, lot: part.lot, credits: part.credits,
                            posted: commit.instant))
                }
            }
            used += sums.sorted { $0.key < $1.key }.map { (organization, $0.key, $0.value) }
            outcome.books[organization] = GroupOutcome.Books(
                commits: commits.map { ($0.run, $0.credits, $0.transfer) }, balance: lots.available(at: Instant(now)),
                order: registry.nextOrder())
            changes[organization] = LotChange(period: opened.periodStart, before: before, after: lots)
        }
        try ledger.use(used)
    }

    /// What no lot can pay is debt on the valid lot that lapses last; it shows as a balance below zero.
    private func debt(_ burn: Burn, _ lots: [Lot], _ organization: Organization.ID, at instant: Instant) throws -> Burn {
        guard let last = lots.last(where: { $0.isValid(at: instant) }) ?? lots.last else { throw NoLot(organization: organization) }
        var parts = burn.parts
        if let index = parts.firstIndex(where: { $0.lot == last.id }) {
            parts[index] = Burn.Part(lot: last.id, credits: parts[index].credits + burn.shortfall)
        } else {
            parts.append(Burn.Part(lot: last.id, credits: burn.shortfall))
        }
        return Burn(parts: parts, shortfall: .zero)
    }

    /// Thresholds that this commit crossed, and runs that failed: the messages are written with what they tell about.
    private mutating func tell(_ organization: Organization.ID, _ commits: [RunCommit]) throws {
        guard let books = registry.known(organization) else { return }
        let budgets = books.budgets
        var spent: [Budget.Scope: Credits] = [:]
        if !budgets.isEmpty, let period = changes[organization]?.period {
            spent = try UsageStore(transaction).spent(of: organization, on: budgets.map(\.scope), period: period)
            outcome.books[organization]?.spent = spent
        }
        let alerts = AlertWriting(transaction, organization, books: books, at: now)
        if let change = changes[organization] { try alerts.tell(change) }
        if let period = changes[organization]?.period { try alerts.tell(budgets, spent, commits, period: period) }
        if let limit = books.transferLimit, let left = books.transferLeft, let period = changes[organization]?.period {
            let used = limit - left
            try alerts.tellTransfer(from: used, to: used + commits.reduce(0) { $0 + $1.transfer }, of: limit, period: period)
        }
        try alerts.tellEnds(commits)
        for stopped in stops where stopped.scenario.organization == organization { try alerts.tell(stopped) }
    }

    /// What a run did and cost per module: a part of its history, which views of the run read.
    private func addLines() throws {
        let lines = ended.flatMap { $0.end?.lines ?? [] }
        if !lines.isEmpty { try LedgerStore(transaction).add(lines) }
    }

    private func end() throws {
        let ledger = LedgerStore(transaction)
        var counts: [RunCount: (runs: Int64, errors: Int64, duration: Int64)] = [:]
        for commit in ended {
            guard let end = commit.end else { continue }
            if commit.sequence > 0 { try ledger.mergePostings(of: commit.run.id, in: commit.run.organization) }
            let before = counts[end.count] ?? (0, 0, 0)
            // A run that somebody stopped has not failed, though older clients know no other number for it.
            let failed = commit.run.state.apiStatus == 3 && commit.run.state != .stopped
            let duration = (commit.run.ended?.milliseconds ?? 0) - commit.run.started.milliseconds
            counts[end.count] = (before.runs + 1, before.errors + (failed ? 1 : 0), before.duration + max(0, duration))
        }
        try UsageStore(transaction).count(counts)
    }
}

/// An organization without a single lot can't be charged.
struct NoLot: Error, Hashable, Sendable {
    let organization: Organization.ID
}
