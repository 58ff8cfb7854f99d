import Ledger
import StorageCore
import Stores
import Values

/// An organization's lots before and after a commit.
struct LotChange: Sendable {
    /// The start of the running period.
    var period: Timestamp
    var before: [Lot]
    var after: [Lot]
}

/// Puts messages into the outbox, in the transaction of what they tell about: each threshold once per period, each failing scenario once an hour.
struct AlertWriting {
    private let transaction: any Transaction
    private let organization: Organization.ID
    private let books: OrganizationBooks
    private let settings: AlertSettings
    private let now: Timestamp

    private static let hour: Int64 = 3_600_000

    init(_ transaction: any Transaction, _ organization: Organization.ID, books: OrganizationBooks, at now: Timestamp) {
        self.transaction = transaction
        self.organization = organization
        self.books = books
        self.now = now
        settings = books.alerts
    }

    // MARK: What is told

    /// The balance fell.
    func tell(_ change: LotChange) throws {
        guard settings.kinds.contains(.credits), let after = Self.figures(change.after, at: now),
            let before = Self.figures(change.before, at: now)
        else { return }
        for percent in settings.thresholds.crossed(from: before.used, to: after.used, of: after.total) {
            guard try mark("credits", percent, change.period) else { continue }
            let left = Credits(centicredits: max(0, after.total - after.used))
            try write(
                .credits, "\(percent) % of the credits are used",
                "\(Credits(centicredits: after.used)) of \(Credits(centicredits: after.total)) credits of this billing period are used, \(left) are left. "
                    + (left == .zero
                        ? "Runs wait until there are credits again: buy extra credits, or wait for the reset."
                        : "When none are left, runs wait. You can buy extra credits, or set budgets."),
                ["percent": "\(percent)", "usedCenticredits": "\(after.used)", "totalCenticredits": "\(after.total)"])
        }
    }

    func tell(_ budgets: [Budget], _ spent: [Budget.Scope: Credits], _ commits: [RunCommit], period: Timestamp) throws {
        guard settings.kinds.contains(.budget) else { return }
        for budget in budgets {
            for (added, after) in Self.spending(budget.scope, spent, commits) {
                let percents = budget.thresholds.crossed(
                    from: (after - added).centicredits, to: after.centicredits, of: budget.credits.centicredits)
                for percent in percents where try mark("budget-\(budget.id)", percent, period) {
                    let name = try name(of: budget.scope)
                    try write(
                        .budget, "\(name): \(percent) % of the budget are spent",
                        "\(name) has spent \(after) of its budget of \(budget.credits) credits."
                            + (budget.hardStop && after >= budget.credits
                                ? " Its runs wait until the budget is raised, or the period ends." : ""),
                        ["percent": "\(percent)", "budget": "\(budget.id)", "spentCenticredits": "\(after.centicredits)"])
                }
            }
        }
    }

    /// What commits add to what a budget bounds, and what that is then: of a budget of runs for each run, and for each that waits for it.
    private static func spending(
        _ scope: Budget.Scope, _ spent: [Budget.Scope: Credits], _ commits: [RunCommit]
    ) -> [(added: Credits, after: Credits)] {
        guard scope.isOfRun else {
            let bounded = commits.filter { scope.bounds($0.run) }
            return bounded.isEmpty ? [] : [(bounded.map(\.credits).sum(), spent[scope] ?? .zero)]
        }
        return commits.flatMap { commit in
            let (added, cost) = (commit.credits + commit.called, commit.run.credits + commit.run.calledCredits)
            let waiting = commit.run.options.callers.filter(scope.bounds).map(\.credits)
            return ((scope.bounds(commit.run) ? [.zero] : []) + waiting).map { (added, $0 + cost) }
        }
    }

    /// Runs that failed, warned, or stopped for want of credits.
    func tellEnds(_ commits: [RunCommit]) throws {
        for commit in commits where commit.end != nil {
            let run = commit.run
            let kind: AlertSettings.Kind
            switch run.state.apiStatus {
            case 3: kind = .error
            case 2: kind = .warning
            default: continue
            }
            guard settings.kinds.contains(kind), run.origin != .manualTest else { continue }
            let hour = Timestamp(milliseconds: now.milliseconds / Self.hour * Self.hour)
            guard try mark("\(kind.rawValue)-\(run.scenario)", 0, hour) else { continue }
            let name = try scenarioName(run.scenario)
            try write(
                kind, "\(name): a run \(kind == .error ? "failed" : "warned")",
                "\(name) \(kind == .error ? "failed" : "ended with a warning"). \(run.failure?.message ?? "") Run \(run.id). "
                    + "More of the same within this hour are not told.", ["run": run.id.rawValue, "scenario": "\(run.scenario)"])
        }
    }

    /// A scenario was switched off because of errors.
    func tell(_ stopped: RunEndings.Stopped) throws {
        guard settings.kinds.contains(.deactivated) else { return }
        let name = stopped.scenario.name
        try write(
            .deactivated, "\(name) was switched off",
            "\(name) was switched off after \(stopped.errors) \(stopped.errors == 1 ? "error" : "errors in a row"). "
                + "The last one: \(stopped.failure?.message ?? "unknown") What its webhook gets is kept. Mend it and switch it on again.",
            ["scenario": "\(stopped.scenario.id)", "errors": "\(stopped.errors)"])
    }

    /// Bytes over the border.
    func tellTransfer(from before: Int64, to after: Int64, of limit: Int64, period: Timestamp) throws {
        guard settings.kinds.contains(.transfer) else { return }
        for percent in settings.thresholds.crossed(from: before, to: after, of: limit) where try mark("transfer", percent, period) {
            try write(
                .transfer, "\(percent) % of the data transfer are used", "\(after) of \(limit) bytes of this billing period are used.",
                ["percent": "\(percent)", "usedBytes": "\(after)", "totalBytes": "\(limit)"])
        }
    }

    func write(_ kind: AlertSettings.Kind, _ subject: String, _ text: String, _ data: [String: String] = [:]) throws {
        guard settings.kinds.contains(kind) else { return }
        try OutboxStore(transaction).add(
            try AlertMessage(kind: kind.rawValue, subject: subject, text: text, data: data).messages(
                to: settings, of: organization, at: now, transaction))
    }

    // MARK: Parts

    private func mark(_ subject: String, _ threshold: Int64, _ period: Timestamp) throws -> Bool {
        try AlertStore(transaction).mark(subject, threshold: threshold, period: period, of: organization, at: now)
    }

    /// Of the lots that hold now; `nil` where one has no limit.
    private static func figures(_ lots: [Lot], at now: Timestamp) -> (used: Int64, total: Int64)? {
        var (used, total) = (Credits.zero, Credits.zero)
        for lot in lots where lot.isValid(at: Instant(now)) {
            guard let granted = lot.granted else { return nil }
            used += lot.used
            total += granted + lot.adjusted
        }
        return (used.centicredits, total.centicredits)
    }

    private func scenarioName(_ id: Scenario.ID) throws -> String {
        try ScenarioStore(transaction).scenario(id, in: organization)?.name ?? "\(id)"
    }

    private func name(of scope: Budget.Scope) throws -> String {
        switch scope {
        case .team(let team): try IdentityStore(transaction).team(.init(team))?.name ?? "A team"
        case .scenario(let scenario), .run(.some(let scenario)): try scenarioName(.init(scenario))
        case .run: "A run"
        }
    }
}

/// A message before it is addressed.
struct AlertMessage {
    var kind: String
    var subject: String
    var text: String
    var data: [String: String] = [:]

    /// One for each recipient and channel.
    func messages(to settings: AlertSettings, of organization: Organization.ID, at now: Timestamp, _ transaction: any Transaction) throws
        -> [OutboxMessage]
    {
        guard !settings.recipients.isEmpty || settings.webhook != nil else { return [] }
        let name = try IdentityStore(transaction).organization(organization)?.name ?? ""
        let product = try SettingStore(transaction).all()["productName"] ?? "Flowmeter"
        var messages = settings.recipients.map {
            OutboxMessage(
                organization: organization, kind: kind, subject: "\(product): \(subject) (\(name))",
                body: "\(text)\n\nOrganization: \(name)\n", channel: .email, destination: $0, created: now)
        }
        if let webhook = settings.webhook {
            let body: JSON = [
                "type": .string("flowmeter.\(kind)"), "organizationId": .number("\(organization)"), "organization": .string(name),
                "subject": .string(subject), "text": .string(text), "at": .string(now.iso8601),
                "data": .object(JSONObject(data.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            ]
            messages.append(
                OutboxMessage(
                    organization: organization, kind: kind, subject: subject, body: body.text(), channel: .webhook, destination: webhook,
                    created: now))
        }
        return messages
    }
}
