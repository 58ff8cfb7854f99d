import Automation
import Stores

/// Bundles of a confidential scenario lie encrypted, bound to their run: what it was started with, its journal while it lives, what it gave
/// a caller, and what its incomplete executions go on with.
struct ConfidentialBundles {
    private let secrets: InstallationSecrets
    private let place: String

    init(_ secrets: InstallationSecrets, of run: Run.ID, in organization: Organization.ID) {
        self.secrets = secrets
        place = Self.place(run, organization)
    }

    static func place(_ run: Run.ID, _ organization: Organization.ID) -> String { "run:\(organization):\(run)" }

    func seal(_ bytes: [UInt8]) throws -> [UInt8] { [SealedSegment.mark] + (try secrets.seal(bytes, for: place)) }

    /// What isn't sealed is given as it is: its scenario was not confidential yet. Throws ``SealedByAnotherKey``.
    func open(_ bytes: [UInt8]) throws -> [UInt8] {
        guard bytes.isSealed else { return bytes }
        guard let opened = secrets.open(Array(bytes.dropFirst()), for: place) else { throw SealedByAnotherKey() }
        return opened
    }

    func seal(_ segment: Segment) throws -> Segment {
        guard !segment.bundles.isEmpty else { return segment }
        var segment = segment
        segment.bundles = try seal(segment.bundles)
        return segment
    }

    func open(_ segment: Segment) throws -> Segment {
        var segment = segment
        segment.bundles = try open(segment.bundles)
        return segment
    }

    /// Where and why the bundle failed is not sealed, so that it can be listed and tried again.
    func seal(_ bundle: EncodedBundle) throws -> EncodedBundle {
        var bundle = bundle
        bundle.bytes = try seal(bundle.bytes)
        for index in bundle.parts.indices { bundle.parts[index].bytes = try seal(bundle.parts[index].bytes) }
        return bundle
    }
}

extension [UInt8] {
    package var isSealed: Bool { first == SealedSegment.mark }
}

extension Segment {
    /// For those who look at a run; `nil`: they are sealed, or gone.
    package var shownBundles: [UInt8]? { bundles.isEmpty || bundles.isSealed ? nil : bundles }
}

/// The installation's key isn't the one that something was sealed with.
package struct SealedByAnotherKey: Error, Sendable, CustomStringConvertible {
    package init() {}

    package var description: String {
        "This was encrypted with a key file that is gone. Put back the key file that belongs to this database."
    }
}
