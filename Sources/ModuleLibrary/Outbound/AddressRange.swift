/// A block of addresses: `10.0.0.0/8`, `fc00::/7`, or one address.
package struct AddressRange: Hashable, Sendable {
    let base: IPAddress
    let bits: Int

    package init?(parsing text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(parsing: String(first))?.canonical else { return nil }
        let width =
            switch address {
            case .v4: 32
            case .v6: 128
            }
        guard parts.count == 2 else {
            (base, bits) = (address, width)
            return
        }
        guard let bits = Int(parts[1]), (0...width).contains(bits) else { return nil }
        (base, self.bits) = (address, bits)
    }

    init(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, bits: Int) {
        base = .v4(a << 24 | b << 16 | c << 8 | d)
        self.bits = bits
    }

    init(_ high: UInt64, _ low: UInt64 = 0, bits: Int) {
        base = .v6(high: high, low: low)
        self.bits = bits
    }

    package func contains(_ address: IPAddress) -> Bool {
        switch (base, address) {
        case (.v4(let base), .v4(let address)):
            bits == 0 || (base ^ address) >> UInt32(32 - bits) == 0
        case (.v6(let baseHigh, let baseLow), .v6(let high, let low)):
            if bits == 0 {
                true
            } else if bits <= 64 {
                (baseHigh ^ high) >> UInt64(64 - bits) == 0
            } else {
                baseHigh == high && (baseLow ^ low) >> UInt64(128 - bits) == 0
            }
        default: false
        }
    }
}
