import Engine
import Ledger
import Stores
import Values

/// What extra credits cost, and for how long they hold.
struct Offer {
    let plan: Plan
    /// Extra credits lapse with the billing period.
    let expires: Timestamp
    let provider: String

    private var terms: Plan.ExtraTerms { plan.extra ?? Plan.ExtraTerms() }

    /// Throws ``Problem`` where the amount is none that is sold.
    func record(_ asked: Credits?) throws -> Record {
        let credits = asked ?? terms.manualUnit
        guard plan.sellsExtra else { return record(credits, price: nil, currency: plan.price?.currency, reason: Self.reason(plan)) }
        switch ExtraCredits.offer(credits, on: plan) {
        case .sold(let credits, let price, let currency): return record(credits, price: price, currency: currency, reason: nil)
        case .refused(.notForSale): return record(credits, price: nil, currency: plan.price?.currency, reason: Self.reason(plan))
        case .refused(.nothingAskedFor): throw Problem.invalid("centicredits", "Ask for an amount above zero.")
        case .refused(.notInUnits(let unit)):
            throw Problem.invalid("centicredits", "Extra credits are sold in units of \(unit.grouped). Ask for a multiple of it.")
        }
    }

    /// Why a plan sells none; `nil` where it does.
    static func reason(_ plan: Plan) -> String? {
        if plan.isUnlimited { return "The plan \(plan.name) has no limit, so there is nothing to buy." }
        if plan.price == nil { return "The plan \(plan.name) has no price of its own, so extra credits have none. Ask the operator." }
        return plan.extra == nil ? "The plan \(plan.name) sells no extra credits. Change the plan, or wait for the reset." : nil
    }

    private func record(_ credits: Credits, price: Int64?, currency: String?, reason: String?) -> Record {
        [
            "centicredits": credits, "unit": terms.manualUnit, "price": price.map(PriceText.text), "currency": currency,
            "surchargePercent": terms.percent - 100,
            "expires": expires, "transferBytes": Plan.transfer(for: credits), "provider": provider, "forSale": reason == nil,
            "reason": reason,
        ]
    }
}
