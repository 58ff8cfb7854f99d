/// What is wrong with a rate card. Found when it is loaded, so that no charge ever meets it.
package enum RateCardProblem: Error, Hashable, Sendable {
    case duplicateRule(RateRule.ID)
    case missingClass(RateRule.ID)
    case unknownRule(RateRule.ID, usedBy: String)
    case rateNotPositive(RateRule.ID)
    case notATokenRule(RateRule.ID, model: String)
    case notDatedByItsStart(RateCard.ID)
    case noCards
    case notInOrder(RateCard.ID)
}

extension RateCard {
    func check() throws(RateCardProblem) {
        var seen: Set<RateRule.ID> = []
        for rule in rules {
            guard seen.insert(rule.id).inserted else { throw .duplicateRule(rule.id) }
            guard rule.formula.hasValidRates else { throw .rateNotPositive(rule.id) }
        }
        for id in PriceClass.ruleIDs where !seen.contains(id) { throw .missingClass(id) }
        for (module, id) in modules.sorted(by: { $0.key < $1.key }) where !seen.contains(id) { throw .unknownRule(id, usedBy: module) }
        for (model, id) in models.sorted(by: { $0.key < $1.key }) {
            guard let rule = rule(id) else { throw .unknownRule(id, usedBy: model) }
            guard case .tokens = rule.formula else { throw .notATokenRule(id, model: model) }
        }
        guard LocalDay(parsing: id.rawValue)?.startInUTC == effectiveFrom else { throw .notDatedByItsStart(id) }
    }
}

extension RateFormula {
    var hasValidRates: Bool {
        switch self {
        case .free, .operationOnly, .asDescribed: true
        case .perOperation(let amount), .perUnit(let amount): amount > .zero
        case .tokens(let operation, let input, let output): operation >= .zero && input > 0 && output > 0
        case .runTime(let perSecond, let minimum): perSecond > .zero && minimum >= .zero
        }
    }
}
