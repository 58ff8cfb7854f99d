package import Ledger
package import StorageCore
package import Values

/// A scope has one budget.
package struct BudgetTaken: Error, Hashable, Sendable {}

package struct BudgetStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func budgets(of organization: Organization.ID) throws -> [Budget] {
        try transaction.rows("SELECT \(literal: Self.columns) FROM budget WHERE organization = \(organization) ORDER BY id").map(
            Self.budget)
    }

    package func budget(_ id: Budget.ID, of organization: Organization.ID) throws -> Budget? {
        try transaction.row("SELECT \(literal: Self.columns) FROM budget WHERE organization = \(organization) AND id = \(id.rawValue)").map(
            Self.budget)
    }

    /// Throws ``BudgetTaken`` where the scope has one.
    package func add(_ budget: Budget, of organization: Organization.ID, at now: Timestamp) throws {
        let (scope, subject) = Self.words(budget.scope)
        let added = try transaction.execute(
            """
            INSERT INTO budget (organization, id, scope, subject, credits, hard_stop, thresholds, created)
            VALUES (\(organization), \(budget.id.rawValue), \(scope), \(subject), \(budget.credits), \(budget.hardStop),
                \(budget.thresholds.description), \(now)) ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { throw BudgetTaken() }
    }

    package func save(_ budget: Budget, of organization: Organization.ID) throws {
        try transaction.execute(
            """
            UPDATE budget SET credits = \(budget.credits), hard_stop = \(budget.hardStop), thresholds = \(budget.thresholds.description)
            WHERE organization = \(organization) AND id = \(budget.id.rawValue)
            """)
    }

    package func remove(_ id: Budget.ID, of organization: Organization.ID) throws -> Bool {
        try transaction.execute("DELETE FROM budget WHERE organization = \(organization) AND id = \(id.rawValue)") == 1
    }

    static let columns = "id, scope, subject, credits, hard_stop, thresholds"

    private static func words(_ scope: Budget.Scope) -> (scope: String, subject: Int64?) {
        switch scope {
        case .team(let team): ("team", team)
        case .scenario(let scenario): ("scenario", scenario)
        case .run(let scenario): ("run", scenario)
        }
    }

    private static func budget(_ row: Row) throws -> Budget {
        let subject = try row.optionalInteger(2)
        let scope: Budget.Scope =
            switch try row.text(1) {
            case "team": .team(subject ?? 0)
            case "scenario": .scenario(subject ?? 0)
            default: .run(scenario: subject)
            }
        return Budget(
            id: Budget.ID(rawValue: try row.integer(0)), scope: scope, credits: try row.credits(3), hardStop: try row.flag(4),
            thresholds: Thresholds(parsing: try row.text(5)))
    }
}
