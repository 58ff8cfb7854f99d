/// What the key file holds: the key that webhooks' addresses follow from, which never changes, and those that seal, the newest first.
package struct InstallationKeys: Hashable, Sendable {
    package let addresses: [UInt8]
    package let sealing: [[UInt8]]

    /// Bytes of one key.
    package static let length = 32
    /// Keys that a file may hold: more than rotations that were cut off could leave.
    private static let most = 64

    private init(addresses: [UInt8], sealing: [[UInt8]]) {
        self.addresses = addresses
        self.sealing = sealing
    }

    package static func random() -> InstallationKeys {
        let key = randomKey()
        return InstallationKeys(addresses: key, sealing: [key])
    }

    /// One key, which does both; or the one of the addresses, and after it those that seal. `nil`: this is no key file.
    package init?(bytes: [UInt8]) {
        guard !bytes.isEmpty, bytes.count % Self.length == 0, bytes.count / Self.length <= Self.most else { return nil }
        let keys = stride(from: 0, to: bytes.count, by: Self.length).map { Array(bytes[$0..<($0 + Self.length)]) }
        self.init(addresses: keys[0], sealing: keys.count == 1 ? keys : Array(keys.dropFirst()))
    }

    package var bytes: [UInt8] { sealing == [addresses] ? addresses : addresses + sealing.flatMap { $0 } }

    /// With a new key that seals from now on; the others still open.
    package func addingKey() -> InstallationKeys { InstallationKeys(addresses: addresses, sealing: [Self.randomKey()] + sealing) }

    /// Without the keys that nothing is sealed by any more.
    package var newestOnly: InstallationKeys { InstallationKeys(addresses: addresses, sealing: Array(sealing.prefix(1))) }

    private static func randomKey() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
