import Ledger
import Testing

struct RateCardTests {
    private let card = RateCards.shipped.card(at: Instant(milliseconds: 1_795_000_000_000))

    @Test(
        arguments: [
            (.free, 0, 0, "free"), (.operationOnly, 1, 0, "operationOnly"), (.perOperation, 1, 100, "operation"),
            (.fixed(Credits(2)), 1, 200, "fixed"),
        ] as [(PriceClass, Int64, Int64, String)])
    func `operations and credits are counted apart`(_ priceClass: PriceClass, operations: Int64, centicredits: Int64, rule: String) {
        let charge = card.charge(for: "http:ActionSendData", class: priceClass, usage: MeteredUsage(transfer: 143))
        #expect(charge.operations == operations)
        #expect(charge.credits == Credits(centicredits: centicredits))
        #expect(charge.rule.rawValue == rule)
        #expect(charge.card == "2026-01-01")
        #expect(charge.transfer == 143)
    }

    @Test func `a rule of the module goes before that of its class`() {
        #expect(card.charge(for: "builtin:BasicIfElse", class: .perOperation).credits == .zero)
        #expect(card.charge(for: "builtin:BasicIfElse", class: .perOperation).operations == 1)
    }

    @Test(arguments: [(0, 1), (1, 2), (9, 2), (10, 2), (11, 4), (1_000, 200), (1_001, 202), (60_000, 12_000)] as [(Int64, Int64)])
    func `run time costs two credits a second, by the centisecond`(_ milliseconds: Int64, centicredits: Int64) {
        let charge = card.charge(for: "code:ExecuteCode", class: .runTime, usage: MeteredUsage(runTimeMilliseconds: milliseconds))
        #expect(charge.credits == Credits(centicredits: centicredits))
    }

    @Test(
        arguments: [
            ("small", 0, 0, 100), ("small", 5_000, 0, 200), ("small", 1, 1, 101), ("small", 2_500, 2_500, 200), ("gpt-5", 723, 90, 300),
            ("gpt-5", 1, 1, 102),
        ] as [(String, Int64, Int64, Int64)])
    func `tokens cost by their model, with one credit for the operation`(_ model: String, input: Int64, output: Int64, centicredits: Int64)
        throws
    {
        let rule = try #require(card.rule(forModel: model))
        let charge = card.charge(by: rule, usage: MeteredUsage(inputTokens: input, outputTokens: output))
        #expect(charge.credits == Credits(centicredits: centicredits))
        #expect(charge.operations == 1)
    }

    @Test func `a charge is priced by the card in force at its instant`() throws {
        let rules = card.rules.map { $0.id == "operation" ? RateRule("operation", "3 credits", .perOperation(Credits(3))) : $0 }
        let start = try #require(LocalDay(parsing: "2026-07-01")).number
        let july = try RateCard("2026-07-01", effectiveFrom: Instant(milliseconds: Int64(start) * 86_400_000), rules: rules)
        let cards = try RateCards([card, july])
        let before = july.effectiveFrom + -1
        #expect(cards.card(at: before).charge(for: "a:B", class: .perOperation).credits == Credits(1))
        #expect(cards.card(at: july.effectiveFrom).charge(for: "a:B", class: .perOperation).credits == Credits(3))
        #expect(cards.card(at: Instant(milliseconds: 0)).id == "2026-01-01")
        #expect(cards.card("2026-07-01")?.rule("operation")?.text == "3 credits")
        #expect(throws: RateCardProblem.notInOrder("2026-01-01")) { try RateCards([july, card]) }
    }

    @Test func `a wrong card is refused when it is loaded`() {
        let (id, from) = (card.id, card.effectiveFrom)
        let twice = card.rules + [RateRule("free", "again", .free)]
        #expect(throws: RateCardProblem.duplicateRule("free")) { try RateCard(id, effectiveFrom: from, rules: twice) }
        let none = card.rules.filter { $0.id != "code" }
        #expect(throws: RateCardProblem.missingClass("code")) { try RateCard(id, effectiveFrom: from, rules: none) }
        let zero = card.rules + [RateRule("tokens:x", "x", .tokens(operation: .zero, inputPerCredit: 0, outputPerCredit: 1))]
        #expect(throws: RateCardProblem.rateNotPositive("tokens:x")) { try RateCard(id, effectiveFrom: from, rules: zero) }
        #expect(throws: RateCardProblem.unknownRule("nothing", usedBy: "a:B")) {
            try RateCard(id, effectiveFrom: from, rules: card.rules, modules: ["a:B": "nothing"])
        }
        #expect(throws: RateCardProblem.notATokenRule("free", model: "m")) {
            try RateCard(id, effectiveFrom: from, rules: card.rules, models: ["m": "free"])
        }
        #expect(throws: RateCardProblem.notDatedByItsStart("2026-01-02")) {
            try RateCard("2026-01-02", effectiveFrom: from, rules: card.rules)
        }
        #expect(throws: RateCardProblem.noCards) { try RateCards([]) }
    }
}
