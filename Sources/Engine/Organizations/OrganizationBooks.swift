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
    /// - Parameter trials: how often runs that wait for a budget had been worth a try by then.
    case budget(Budget, trials: Int)
}

/// What the engine knows of an organization while it works: its clock, its plan, and the account that admits operations.
package final class OrganizationBooks: Sendable {
    package let id: Organization.ID
    private let state: Mutex<State>

    fileprivate struct State {
        var loaded: LoadedBooks
        var account: Account
        var budgets = BudgetWatch()
        /// What was available when an operation last didn't fit: with no more than that, what waits for credits is not tried again.
        var refusedAt: Credits?
        /// Of the last transaction whose figures these are. Transactions end in an order, and word of them may come in another.
        var order: Int64 = 0
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
            if let budget = state.budgets.refusal(of: credits, for: run, state.loaded) {
                return .budget(budget, trials: state.budgets.trials)
            }
            guard state.account.admit(credits) else {
                state.refusedAt = state.account.available
                return .credits
            }
            state.budgets.hold(credits, run, state.loaded)
            return nil
        }
    }

    func release(_ credits: Credits, of run: Run) {
        state.withLock { state in
            state.account.release(credits)
            state.budgets.hold(-credits, run, state.loaded)
            state.budgets.released(state.loaded)
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
                state.budgets.hold(-credits, run, state.loaded)
                if isNews { state.loaded.transfer += transfer }
            }
            if isNews {
                state.order = order
                state.account.reset(balance: balance)
                state.loaded.spent.merge(spent) { $1 }
            }
            state.budgets.released(state.loaded)
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
            state.budgets.beginTrial()
        }
    }

    // MARK: Runs that wait for a budget

    func beginBudgetTrial() { state.withLock { $0.budgets.beginTrial() } }
    func takeBudgetTrial() -> BudgetWatch.Trial { state.withLock { $0.budgets.takeTrial() } }
    func tryBudgets(after run: Run.ID) { state.withLock { $0.budgets.goOn(after: run) } }

    /// A run that was refused when there had been so many trials waits by now: a later one may have missed it.
    func waits(since trials: Int) {
        state.withLock { if $0.budgets.trials != trials { $0.budgets.beginTrial() } }
    }
}
