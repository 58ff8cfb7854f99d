// The only file of the target with Foundation: it holds the rules of time zones, nothing else is asked of it.
import Foundation

/// A time zone of the IANA list, and what its clocks show.
package struct Zone: Hashable, Sendable, CustomStringConvertible {
    package let identifier: String
    private let rules: TimeZone

    package static let utc = Zone(identifier: "UTC", rules: .gmt)

    /// `nil` for a name that the list doesn't have.
    package init?(_ identifier: String) {
        // Foundation also takes "CEST" and "GMT+2", which are not zones one can have a calendar in.
        guard identifier == "UTC" || TimeZone.knownTimeZoneIdentifiers.contains(identifier) || identifier.contains("/"),
            let rules = TimeZone(identifier: identifier)
        else { return nil }
        self.init(identifier: identifier, rules: rules)
    }

    private init(identifier: String, rules: TimeZone) {
        self.identifier = identifier
        self.rules = rules
    }

    package var description: String { identifier }

    package static func == (left: Zone, right: Zone) -> Bool { left.identifier == right.identifier }
    package func hash(into hasher: inout Hasher) { hasher.combine(identifier) }

    /// Milliseconds that the clocks are ahead of UTC.
    package func offset(at instant: Instant) -> Int64 {
        guard identifier != Self.utc.identifier else { return 0 }
        return Int64(rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000))) * 1_000
    }
}
