import StorageCore
import Values

extension RunStore {
    /// A segment's bundles as they lie in the database.
    package struct StoredBundles: Sendable {
        package let organization: Organization.ID
        package let run: Run.ID
        let sequence: Int64
        package let bundles: [UInt8]
    }

    /// Of runs that live, of every organization: the bundles that begin with this byte.
    package func liveBundles(beginningWith mark: UInt8) throws -> [StoredBundles] {
        try transaction.rows(
            """
            SELECT segment.organization, segment.run, segment.sequence, segment.bundles FROM run
            JOIN segment ON segment.organization = run.organization AND segment.run = run.id
            WHERE run.ended IS NULL AND substr(segment.bundles, 1, 1) = \([mark])
            """
        ).map {
            StoredBundles(
                organization: .init(try $0.integer(0)), run: RunID(trusted: try $0.text(1)), sequence: try $0.integer(2),
                bundles: try $0.bytes(3))
        }
    }

    package func replace(_ stored: StoredBundles, by bundles: [UInt8]) throws {
        try transaction.execute(
            """
            UPDATE segment SET bundles = \(bundles) WHERE organization = \(stored.organization) AND run = \(stored.run)
                AND sequence = \(stored.sequence)
            """)
    }
}
