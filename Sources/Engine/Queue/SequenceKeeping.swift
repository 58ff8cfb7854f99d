import StorageCore
import Stores

/// Lets runs that wait for an earlier run of their scenario go on when there is none.
///
/// An end lets the next one go in its own transaction. This is for all other ways in which nothing is left to wait for: what was to run
/// first was stopped, dropped or held, or the scenario's runs did not follow each other when the earlier one began.
struct SequenceKeeping: Sendable {
    let storage: any Storage

    /// Says how many may go on.
    func step() async throws -> Int {
        let stuck = try await storage.read { transaction in
            try QueueStore(transaction).inSequence().filter { try Self.isStuck($0.scenario, in: $0.organization, transaction) }
        }
        guard !stuck.isEmpty else { return 0 }
        return try await storage.write { transaction in
            let still = try stuck.filter { try Self.isStuck($0.scenario, in: $0.organization, transaction) }
            for (organization, scenario) in still { try QueueStore(transaction).release(scenario, in: organization) }
            return still.count
        }
    }

    private static func isStuck(_ scenario: Scenario.ID, in organization: Organization.ID, _ transaction: any Transaction) throws -> Bool {
        try !QueueStore(transaction).isReady(scenario, in: organization)
            && RunStore(transaction).liveCount(of: scenario, in: organization) == 0
            && IncompleteStore(transaction).openCount(of: scenario, in: organization) == 0
    }
}
