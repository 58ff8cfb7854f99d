import Ledger
package import Stores
package import Values

extension Catalog {
    /// What keeps a rate card from being published; empty: nothing does.
    package func problems(of document: JSON, at now: Timestamp) -> [DocumentProblem] {
        do throws(DocumentProblem) {
            let card = try RateCardDocument.card(document)
            if card.effectiveFrom <= Instant(now) {
                return [
                    DocumentProblem("id", "A rate card takes effect on a day to come (UTC), and '\(card.id)' has begun. Name a later day.")
                ]
            }
            guard rates.card(card.id) == nil else {
                return [DocumentProblem("id", "There is a rate card '\(card.id)'. A published card is not edited; name another day.")]
            }
            return []
        } catch {
            return [error]
        }
    }
}
