package import Automation
import Stores

/// Bundles of a confidential scenario lie encrypted while its run lives, bound to that run, and go when it ends.
struct ConfidentialBundles {
    private let secrets: InstallationSecrets
    private let place: String

    init(_ secrets: InstallationSecrets, of run: Run.ID, in organization: Organization.ID) {
        self.secrets = secrets
        place = Self.place(run, organization)
    }

    static func place(_ run: Run.ID, _ organization: Organization.ID) -> String { "run:\(organization):\(run)" }

    func seal(_ segment: Segment) throws -> Segment {
        guard !segment.bundles.isEmpty else { return segment }
        var segment = segment
        segment.bundles = [SealedSegment.mark] + (try secrets.seal(segment.bundles, for: place))
        return segment
    }

    func open(_ segment: Segment) throws -> Segment {
        guard segment.bundles.first == SealedSegment.mark else { return segment }
        guard let opened = secrets.open(Array(segment.bundles.dropFirst()), for: place) else { throw SealedByAnotherKey() }
        var segment = segment
        segment.bundles = opened
        return segment
    }
}

extension Segment {
    /// For those who look at a run; `nil`: they are sealed, or gone.
    package var shownBundles: [UInt8]? { bundles.isEmpty || bundles.first == SealedSegment.mark ? nil : bundles }
}

/// The installation's key isn't the one that something was sealed with.
package struct SealedByAnotherKey: Error, Sendable {}
