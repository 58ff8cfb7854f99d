extension RateCard {
    static func january2026() throws(RateCardProblem) -> RateCard {
        let tokenRates: [(model: String, input: Int64, output: Int64)] = [
            ("small", 5_000, 5_000), ("medium", 3_500, 3_500), ("large", 1_500, 1_500),
            ("gpt-5.4-nano", 4_520, 723), ("gpt-5.4-mini", 1_205, 200), ("gpt-5.4", 361, 60), ("gpt-5.4-long-context", 180, 40),
            ("gpt-5.2", 516, 64), ("gpt-5.1", 723, 90), ("gpt-5", 723, 90), ("gpt-5-mini", 3_616, 452), ("gpt-5-nano", 18_080, 2_260),
            ("claude-opus-4.6", 181, 36), ("claude-opus-4.5", 181, 36), ("claude-haiku-4.5", 904, 181), ("claude-sonnet-4.5", 301, 60),
            ("web-search", 900, 900),
        ]
        let fixed: [RateRule] = [
            RateRule("free", "no charge", .free),
            RateRule("operationOnly", "1 operation, no credits", .operationOnly),
            RateRule("operation", "1 credit per operation", .perOperation(Credits(1))),
            RateRule("fixed", "the module's fixed price per operation", .asDescribed),
            RateRule("code", "2 credits per second of run time", .runTime(perSecond: Credits(2), minimum: Credits(centicredits: 1))),
            RateRule("image", "2 credits per operation", .perOperation(Credits(2))),
            RateRule("invoice", "10 credits per operation", .perOperation(Credits(10))),
            RateRule("document", "10 credits per page", .perUnit(Credits(10))),
            RateRule("audio", "20 credits per minute", .perUnit(Credits(20))),
        ]
        return try RateCard(
            "2026-01-01", effectiveFrom: Instant(milliseconds: 1_767_225_600_000),
            rules: fixed + tokenRates.map { RateRule(tokens: $0.model, input: $0.input, output: $0.output) },
            modules: [
                "builtin:BasicIfElse": "operationOnly", "builtin:BasicMerge": "operationOnly",
                "builtin:BasicRouter": "free",
            ],
            models: Dictionary(uniqueKeysWithValues: tokenRates.map { ($0.model, RateRule.ID(rawValue: "tokens:\($0.model)")) }))
    }
}

extension RateRule {
    fileprivate init(tokens model: String, input: Int64, output: Int64) {
        let text =
            input == output
            ? "1 credit, and 1 credit per \(input) tokens"
            : "1 credit, and 1 credit per \(input) tokens read and per \(output) written"
        let formula = RateFormula.tokens(operation: Credits(1), inputPerCredit: input, outputPerCredit: output)
        self.init(ID(rawValue: "tokens:\(model)"), text, formula)
    }
}
