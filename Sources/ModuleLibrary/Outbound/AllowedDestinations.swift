/// Addresses and hosts that are not public and may be called all the same, because the operator says so.
package struct AllowedDestinations: Sendable {
    package static let none = AllowedDestinations(ranges: [], hosts: [], suffixes: [])

    private var ranges: [AddressRange]
    private var hosts: Set<String>
    private var suffixes: [String]

    /// An entry that is neither a range, nor an address, nor a host.
    package struct Malformed: Error, CustomStringConvertible {
        package var entry: String
        package var description: String {
            "'\(entry)' is neither an address (10.1.2.3), nor a range (10.0.0.0/8), nor a host (intranet.example), nor all below one (*.example)."
        }
    }

    /// Entries such as `10.0.0.0/8`, `::1`, `intranet.example` and `*.example`.
    package init(parsing entries: [String]) throws(Malformed) {
        self = .none
        for entry in entries {
            let name = entry.lowercased()
            if let range = AddressRange(parsing: name) {
                ranges.append(range)
            } else if name.hasPrefix("*."), WebAddress.isHostName(name.utf8.dropFirst(2)) {
                suffixes.append(String(name.dropFirst()))
            } else if WebAddress.isHostName(name.utf8[...]) {
                hosts.insert(name)
            } else {
                throw Malformed(entry: entry)
            }
        }
    }

    private init(ranges: [AddressRange], hosts: Set<String>, suffixes: [String]) {
        self.ranges = ranges
        self.hosts = hosts
        self.suffixes = suffixes
    }

    /// Whether a connection to `address`, which is where `host` leads, is allowed.
    func permits(_ address: IPAddress, of host: String) -> Bool {
        address.isPublic || ranges.contains { $0.contains(address.canonical) } || hosts.contains(host)
            || suffixes.contains { host.hasSuffix($0) }
    }
}
