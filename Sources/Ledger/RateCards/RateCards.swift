/// Every card there is, the oldest first: which one holds depends on the instant of the operation, never on that of the question.
package struct RateCards: Sendable {
    package let cards: [RateCard]

    package init(_ cards: [RateCard]) throws(RateCardProblem) {
        guard !cards.isEmpty else { throw .noCards }
        for (earlier, later) in zip(cards, cards.dropFirst()) where later.effectiveFrom <= earlier.effectiveFrom {
            throw .notInOrder(later.id)
        }
        self.cards = cards
    }

    /// The card in force; before the first, the first.
    package func card(at instant: Instant) -> RateCard { cards.last { $0.effectiveFrom <= instant } ?? cards[0] }

    package func card(_ id: RateCard.ID) -> RateCard? { cards.first { $0.id == id } }

    package func rule(for module: String, class priceClass: PriceClass, at instant: Instant) -> RateRule {
        card(at: instant).rule(for: module, class: priceClass)
    }

    /// The cards that this program ships with.
    package static let shipped: RateCards = {
        do {
            return try RateCards([.january2026()])
        } catch {
            preconditionFailure("a shipped rate card is wrong: \(error)")
        }
    }()
}
