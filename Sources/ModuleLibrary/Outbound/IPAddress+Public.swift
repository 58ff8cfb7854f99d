extension IPAddress {
    /// Whether the address is one of the internet's, by the registries of special-purpose addresses (RFC 6890 and successors).
    /// An IPv6 address that carries an IPv4 address is as public as that one.
    package var isPublic: Bool {
        switch canonical {
        case .v4: !Self.notPublic4.contains { $0.contains(canonical) }
        case .v6(let high, let low):
            if let embedded = Self.embedded(high: high, low: low) {
                IPAddress.v4(embedded).isPublic
            } else {
                Self.globalUnicast.contains(canonical) && !Self.notPublic6.contains { $0.contains(canonical) }
            }
        }
    }

    /// The IPv4 address in a NAT64, 6to4 or ISATAP address: a gateway on the way would connect to it.
    private static func embedded(high: UInt64, low: UInt64) -> UInt32? {
        if high == 0x0064_ff9b_0000_0000, low >> 32 == 0 { return UInt32(truncatingIfNeeded: low) }
        if high >> 48 == 0x2002 { return UInt32(truncatingIfNeeded: high >> 16) }
        if low >> 32 & 0xfdff_ffff == 0x5efe { return UInt32(truncatingIfNeeded: low) }
        return nil
    }

    private static let notPublic4 = [
        AddressRange(0, 0, 0, 0, bits: 8),  // this network, unspecified
        AddressRange(10, 0, 0, 0, bits: 8),  // private
        AddressRange(100, 64, 0, 0, bits: 10),  // carrier-grade NAT
        AddressRange(127, 0, 0, 0, bits: 8),  // loopback
        AddressRange(169, 254, 0, 0, bits: 16),  // link-local, cloud metadata
        AddressRange(172, 16, 0, 0, bits: 12),  // private
        AddressRange(192, 0, 0, 0, bits: 24),  // protocol assignments
        AddressRange(192, 0, 2, 0, bits: 24),  // documentation
        AddressRange(192, 88, 99, 0, bits: 24),  // 6to4 relays
        AddressRange(192, 168, 0, 0, bits: 16),  // private
        AddressRange(198, 18, 0, 0, bits: 15),  // benchmarks
        AddressRange(198, 51, 100, 0, bits: 24),  // documentation
        AddressRange(203, 0, 113, 0, bits: 24),  // documentation
        AddressRange(224, 0, 0, 0, bits: 4),  // multicast
        AddressRange(240, 0, 0, 0, bits: 4),  // reserved, broadcast
    ]
    private static let globalUnicast = AddressRange(0x2000_0000_0000_0000, bits: 3)
    private static let notPublic6 = [
        AddressRange(0x2001_0000_0000_0000, bits: 23),  // protocol assignments, Teredo
        AddressRange(0x2001_0db8_0000_0000, bits: 32),  // documentation
        AddressRange(0x3fff_0000_0000_0000, bits: 20),  // documentation
    ]
}
