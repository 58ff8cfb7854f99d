import StorageCore

/// A segment of a confidential run that lives: its bundles are encrypted.
package struct SealedSegment: Sendable {
    /// What encrypted bundles begin with, and others never do.
    package static let mark: UInt8 = 0xFF

    package var organization: Organization.ID
    package var run: Run.ID
    package var sequence: Int64
    /// Without the mark.
    package var sealed: [UInt8]
}

extension RunStore {
    package func sealedSegments() throws -> [SealedSegment] {
        try transaction.rows(
            """
            SELECT segment.organization, segment.run, segment.sequence, segment.bundles FROM segment
            JOIN run ON run.organization = segment.organization AND run.id = segment.run
            WHERE run.ended IS NULL AND SUBSTR(segment.bundles, 1, 1) = \([SealedSegment.mark])
            """
        ).map {
            SealedSegment(
                organization: .init(try $0.integer(0)), run: RunID(trusted: try $0.text(1)), sequence: try $0.integer(2),
                sealed: Array(try $0.bytes(3).dropFirst()))
        }
    }

    package func reseal(_ segment: SealedSegment, _ sealed: [UInt8]) throws {
        try transaction.execute(
            """
            UPDATE segment SET bundles = \([SealedSegment.mark] + sealed) WHERE organization = \(segment.organization)
                AND run = \(segment.run) AND sequence = \(segment.sequence)
            """)
    }
}
