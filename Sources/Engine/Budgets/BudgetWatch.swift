package import Ledger
package import Stores

/// What budgets bound while the engine works: what is admitted and not committed, and which of the runs that wait are worth a try.
struct BudgetWatch {
    /// Which runs that wait for a budget may fit by now.
    enum Trial: Hashable, Sendable {
        case none
        /// Those after this one, in the order of their ids; `nil` is all of them.
        case after(Run.ID?)
    }

    /// Admitted and not committed, by what a budget bounds.
    private var held: [Budget.Scope: Credits] = [:]
    /// What was left when an operation last didn't fit.
    private var refusedAt: [Budget.Scope: Credits] = [:]
    private var trial = Trial.after(nil)
    /// Counts the trials that began, so that a run which was refused before one, and only now waits, is known.
    private(set) var trials = 0

    /// The first budget that an operation does not fit; `nil` where it fits all of them.
    mutating func refusal(of credits: Credits, for run: Run, _ loaded: LoadedBooks) -> Budget? {
        for budget in loaded.budgets where !admits(credits, budget, run, loaded) {
            if !budget.scope.isOfRun { refusedAt[budget.scope] = left(of: budget, loaded) }
            return budget
        }
        return nil
    }

    mutating func hold(_ credits: Credits, _ run: Run, _ loaded: LoadedBooks) {
        guard !loaded.budgets.isEmpty, credits != .zero else { return }
        for budget in loaded.budgets where budget.scope.bounds(run) && !budget.scope.isOfRun {
            held[budget.scope, default: .zero] += credits
        }
    }

    /// What was held has been given back or spent: where more is left than when something did not fit, it is worth a try.
    mutating func released(_ loaded: LoadedBooks) {
        guard !refusedAt.isEmpty else { return }
        for budget in loaded.budgets {
            guard let before = refusedAt[budget.scope], left(of: budget, loaded) > before else { continue }
            return beginTrial()
        }
    }

    /// Budgets, or what they bound, were read anew, or more is left of one.
    mutating func beginTrial() {
        trial = .after(nil)
        trials += 1
        refusedAt = [:]
    }

    mutating func takeTrial() -> Trial {
        defer { trial = .none }
        return trial
    }

    /// There are more to be tried than were taken at a time. One that began meanwhile has them all before it.
    mutating func goOn(after run: Run.ID) {
        if trial == .none { trial = .after(run) }
    }

    private func left(of budget: Budget, _ loaded: LoadedBooks) -> Credits { budget.credits - used(budget.scope, loaded) }

    private func used(_ scope: Budget.Scope, _ loaded: LoadedBooks) -> Credits {
        (loaded.spent[scope] ?? .zero) + (held[scope] ?? .zero)
    }

    private func admits(_ credits: Credits, _ budget: Budget, _ run: Run, _ loaded: LoadedBooks) -> Bool {
        if budget.scope.isOfRun {
            // Of a run that others wait for, the budgets of each of those bound it as well.
            let cost = run.credits + run.calledCredits
            if budget.scope.bounds(run), !budget.admits(credits, used: cost) { return false }
            return run.options.callers.allSatisfy { !budget.scope.bounds($0) || budget.admits(credits, used: $0.credits + cost) }
        }
        guard budget.scope.bounds(run) else { return true }
        return budget.admits(credits, used: used(budget.scope, loaded))
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
