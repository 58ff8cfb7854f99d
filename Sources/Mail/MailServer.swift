/// Where mail is handed in: `smtp://host:port` or `smtps://host:port`, and nothing else in it.
package struct MailServer: Hashable, Sendable {
    /// Whether the connection is secured from its first byte (RFC 8314 §3.3).
    package let isSecure: Bool
    package let host: String
    package let port: Int

    package init(_ text: String) throws(MailFailure) {
        // The text is not quoted: a password may stand in it.
        let malformed = MailFailure.permanent(
            "The mail server's address must be smtp://host:port or smtps://host:port; user name and password are settings of their own.")
        guard let scheme = ["smtp://", "smtps://"].first(where: text.lowercased().hasPrefix) else { throw malformed }
        isSecure = scheme == "smtps://"
        var rest = text.utf8.dropFirst(scheme.utf8.count)
        if rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        var name = rest
        var number: Int? = isSecure ? 465 : 587
        if let colon = rest.lastIndex(of: UInt8(ascii: ":")), !rest[colon...].contains(UInt8(ascii: "]")) {
            name = rest[..<colon]
            number = Int(Substring(rest[rest.index(after: colon)...]))
        }
        guard let number, 1...65_535 ~= number, Self.isHost(name) else { throw malformed }
        port = number
        host = String(Substring(name))
    }

    var url: String { "\(isSecure ? "smtps" : "smtp")://\(place)" }
    /// As libcurl wants it.
    static func route(to address: String, port: Int) -> String {
        "::\(address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]" : address):\(port)"
    }

    /// For errors.
    package var place: String { "\(host):\(port)" }

    private static func isHost(_ name: Substring.UTF8View) -> Bool {
        if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]"), name.count > 2 {
            return name.dropFirst().dropLast().allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
        }
        return !name.isEmpty && name.count <= 253 && name.allSatisfy { $0 < 0x80 && isHostText($0) }
    }

    private static func isHostText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._".utf8.contains(byte)
        }
    }
}
