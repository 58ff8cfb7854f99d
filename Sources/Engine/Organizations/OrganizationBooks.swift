package import Ledger
package import Stores
import Synchronization
package import Values

/// What an organization's books were loaded with.
struct LoadedBooks: Sendable {
    var clock: OrganizationClock
    var plan: Plan
    var balance: Credits?
    /// When they were read, among all transactions that read or change books; see ``OrganizationRegistry/nextOrder()``.
    var order: Int64 = 0
    /// Bytes over the border in the running period.
    var transfer: Int64 = 0
    /// Bytes that extra credits brought with them.
    var extraTransfer: Int64 = 0
    /// Bytes of the running period; `nil` is no limit.
    var transferLimit: Int64? { plan.transferPerPeriod.map { $0 + extraTransfer } }
    var budgets: [Budget] = []
    /// Credits of the running period by what a budget bounds.
    var spent: [Budget.Scope: Credits] = [:]
    var alerts = AlertSettings.standard
    var autoPurchasing = AutoPurchasing.off
    /// What expressions call it, and its teams.
    var name = ""
    var teams: [Team.ID: String] = [:]
    /// When a lot begins or lapses next, and the balance with it.
    var nextChange: Instant?
}

/// Why an operation was not admitted. The run stops before it, and goes on when the reason has gone.
package enum Refusal: Hashable, Sendable {
    case credits
    case transfer
    case budget(Budget)
}

/// What the engine knows of an organization while it works: its clock, its plan, and the account that admits operations.
package final class OrganizationBooks: Sendable {
    package let id: Organization.ID
    private let state: Mutex<State>

    fileprivate struct State {
        var loaded: LoadedBooks
        var account: Account
        /// Admitted and not committed, by what a budget bounds.
        var heldByScope: [Budget.Scope: Credits] = [:]
        /// What was available when an operation last didn't fit: with no more than that, what waits for credits is not tried again.
        var refusedAt: Credits?
        /// Of the last transaction whose figures these are. Transactions end in an order, and word of them may come in another.
        var order: Int64 = 0
        /// Runs that wait for a budget are worth a try: the books were read anew.
        var budgetsChanged = true
        /// Counts the clocks that there were: a slot that was asked for before the last is asked for anew.
        var clocks = 0
    }

    init(_ id: Organization.ID, _ loaded: LoadedBooks) {
        self.id = id
        state = Mutex(State(loaded: loaded, account: Account(balance: loaded.balance), order: loaded.order))
    }

    package var clock: OrganizationClock { state.withLock { $0.loaded.clock } }
    package var zone: Zone { clock.zone }
    var name: String { state.withLock { $0.loaded.name } }
    func name(of team: Team.ID) -> String? { state.withLock { $0.loaded.teams[team] } }
    package var plan: Plan { state.withLock { $0.loaded.plan } }
    package var available: Credits? { state.withLock { $0.account.available } }
    /// Admitted and not committed.
    package var held: Credits { state.withLock { $0.account.held } }
    package var alerts: AlertSettings { state.withLock { $0.loaded.alerts } }
    package var autoPurchasing: AutoPurchasing { state.withLock { $0.loaded.autoPurchasing } }
    package var budgets: [Budget] { state.withLock { $0.loaded.budgets } }

    /// Bytes that may cross the border in the running period; `nil` is no limit.
    package var transferLimit: Int64? { state.withLock { $0.loaded.transferLimit } }
    /// How many of them are left.
    package var transferLeft: Int64? { state.withLock { state in state.loaded.transferLimit.map { $0 - state.loaded.transfer } } }

    /// Why nothing new is begun; `nil`: there is something to spend. What is left below the price of most operations, and was too little
    /// once, is nothing; what is too little for a dear one is not.
    package var pause: Refusal? {
        state.withLock { state in
            if let available = state.account.available, available <= min(state.refusedAt ?? .zero, Self.small) { return .credits }
            if let limit = state.loaded.transferLimit, state.loaded.transfer >= limit { return .transfer }
            return nil
        }
    }

    private static let small = Credits(centicredits: 99)

    /// An operation could not be paid, and no credits have come in since.
    package var isRefused: Bool {
        state.withLock { state in
            guard let available = state.account.available else { return false }
            return available <= state.refusedAt ?? .zero
        }
    }

    package func period(containing instant: Timestamp) -> BillingPeriod { clock.period(containing: instant) }
    package func slot(of instant: Timestamp) -> UsageSlot { clock.slot(of: instant) }
    /// Changes with the clock.
    var clockNumber: Int { state.withLock { $0.clocks } }

    /// From `start` on, usage is counted in the first period of another plan.
    func restart(at start: Instant, with plan: Plan) {
        state.withLock { state in
            state.loaded.clock = state.loaded.clock.restarted(at: start, months: plan.periodMonths)
            state.clocks += 1
        }
    }

    /// Holds credits for an operation of a run that is about to begin; `nil` if they fit the balance and every budget.
    /// - Parameter run: whose it is, with what it has cost so far.
    func admit(_ credits: Credits, for run: Run, crossesBorder: Bool = false) -> Refusal? {
        state.withLock { state in
            if crossesBorder, let limit = state.loaded.transferLimit, state.loaded.transfer >= limit { return .transfer }
            if !state.loaded.budgets.isEmpty {
                for budget in state.loaded.budgets where !state.admits(credits, budget, run) { return .budget(budget) }
            }
            guard state.account.admit(credits) else {
                state.refusedAt = state.account.available
                return .credits
            }
            state.hold(credits, run)
            return nil
        }
    }

    func release(_ credits: Credits, of run: Run) {
        state.withLock { state in
            state.account.release(credits)
            state.hold(-credits, run)
        }
    }

    /// What was held of these commits is on disk: the lots hold `balance` now, and what budgets bound has come to `spent`.
    /// - Parameter order: of the transaction; books that were read after it have these figures already.
    func commit(
        _ commits: [(run: Run, credits: Credits, transfer: Int64)], balance: Credits?, spent: [Budget.Scope: Credits], order: Int64
    ) {
        state.withLock { state in
            let isNews = order > state.order
            for (run, credits, transfer) in commits {
                state.account.release(credits)
                state.hold(-credits, run)
                if isNews { state.loaded.transfer += transfer }
            }
            guard isNews else { return }
            state.order = order
            state.account.reset(balance: balance)
            state.loaded.spent.merge(spent) { $1 }
        }
    }

    /// Whether a period or a lot has begun or ended since the books were read.
    func isOutOfDate(at now: Timestamp) -> Bool {
        state.withLock { state in
            state.loaded.nextChange.map { $0 <= Instant(now) } ?? false || !state.loaded.clock.pending(at: now).isEmpty
        }
    }

    func reset(_ loaded: LoadedBooks) {
        state.withLock { state in
            let figures = state.loaded
            state.loaded = loaded
            state.clocks += 1
            if loaded.order > state.order {
                state.order = loaded.order
                state.account.reset(balance: loaded.balance)
            } else {
                // A commit came after, and was heard of before: its figures are the later ones.
                (state.loaded.transfer, state.loaded.spent) = (figures.transfer, figures.spent)
            }
            state.refusedAt = nil
            state.budgetsChanged = true
        }
    }

    /// Whether budgets, or what they bound, were read anew since the last time this was asked.
    func takeBudgetChange() -> Bool {
        state.withLock { state in
            defer { state.budgetsChanged = false }
            return state.budgetsChanged
        }
    }
}

extension OrganizationBooks.State {
    func admits(_ credits: Credits, _ budget: Budget, _ run: Run) -> Bool {
        if budget.scope.isOfRun {
            // Of a run that others wait for, the budgets of each of those bound it as well.
            let cost = run.credits + run.calledCredits
            if budget.scope.bounds(run), !budget.admits(credits, used: cost) { return false }
            return run.options.callers.allSatisfy { !budget.scope.bounds($0) || budget.admits(credits, used: $0.credits + cost) }
        }
        guard budget.scope.bounds(run) else { return true }
        return budget.admits(credits, used: (loaded.spent[budget.scope] ?? .zero) + (heldByScope[budget.scope] ?? .zero))
    }

    mutating func hold(_ credits: Credits, _ run: Run) {
        guard !loaded.budgets.isEmpty, credits != .zero else { return }
        for budget in loaded.budgets where budget.scope.bounds(run) && !budget.scope.isOfRun {
            heldByScope[budget.scope, default: .zero] += credits
        }
    }
}

extension Budget.Scope {
    /// Whether the run's operations count towards this.
    package func bounds(_ run: Run) -> Bool {
        switch self {
        case .team(let team): run.team.rawValue == team
        case .scenario(let scenario): run.scenario.rawValue == scenario
        case .run(let scenario): scenario.map { run.scenario.rawValue == $0 } ?? true
        }
    }

    /// Whether it bounds one run, and with it this one that the run waits for.
    func bounds(_ caller: RunOptions.CallerShare) -> Bool {
        if case .run(let scenario) = self { scenario.map { $0 == caller.scenario } ?? true } else { false }
    }

    var isOfRun: Bool { if case .run = self { true } else { false } }
}
