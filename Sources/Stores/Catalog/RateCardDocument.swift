package import Ledger
package import Values

/// A rate card as an operator writes it, and as the API gives it.
package enum RateCardDocument {
    package static func json(_ card: RateCard) -> JSON {
        [
            "id": .string(card.id.rawValue), "effectiveFrom": .string(Timestamp(milliseconds: card.effectiveFrom.milliseconds).iso8601),
            "rules": .array(
                card.rules.map { ["id": .string($0.id.rawValue), "text": .string($0.text), "formula": json($0.formula)] }),
            "modules": object(card.modules), "models": object(card.models),
        ]
    }

    package static func card(_ json: JSON) throws(DocumentProblem) -> RateCard {
        guard json.asObject != nil else { throw DocumentProblem("", "A rate card is an object with an id, rules, modules and models.") }
        let reader = DocumentReader(json)
        let id = try reader.text("id")
        guard let day = LocalDay(parsing: id) else {
            throw DocumentProblem("id", "A rate card is named by the day (UTC) from which it holds, such as 2027-01-01.")
        }
        var rules: [RateRule] = []
        for rule in try reader.items("rules") {
            guard let formula = rule.object("formula") else { throw DocumentProblem(rule.at("formula"), "Say how the rule prices.") }
            rules.append(RateRule(RateRule.ID(rawValue: try rule.text("id")), try rule.text("text"), try self.formula(formula)))
        }
        let modules = try reader.texts("modules").mapValues(RateRule.ID.init(rawValue:))
        let models = try reader.texts("models").mapValues(RateRule.ID.init(rawValue:))
        do throws(RateCardProblem) {
            return try RateCard(
                RateCard.ID(rawValue: id), effectiveFrom: Zone.utc.start(of: day), rules: rules, modules: modules, models: models)
        } catch {
            throw problem(error, rules)
        }
    }

    // MARK: Formulas

    private static func json(_ formula: RateFormula) -> JSON {
        switch formula {
        case .free: ["kind": "free"]
        case .operationOnly: ["kind": "operationOnly"]
        case .asDescribed: ["kind": "asDescribed"]
        case .perOperation(let amount): ["kind": "perOperation", "centicredits": PlanDocument.number(amount.centicredits)]
        case .perUnit(let amount): ["kind": "perUnit", "centicredits": PlanDocument.number(amount.centicredits)]
        case .tokens(let operation, let input, let output):
            [
                "kind": "tokens", "operationCenticredits": PlanDocument.number(operation.centicredits),
                "inputTokensPerCredit": PlanDocument.number(input), "outputTokensPerCredit": PlanDocument.number(output),
            ]
        case .runTime(let perSecond, let minimum):
            [
                "kind": "runTime", "centicreditsPerSecond": PlanDocument.number(perSecond.centicredits),
                "minimumCenticredits": PlanDocument.number(minimum.centicredits),
            ]
        }
    }

    private static func formula(_ reader: DocumentReader) throws(DocumentProblem) -> RateFormula {
        func amount(_ name: String, from lowest: Int64 = 1) throws(DocumentProblem) -> Credits {
            Credits(centicredits: try reader.integer(name, lowest...largestAmount))
        }
        switch try reader.text("kind") {
        case "free": return .free
        case "operationOnly": return .operationOnly
        case "asDescribed": return .asDescribed
        case "perOperation": return .perOperation(try amount("centicredits"))
        case "perUnit": return .perUnit(try amount("centicredits"))
        case "tokens":
            return .tokens(
                operation: try amount("operationCenticredits", from: 0),
                inputPerCredit: try reader.integer("inputTokensPerCredit", 1...largestAmount),
                outputPerCredit: try reader.integer("outputTokensPerCredit", 1...largestAmount))
        case "runTime":
            return .runTime(perSecond: try amount("centicreditsPerSecond"), minimum: try amount("minimumCenticredits", from: 0))
        default:
            throw DocumentProblem(
                reader.at("kind"), "A formula is free, operationOnly, asDescribed, perOperation, perUnit, tokens or runTime.")
        }
    }

    private static func object(_ rules: [String: RateRule.ID]) -> JSON {
        .object(JSONObject(rules.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value.rawValue)) }))
    }

    private static func problem(_ problem: RateCardProblem, _ rules: [RateRule]) -> DocumentProblem {
        func path(_ id: RateRule.ID) -> String { "rules[\(rules.lastIndex { $0.id == id } ?? 0)]" }
        switch problem {
        case .duplicateRule(let id): return DocumentProblem(path(id), "There are two rules '\(id)'. Name one of them otherwise.")
        case .missingClass(let id): return DocumentProblem("rules", "The rule '\(id)' is missing; every card has one.")
        case .unknownRule(let id, let user): return DocumentProblem("modules.\(user)", "There is no rule '\(id)' in this card.")
        case .rateNotPositive(let id): return DocumentProblem("\(path(id)).formula", "A rate is above zero.")
        case .notATokenRule(let id, let model): return DocumentProblem("models.\(model)", "The rule '\(id)' does not price tokens.")
        case .notDatedByItsStart(let id): return DocumentProblem("id", "The card '\(id)' is named by another day than it starts on.")
        case .noCards, .notInOrder: return DocumentProblem("id", "Cards follow each other in the order of their days.")
        }
    }
}
