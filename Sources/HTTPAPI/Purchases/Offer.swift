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
    /// The provider charges cards, and none was left with it.
    let cardIsMissing: Bool

    private var terms: Plan.ExtraTerms { plan.extra ?? Plan.ExtraTerms() }

    /// Throws ``Problem`` where the amount is none that is sold.
    func record(_ asked: Credits?) throws -> Record {
        let credits = asked ?? terms.manualUnit
        let reason = Self.reason(plan, cardIsMissing: cardIsMissing)
        guard plan.sellsExtra else { return record(credits, price: nil, currency: plan.price?.currency, reason: reason) }
        switch ExtraCredits.offer(credits, on: plan) {
        case .sold(let credits, let price, let currency): return record(credits, price: price, currency: currency, reason: reason)
        case .refused(.notForSale): return record(credits, price: nil, currency: plan.price?.currency, reason: reason)
        case .refused(.nothingAskedFor): throw Problem.invalid("centicredits", "Ask for an amount above zero.")
        case .refused(.notInUnits(let unit)):
            throw Problem.invalid("centicredits", "Extra credits are sold in units of \(unit.grouped). Ask for a multiple of it.")
        }
    }

    /// Why nothing can be bought; `nil` where it can.
    static func reason(_ plan: Plan, cardIsMissing: Bool) -> String? {
        if plan.isUnlimited { return "The plan \(plan.name) has no limit, so there is nothing to buy." }
        if plan.price == nil { return "The plan \(plan.name) has no price of its own, so extra credits have none. Ask the operator." }
        if plan.extra == nil { return "The plan \(plan.name) sells no extra credits. Change the plan, or wait for the reset." }
        return cardIsMissing ? PurchaseDesk.cardMissing : nil
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
