import NIOCore

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// An address as a number, so that ranges can be compared without regard to how it was written.
package enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(high: UInt64, low: UInt64)

    /// The strict notation only (`127.0.0.1`, `::1`), never `127.1` or `0x7f000001`: those are left to the resolver, whose answer is checked.
    package init?(parsing text: String) {
        var bytes: (UInt64, UInt64) = (0, 0)
        let family = withUnsafeMutableBytes(of: &bytes) { raw in
            [AF_INET, AF_INET6].first { inet_pton($0, text, raw.baseAddress) == 1 }
        }
        guard let family else { return nil }
        self = withUnsafeBytes(of: bytes) { raw in
            family == AF_INET
                ? .v4(UInt32(bigEndian: raw.loadUnaligned(as: UInt32.self)))
                : .v6(high: UInt64(bigEndian: bytes.0), low: UInt64(bigEndian: bytes.1))
        }
    }

    /// The address in a `sockaddr_in` or `sockaddr_in6`, read by its layout, which is the same everywhere.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET: self = .v4(UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        case AF_INET6: self.init(sixteen: raw + 8)
        default: return nil
        }
    }

    init?(_ address: SocketAddress) {
        guard let found = address.withSockAddr({ pointer, _ in IPAddress(pointer) }) else { return nil }
        self = found
    }

    private init(sixteen raw: UnsafeRawPointer) {
        self = .v6(
            high: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    /// An IPv4-mapped address is the IPv4 address: that is where a connection goes.
    package var canonical: IPAddress {
        if case .v6(0, let low) = self, low >> 32 == 0xffff { return .v4(UInt32(truncatingIfNeeded: low)) }
        return self
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .v4(let bits): "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
        case .v6(let high, let low):
            [high, low].flatMap { half in
                stride(from: 48, through: 0, by: -16).map { String(half >> UInt64($0) & 0xffff, radix: 16) }
            }.joined(separator: ":")
        }
    }
}
