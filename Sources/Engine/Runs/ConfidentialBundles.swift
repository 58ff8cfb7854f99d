package import Automation

/// Bundles of a confidential scenario lie encrypted while its run lives, and go when it ends.
struct ConfidentialBundles {
    /// No encoded bundle begins with this byte.
    static let mark: UInt8 = 0xFF
    private let secrets: InstallationSecrets

    init(_ secrets: InstallationSecrets) { self.secrets = secrets }

    func seal(_ segment: Segment) throws -> Segment {
        guard !segment.bundles.isEmpty else { return segment }
        return Segment(
            first: segment.first, count: segment.count, operations: segment.operations,
            bundles: [Self.mark] + (try secrets.seal(segment.bundles)))
    }

    func open(_ segment: Segment) throws -> Segment {
        guard segment.bundles.first == Self.mark else { return segment }
        guard let opened = secrets.open(Array(segment.bundles.dropFirst())) else { throw SealedByAnotherKey() }
        return Segment(first: segment.first, count: segment.count, operations: segment.operations, bundles: opened)
    }
}

extension Segment {
    /// For those who look at a run; `nil`: they are sealed, or gone.
    package var shownBundles: [UInt8]? { bundles.isEmpty || bundles.first == ConfidentialBundles.mark ? nil : bundles }
}

/// The installation's key isn't the one that something was sealed with.
package struct SealedByAnotherKey: Error, Sendable {}
