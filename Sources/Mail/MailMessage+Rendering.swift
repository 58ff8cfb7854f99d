extension MailMessage {
    /// The message as it goes over the line: RFC 5322, MIME, ASCII, lines of at most 78 bytes but for long addresses, which end in CR LF.
    /// Dots at the beginning of a line are the transport's to stuff.
    /// - Throws: where there is no recipient or too many, or a header's value would not be one line.
    package func rendered() throws(MailFailure) -> [UInt8] {
        guard 1...Self.maximumRecipients ~= to.count + cc.count + bcc.count else {
            throw .permanent(
                "The message has \(to.count + cc.count + bcc.count) recipients; it may have 1 to \(Self.maximumRecipients).")
        }
        let subject = try HeaderText.checked(subject, as: "subject")
        var lines = ["From: \(Self.field(from))"]
        if let sender { lines.append("Sender: \(Self.field(sender))") }
        if let replyTo { lines.append("Reply-To: \(Self.field(replyTo))") }
        if !to.isEmpty { lines.append("To: \(Self.list(to))") }
        if !cc.isEmpty { lines.append("Cc: \(Self.list(cc))") }
        lines += ["Subject: \(HeaderText.unstructured(subject))", "Date: \(date.mailDate)", "Message-ID: \(try Self.reference(id))"]
        if let inReplyTo { lines.append("In-Reply-To: \(try Self.reference(inReplyTo))") }
        if !references.isEmpty {
            var list: [String] = []
            for reference in references.suffix(Self.maximumReferences) { list.append(try Self.reference(reference)) }
            lines.append("References: \(list.joined(separator: "\n "))")
        }
        lines += priorityLines + (try ownLines())
        if isAutomatic { lines.append("Auto-Submitted: auto-generated") }
        lines.append("MIME-Version: 1.0")
        return Self.withNetworkLineEnds(lines.joined(separator: "\n") + "\n") + MailBody(self).bytes
    }

    private static let maximumReferences = 50

    private var priorityLines: [String] {
        switch priority {
        case .normal: []
        case .high: ["X-Priority: 1 (Highest)", "Importance: High"]
        case .low: ["X-Priority: 5 (Lowest)", "Importance: Low"]
        }
    }

    /// What the message is made of is not for a header to say otherwise.
    private static let reserved: Set = [
        "from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date", "message-id", "in-reply-to", "references", "mime-version",
        "return-path", "received", "auto-submitted",
    ]

    private func ownLines() throws(MailFailure) -> [String] {
        var lines: [String] = []
        for header in headers {
            let name = header.name.lowercased()
            // RFC 5322 §3.6.8: visible ASCII but for the colon.
            guard !name.isEmpty, name.utf8.count <= 60, name.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ":") }),
                !Self.reserved.contains(name), !name.hasPrefix("content-")
            else { throw .permanent("'\(header.name.withoutControls)' can't be the name of a header of one's own.") }
            lines.append("\(header.name): \(HeaderText.unstructured(try HeaderText.checked(header.value, as: "header \(header.name)")))")
        }
        return lines
    }

    /// An id in its brackets (RFC 5322 §3.6.4), with dot-atoms on both sides.
    private static func reference(_ id: String) throws(MailFailure) -> String {
        let bare = id.hasPrefix("<") && id.hasSuffix(">") ? String(id.dropFirst().dropLast()) : id
        guard bare.utf8.count <= 200, let at = bare.utf8.firstIndex(of: UInt8(ascii: "@")),
            MailAddress.isDotted(bare.utf8[..<at], by: MailAddress.isAtomText),
            MailAddress.isDotted(bare.utf8[bare.utf8.index(after: at)...], by: MailAddress.isAtomText)
        else { throw .permanent("'\(id.withoutControls)' is not a message id, such as 7c9e@example.com.") }
        return "<\(bare)>"
    }

    private static func list(_ addresses: [MailAddress]) -> String { addresses.map(field).joined(separator: ",\n ") }

    private static func field(_ address: MailAddress) -> String {
        guard let name = address.name, !name.isEmpty else { return address.address }
        return "\(HeaderText.phrase(name))\n <\(address.address)>"
    }

    /// Of our own text, in which encoded words bring CR LF along already.
    static func withNetworkLineEnds(_ text: String) -> [UInt8] {
        text.utf8.flatMap { $0 == UInt8(ascii: "\n") ? Array("\r\n".utf8) : $0 == UInt8(ascii: "\r") ? [] : [$0] }
    }
}
