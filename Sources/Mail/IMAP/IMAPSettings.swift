/// A mailbox's server, whom to sign in as, and the limits on speaking with it.
package struct IMAPSettings: Sendable {
    package enum Security: Sendable {
        /// From the first byte (RFC 8314 §3.2).
        case tls
        case startTLS
        /// For a server on this machine or in a network of one's own.
        case none
    }

    package let host: String
    package let port: Int
    package let security: Security
    package let credentials: MailCredentials
    /// The only address that a connection goes to, if it is given; `host` is still what the certificate has to be for.
    package var address: String?
    /// Certificates (PEM) that are trusted instead of the system's.
    package var authorities: String?
    /// `mail.imapTimeout`: for one operation, in seconds; a connection may take a third of it.
    package var timeout = 60
    /// `mail.readBytes`: of one message.
    package var maximumMessageBytes = 10_000_000

    /// - Parameter port: 993 or 143 if this is `nil`.
    package init(host: String, port: Int?, security: Security, user: String, password: String) throws(MailFailure) {
        let port = port ?? (security == .tls ? 993 : 143)
        // What a mail server's host may be, an IMAP server's may be too.
        let place = host.utf8.contains(UInt8(ascii: ":")) && !host.hasPrefix("[") ? "[\(host)]" : host
        self.host = try MailServer("smtp://\(place):\(port)").host
        self.port = port
        self.security = security
        credentials = try MailCredentials(user: user, password: password)
    }

    var url: String { "\(security == .tls ? "imaps" : "imap")://\(place)" }
    /// For errors.
    package var place: String { "\(host):\(port)" }
}
