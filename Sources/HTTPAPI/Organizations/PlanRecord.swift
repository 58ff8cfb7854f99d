import Ledger
import Stores

/// A plan, as the API's clients and as the pages read it.
enum PlanRecord {
    /// Milliseconds become the minutes that the API counts in; what isn't limited isn't named.
    static func license(_ plan: Plan) -> Record {
        var record: Record = ["restartPeriod": plan.periodKind.text, "retention": plan.retentionDays]
        record["operations"] = plan.creditsPerPeriod.map { $0.centicredits / 100 }
        record["transfer"] = plan.transferPerPeriod
        record["interval"] = plan.limit(.minimumInterval).map { $0 / 60_000 }
        record["executionTime"] = plan.limit(.runTime).map { $0 / 60_000 }
        record["fslimit"] = plan.limit(.fileSize)
        record["iolimit"] = plan.limit(.webhookQueue)
        record["scenarios"] = plan.limit(.activeScenarios)
        record["apiLimit"] = plan.limit(.requestsPerMinute)
        return record
    }

    static func subscription(_ plan: Plan) -> Record {
        [
            "id": plan.id.rawValue, "periodKind": plan.periodKind.rawValue, "name": plan.name, "unlimited": plan.isUnlimited,
            "price": plan.price.map { price(plan, $0) }, "currency": plan.price?.currency,
            "period": plan.periodKind.text, "centicredits": plan.creditsPerPeriod,
            "limits": plan.limits.map { ["name": $0.name.rawValue, "label": $0.label, "value": $0.text] as Record },
        ]
    }

    /// `18.82`: what the plan's credits cost in a period.
    private static func price(_ plan: Plan, _ price: PlanPrice) -> String {
        PriceText.text(price.cost(of: plan.creditsPerPeriod ?? price.per))
    }
}
