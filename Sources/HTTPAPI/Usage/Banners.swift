import Engine
import Ledger
import StorageCore
import Stores
import Values

/// What an organization's people ought to know before anything else, the worst first.
struct Banners {
    let state: OrganizationState
    let transaction: any Transaction

    private var figures: PeriodFigures { state.figures }

    func records() throws -> [Record] {
        try [credits, debt, transfer, autoPurchasing, proof].compactMap(\.self) + budgets()
    }

    private var credits: Record? {
        guard let total = figures.total, let left = figures.left else { return nil }
        let waiting = state.queued > 0 ? " \(Credits(state.queued).grouped) triggers wait." : ""
        if state.pause == .credits || left <= .zero {
            let text = "No credits are left, so runs wait until there are some again.\(waiting)"
            return banner("credits-100", bad: true, text, buy)
        }
        let used = max(.zero, total - left)
        guard let percent = state.books.alerts.thresholds.reached(by: used.centicredits, of: total.centicredits).last else { return nil }
        return banner("credits-\(percent)", bad: percent >= 100, "\(percent) % of the credits are used; \(left.grouped) are left.", buy)
    }

    private var debt: Record? {
        guard figures.debt > .zero else { return nil }
        return banner(
            "debt", bad: true, "\(figures.debt.grouped) credits are owed. They are taken first from the next credits that come in.", buy)
    }

    private var transfer: Record? {
        guard let limit = figures.plan.transferPerPeriod else { return nil }
        if state.pause == .transfer {
            return banner(
                "transfer-100", bad: true, "The data transfer of this billing period is used up, so runs wait for the reset.", buy)
        }
        guard let percent = state.books.alerts.thresholds.reached(by: figures.used.transfer, of: limit).last else { return nil }
        return banner("transfer-\(percent)", bad: percent >= 100, "\(percent) % of the data transfer are used.", buy)
    }

    private var autoPurchasing: Record? {
        guard state.autoPurchasing != nil, !state.autoPurchasingSettings.isOn, let why = state.autoPurchasingSettings.offBecause else {
            return nil
        }
        return banner(
            "auto-purchasing-off", bad: true, "Auto-purchasing switched itself off: \(why)", action("See the subscription", "subscription"))
    }

    private var proof: Record? {
        guard !state.isProved else { return nil }
        return banner(
            "proof", bad: true, "The last proof of the books found differences. The operator's 'flowmeter audit' says which.", nil)
    }

    private func budgets() throws -> [Record] {
        let budgets = state.books.budgets.filter(\.hardStop)
        guard !budgets.isEmpty else { return [] }
        let rows = try BudgetRows(budgets, of: figures.organization.id, period: figures.start, transaction)
        return budgets.filter { $0.scope.word != "run" && $0.state(used: rows.used(of: $0)) == .reached }.map { budget in
            banner(
                "budget-\(budget.id)", bad: false, "The budget of \(rows.name(of: budget)) is spent: its runs wait until it is raised.", nil
            )
        }
    }

    /// Only for who may, and where the plan sells them.
    private var buy: Record? {
        state.mayBuy && figures.plan.sellsExtra ? action("Buy extra credits", "subscription") : nil
    }

    private func action(_ label: String, _ page: String) -> Record { ["label": label, "to": "/org/\(figures.organization.id)/\(page)"] }

    private func banner(_ id: String, bad: Bool, _ text: String, _ action: Record?) -> Record {
        ["id": id, "tone": bad ? "bad" : "warn", "text": text, "action": action]
    }
}
