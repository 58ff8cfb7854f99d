/// An address that can stand in an envelope and in a header: `name@example.com` in ASCII, perhaps with the name of who reads there.
package struct MailAddress: Hashable, Sendable {
    package let address: String
    package let name: String?

    /// - Throws: where the address is not a dot-atom, `@` and a host name (RFC 5321 §4.1.2; no quoted local parts, no address literals),
    ///   or the name has control characters.
    package init(_ address: String, name: String? = nil) throws(MailFailure) {
        guard Self.isAddress(address) else {
            throw .permanent("'\(address.withoutControls)' is not an address that mail can be sent to, such as name@example.com.")
        }
        self.address = address
        self.name = try name.map { name throws(MailFailure) in try HeaderText.checked(name, as: "name of \(address)") }
    }

    /// 254 bytes in all and 64 before the `@`: RFC 5321 §4.5.3.1, less the angle brackets of a path.
    private static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 254, let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
        let local = text.utf8[..<at]
        let host = text.utf8[text.utf8.index(after: at)...]
        return local.count <= 64 && isDotted(local, by: isAtomText) && isDotted(host, by: isHostText)
            && host.split(separator: UInt8(ascii: ".")).allSatisfy {
                $0.count <= 63 && $0.first != UInt8(ascii: "-") && $0.last != UInt8(ascii: "-")
            }
    }

    /// Parts of allowed bytes with dots between them, none of them empty.
    static func isDotted(_ text: Substring.UTF8View, by isAllowed: (UInt8) -> Bool) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
    }

    /// `atext` of RFC 5322 §3.2.3.
    static func isAtomText(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte) }

    private static func isHostText(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == UInt8(ascii: "-") }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}

extension String {
    /// For quoting in an error what was wrong, in one line.
    var withoutControls: String {
        var text = ""
        for scalar in unicodeScalars.prefix(100) {
            text.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return text
    }
}
