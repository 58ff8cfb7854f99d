import Engine
import Ledger
import Stores

extension PlanRecord {
    /// A plan as an operator writes it, which is also how the pages read it.
    static func whole(_ plan: Plan, _ catalog: Catalog) -> Record {
        var record = Record(PlanDocument.json(plan))
        record["shipped"] = catalog.isShipped(plan.id)
        return record
    }
}
