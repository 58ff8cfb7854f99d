import StorageCore
package import Values

/// Deliveries of webhooks that no scenario listens to yet: they wait for one.
extension QueueStore {
    /// Stands for the scenario that there is none of.
    package static let unattached = Scenario.ID(0)

    /// A scenario listens to a webhook: what waits there is its own.
    package func adopt(_ hook: Hook.ID, by scenario: Scenario, held: Bool) throws {
        try transaction.execute(
            """
            UPDATE queue SET scenario = \(scenario.id), team = \(scenario.team), held = \(held)
            WHERE organization = \(scenario.organization) AND hook = \(hook) AND scenario = \(Self.unattached)
            """)
    }

    /// Drops what waits at webhooks to which no scenario has listened since `instant`.
    package func dropUnattached(of organization: Organization.ID, since instant: Timestamp) throws {
        try transaction.execute(
            """
            DELETE FROM queue WHERE organization = \(organization) AND scenario = \(Self.unattached) AND hook IN (
                SELECT id FROM hook WHERE organization = \(organization) AND COALESCE(unattached, created) <= \(instant))
            """)
    }
}
