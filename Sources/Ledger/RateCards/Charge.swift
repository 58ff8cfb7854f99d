/// What one operation cost, and by which rule of which card.
package struct Charge: Hashable, Sendable {
    package var operations: Int64
    package var credits: Credits
    package var transfer: Int64
    package var rule: RateRule.ID
    package var card: RateCard.ID

    package init(operations: Int64, credits: Credits, transfer: Int64 = 0, rule: RateRule.ID, card: RateCard.ID) {
        self.operations = operations
        self.credits = credits
        self.transfer = transfer
        self.rule = rule
        self.card = card
    }
}

extension RateCard {
    /// Prices one operation of a module.
    package func charge(for module: String, class priceClass: PriceClass, usage: MeteredUsage = MeteredUsage()) -> Charge {
        let rule = rule(for: module, class: priceClass)
        let described: Credits = if case .fixed(let amount) = priceClass { amount } else { .zero }
        return charge(by: rule, usage: usage, described: described)
    }

    /// Prices one operation by a rule of this card; `described` is what ``RateFormula/asDescribed`` stands for.
    package func charge(by rule: RateRule, usage: MeteredUsage = MeteredUsage(), described: Credits = .zero) -> Charge {
        Charge(
            operations: rule.formula == .free ? 0 : 1, credits: rule.formula.price(of: usage, described: described).roundedUp,
            transfer: usage.transfer, rule: rule.id, card: id)
    }
}

extension RateFormula {
    /// The exact price; whoever charges it rounds it up, once.
    package func price(of usage: MeteredUsage, described: Credits = .zero) -> Price {
        switch self {
        case .free, .operationOnly: .zero
        case .perOperation(let amount): .credits(amount)
        case .asDescribed: .credits(described)
        case .tokens(let operation, let inputPerCredit, let outputPerCredit):
            .credits(operation) + .credits(quantity: usage.inputTokens, per: inputPerCredit)
                + .credits(quantity: usage.outputTokens, per: outputPerCredit)
        case .runTime(let perSecond, let minimum): runTimePrice(usage.runTimeMilliseconds, perSecond, minimum)
        case .perUnit(let amount): .credits(amount, quantity: usage.milliunits, per: 1_000)
        }
    }

    private func runTimePrice(_ milliseconds: Int64, _ perSecond: Credits, _ minimum: Credits) -> Price {
        let centiseconds = (milliseconds + 9) / 10
        let price = Price.credits(perSecond, quantity: centiseconds, per: 100)
        return price.roundedUp < minimum ? .credits(minimum) : price
    }
}
