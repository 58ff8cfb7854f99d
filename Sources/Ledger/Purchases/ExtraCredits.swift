/// What extra credits cost, and in which units they are sold.
package enum ExtraCredits {
    /// In minor units of the plan's currency, any part of one counted as one; `nil` where a plan doesn't sell any.
    package static func price(of credits: Credits, on plan: Plan) -> Int64? {
        guard let price = plan.price, let terms = plan.extra else { return nil }
        return price.cost(of: credits, percent: terms.percent)
    }

    /// The least that is sold and is no less than what was asked for.
    package static func inWholeUnits(_ asked: Credits, of unit: Credits) -> Credits {
        let units = Rounding.up.quotient(Int128(asked.centicredits), by: Int128(unit.centicredits))
        return Credits(centicredits: Int64(units) * unit.centicredits)
    }

    /// Whether a plan sells what somebody asked to buy by hand, and at which price.
    package static func offer(_ asked: Credits, on plan: Plan) -> Offer {
        guard let currency = plan.price?.currency, let unit = plan.extra?.manualUnit, let cost = price(of: asked, on: plan) else {
            return .refused(.notForSale)
        }
        guard asked > .zero else { return .refused(.nothingAskedFor) }
        guard inWholeUnits(asked, of: unit) == asked else { return .refused(.notInUnits(of: unit)) }
        return .sold(asked, minorUnits: cost, currency: currency)
    }

    package enum Offer: Hashable, Sendable {
        case sold(Credits, minorUnits: Int64, currency: String)
        case refused(Reason)
    }

    package enum Reason: Hashable, Sendable {
        /// The plan has no limit, or no terms for extra credits.
        case notForSale
        case nothingAskedFor
        case notInUnits(of: Credits)
    }
}
