extension MailMessage {
    /// The message as it goes over the line: RFC 5322, MIME, ASCII, lines of at most 78 bytes but for long addresses, which end in CR LF.
    /// Dots at the beginning of a line are the transport's to stuff.
    /// - Throws: where there is no recipient or too many, or a header's value would not be one line.
    package func rendered() throws(MailFailure) -> [UInt8] {
        guard 1...Self.maximumRecipients ~= to.count else {
            throw .permanent("The message has \(to.count) recipients; it may have 1 to \(Self.maximumRecipients).")
        }
        guard isID else {
            throw .permanent("'\(id.withoutControls)' is not a message id, such as 7c9e@example.com.")
        }
        let subject = try HeaderText.checked(subject, as: "subject")
        let headers = """
            From: \(Self.field(from))
            To: \(to.map(Self.field).joined(separator: ",\n "))
            Subject: \(HeaderText.unstructured(subject))
            Date: \(date.mailDate)
            Message-ID: <\(id)>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0

            """
        return Self.withNetworkLineEnds(headers) + content
    }

    /// RFC 5322 §3.6.4, with dot-atoms on both sides.
    private var isID: Bool {
        guard id.utf8.count <= 200, let at = id.utf8.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return MailAddress.isDotted(id.utf8[..<at], by: MailAddress.isAtomText)
            && MailAddress.isDotted(id.utf8[id.utf8.index(after: at)...], by: MailAddress.isAtomText)
    }

    private static func field(_ address: MailAddress) -> String {
        guard let name = address.name, !name.isEmpty else { return address.address }
        return "\(HeaderText.phrase(name))\n <\(address.address)>"
    }

    private var content: [UInt8] {
        guard let html else { return Self.part("text/plain", text) }
        // No line of an encoded part can begin like this: in quoted-printable a hex digit or a line end follows `=`.
        let boundary = "=_flowmeter"
        let opening = "Content-Type: multipart/alternative; boundary=\"\(boundary)\"\n\n--\(boundary)\n"
        return Self.withNetworkLineEnds(opening) + Self.part("text/plain", text)
            + Self.withNetworkLineEnds("\n--\(boundary)\n") + Self.part("text/html", html)
            + Self.withNetworkLineEnds("\n--\(boundary)--\n")
    }

    private static func part(_ type: String, _ text: String) -> [UInt8] {
        let body = BodyEncoding(text)
        return withNetworkLineEnds("Content-Type: \(type); charset=utf-8\nContent-Transfer-Encoding: \(body.name)\n\n") + body.bytes
    }

    /// Of our own text, in which encoded words bring CR LF along already.
    private static func withNetworkLineEnds(_ text: String) -> [UInt8] {
        text.utf8.flatMap { $0 == UInt8(ascii: "\n") ? Array("\r\n".utf8) : $0 == UInt8(ascii: "\r") ? [] : [$0] }
    }
}
