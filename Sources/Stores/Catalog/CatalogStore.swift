package import Ledger
package import StorageCore
package import Values

/// Plans and rate cards that an operator added to, or put in the place of, those that the program ships with.
package struct CatalogStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func plans() throws -> [Plan] {
        try transaction.rows("SELECT id, content FROM plan ORDER BY id").map { row in
            try PlanDocument.plan(JSON(parsing: Array(row.text(1).utf8)), id: Plan.ID(rawValue: row.text(0)))
        }
    }

    package func save(_ plan: Plan, at now: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO plan (id, content, changed) VALUES (\(plan.id.rawValue), \(PlanDocument.json(plan).text()), \(now))
            ON CONFLICT (id) DO UPDATE SET content = excluded.content, changed = excluded.changed
            """)
    }

    /// The oldest first.
    package func rateCards() throws -> [RateCard] {
        try transaction.rows("SELECT content FROM rate_card ORDER BY id").map { row in
            try RateCardDocument.card(JSON(parsing: Array(row.text(0).utf8)))
        }
    }

    /// Publishes a card; false if one of that day is there: a published card is not edited.
    package func publish(_ card: RateCard, author: User.ID?, at now: Timestamp) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO rate_card (id, content, published, author) VALUES (\(card.id.rawValue), \(RateCardDocument.json(card).text()), \(now), \(author))
            ON CONFLICT (id) DO NOTHING
            """) == 1
    }
}
