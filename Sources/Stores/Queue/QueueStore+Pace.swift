import StorageCore
import Values

/// Deliveries of scenarios that may begin so many runs a minute only. `held` is 3 for those that wait until another run may begin.
extension QueueStore {
    private static let atItsPace: Int64 = 3

    /// Puts what was taken back, to wait until another run of its scenario may begin.
    package func pace(_ queued: [QueuedRun]) throws { try wait(queued, held: Self.atItsPace) }

    /// Whether one that came before waits for its scenario's pace.
    package func isPacedBefore(_ queued: QueuedRun) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 FROM queue WHERE organization = \(queued.organization) AND scenario = \(queued.scenario) AND held = \(Self.atItsPace)
                AND id < \(queued.id) LIMIT 1
            """) != nil
    }

    /// The scenarios of which something waits for its pace.
    package func paced() throws -> [(organization: Organization.ID, scenario: Scenario.ID)] {
        // Its value stands in the text, as the index has it there.
        try transaction.rows("SELECT DISTINCT organization, scenario FROM queue WHERE held = 3").map {
            (.init(try $0.integer(0)), .init(try $0.integer(1)))
        }
    }

    /// The oldest go on.
    /// - Parameter limit: how many at most; `nil`: all.
    package func releasePaced(_ scenario: Scenario.ID, in organization: Organization.ID, limit: Int?) throws {
        let first: SQL =
            limit.map {
                """
                AND id IN (SELECT id FROM queue WHERE organization = \(organization) AND scenario = \(scenario)
                    AND held = \(Self.atItsPace) ORDER BY id LIMIT \($0))
                """
            } ?? ""
        try transaction.execute(
            "UPDATE queue SET held = 0 WHERE organization = \(organization) AND scenario = \(scenario) AND held = \(Self.atItsPace) \(first)"
        )
    }
}
