import Ledger
import Stores

extension Refusal {
    var state: RunState {
        switch self {
        case .credits: .outOfCredits
        case .transfer: .outOfTransfer
        case .budget: .outOfBudget
        }
    }

    /// What the run says of itself while it waits, and what to do.
    func failure(module: Int64) -> RunFailure {
        switch self {
        case .credits:
            RunFailure(
                type: "OperationsLimitExceededError",
                message: "No credits are left for the next operation. Buy extra credits, or wait for the reset.", module: module)
        case .transfer:
            RunFailure(
                type: "DataSizeLimitExceededError",
                message: "The plan's data transfer is used up. Buy extra credits, which bring some, or wait for the reset.", module: module)
        case .budget(let budget, _):
            RunFailure(
                type: "BudgetExceededError",
                message: "\(budget.scope.name) has spent its budget of \(budget.credits) credits. Raise the budget, or wait for the reset.",
                module: module)
        }
    }
}

extension Budget.Scope {
    var name: String {
        switch self {
        case .team: "The team"
        case .scenario: "This"
        case .run: "The run"
        }
    }
}
