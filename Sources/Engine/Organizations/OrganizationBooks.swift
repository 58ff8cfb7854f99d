package import Ledger
package import Stores
import Synchronization
package import Values

/// What an organization's books were loaded with.
struct LoadedBooks: Sendable {
    var clock: OrganizationClock
    var plan: Plan
    var balance: Credits?
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
        /// What was available when an operation last didn't fit: with no more than that, nothing is tried again.
        var refusedAt: Credits?
        /// Runs that wait for a budget are worth a try: the books were read anew.
        var budgetsChanged = true
    }

    init(_ id: Organization.ID, _ loaded: LoadedBooks) {
        self.id = id
        state = Mutex(State(loaded: loaded, account: Account(balance: loaded.balance)))
    }

    package var clock: OrganizationClock { state.withLock { $0.loaded.clock } }
    package var zone: Zone { clock.zone }
    package var plan: Plan { state.withLock { $0.loaded.plan } }
    package var available: Credits? { state.withLock { $0.account.available } }
    package var alerts: AlertSettings { state.withLock { $0.loaded.alerts } }
    package var autoPurchasing: AutoPurchasing { state.withLock { $0.loaded.autoPurchasing } }
    package var budgets: [Budget] { state.withLock { $0.loaded.budgets } }

    /// Bytes that may cross the border in the running period; `nil` is no limit.
    package var transferLimit: Int64? { state.withLock { $0.loaded.transferLimit } }
    /// How many of them are left.
    package var transferLeft: Int64? { state.withLock { state in state.loaded.transferLimit.map { $0 - state.loaded.transfer } } }

    /// Why nothing new is begun; `nil`: there is something to spend.
    package var pause: Refusal? {
        if let available, available <= state.withLock({ $0.refusedAt ?? .zero }) { return .credits }
        if let transferLeft, transferLeft <= 0 { return .transfer }
        return nil
    }

    package func period(containing instant: Timestamp) -> BillingPeriod { clock.period(containing: instant) }
    package func slot(of instant: Timestamp) -> UsageSlot { clock.slot(of: instant) }

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
    func commit(_ commits: [(run: Run, credits: Credits, transfer: Int64)], balance: Credits?, spent: [Budget.Scope: Credits]) {
        state.withLock { state in
            for (run, credits, transfer) in commits {
                state.account.commit(credits)
                state.hold(-credits, run)
                state.loaded.transfer += transfer
            }
            state.account.reset(balance: balance)
            state.loaded.spent.merge(spent) { $1 }
        }
    }

    func reset(_ loaded: LoadedBooks) {
        state.withLock { state in
            state.loaded = loaded
            state.account.reset(balance: loaded.balance)
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
        guard budget.scope.bounds(run) else { return true }
        if case .run = budget.scope { return budget.admits(credits, used: run.credits) }
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

    var isOfRun: Bool { if case .run = self { true } else { false } }
}
