/// What extra credits cost, and in which units they are sold.
package enum ExtraCredits {
    /// Of the plan's own price.
    package static let percent: Int64 = 125
    /// Bought by hand, in multiples of this.
    package static let manualUnit = Credits(1_000)
    /// Bought automatically, in multiples of this.
    package static let autoUnit = Credits(10_000)

    /// In minor units of the price's currency, any part of one counted as one.
    package static func price(of credits: Credits, at price: PlanPrice, percent: Int64 = percent) -> Int64 {
        price.cost(of: credits, percent: percent)
    }

    /// The least that is sold and is no less than what was asked for.
    package static func inWholeUnits(_ asked: Credits, of unit: Credits) -> Credits {
        let units = Rounding.up.quotient(Int128(asked.centicredits), by: Int128(unit.centicredits))
        return Credits(centicredits: Int64(units) * unit.centicredits)
    }

    /// Whether a plan sells what somebody asked to buy by hand, and at which price.
    package static func offer(_ asked: Credits, on plan: Plan, unit: Credits = manualUnit, percent: Int64 = percent) -> Offer {
        guard let price = plan.price, !plan.isUnlimited else { return .refused(.notForSale) }
        guard asked > .zero else { return .refused(.nothingAskedFor) }
        guard inWholeUnits(asked, of: unit) == asked else { return .refused(.notInUnits(of: unit)) }
        return .sold(asked, minorUnits: self.price(of: asked, at: price, percent: percent), currency: price.currency)
    }

    package enum Offer: Hashable, Sendable {
        case sold(Credits, minorUnits: Int64, currency: String)
        case refused(Reason)
    }

    package enum Reason: Hashable, Sendable {
        /// The plan has no limit, or its price is agreed on.
        case notForSale
        case nothingAskedFor
        case notInUnits(of: Credits)
    }
}
