import Engine
import Ledger
import Stores
import Values

/// Which plan somebody asks for, with how many of its credits.
struct PlanChoice: Sendable {
    let plan: Plan
    let credits: Credits?

    var chosen: Plan { credits.map(plan.with(credits:)) ?? plan }

    init(_ id: String?, _ centicredits: Int64?, _ plans: Plans) throws {
        guard let plan = id.flatMap(plans.named) else {
            let names = plans.all.map(\.id.rawValue).joined(separator: ", ")
            throw Problem.invalid("plan", "'plan' must be one of \(names).")
        }
        let credits = centicredits.map(Credits.init(centicredits:))
        if let credits {
            guard !plan.isUnlimited else {
                throw Problem.invalid("centicredits", "The plan \(plan.name) has no limit: it takes no amount.")
            }
            guard credits > .zero, credits <= LedgerDesk.most else {
                throw Problem.invalid("centicredits", "'centicredits' must be above zero, and at most \(LedgerDesk.most.centicredits).")
            }
        }
        self.plan = plan
        self.credits = credits
    }
}
