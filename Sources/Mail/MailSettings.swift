/// The server that takes the installation's mail, and the limits on speaking with it. Each limit is named in the error that it causes.
package struct MailSettings: Sendable {
    package enum StartTLS: String, Sendable {
        /// Without it nothing is sent.
        case required
        /// Where the server offers it; not with a password, which anyone on the way could then ask for in the clear.
        case optional
        /// For a server on this machine or in a network of one's own.
        case none
    }

    package let server: MailServer
    /// Has no meaning for `smtps://`, which is secured from the first byte.
    package let startTLS: StartTLS
    package let credentials: MailCredentials?
    /// The sender of the envelope, to whom undeliverable mail returns; and what a message's `from` should be.
    package let from: MailAddress
    /// `mail.timeout`: for one message, in seconds; a connection may take a third of it.
    package var timeout = 30
    /// `mail.messageBytes`: of the rendered message.
    package var maximumMessageBytes = 10_000_000
    /// `mail.waiting`: messages that wait for the one that is being sent.
    package var maximumWaiting = 100
    /// A file of certificates (PEM) that is trusted instead of the system's, for a server with a certificate of one's own making.
    package var trustedCertificates: String?
    /// The same as text.
    package var authorities: String?
    /// The only address that a connection goes to, if it is given; the server's host is still what its certificate has to be for.
    package var address: String?

    /// - Parameter server: `smtp://host:port` or `smtps://host:port`; without a port 587 and 465.
    package init(
        server: String, startTLS: StartTLS = .required, user: String? = nil, password: String? = nil, from: MailAddress
    ) throws(MailFailure) {
        self.server = try MailServer(server)
        self.startTLS = startTLS
        self.from = from
        switch (user, password) {
        case (nil, nil): credentials = nil
        case (let user?, let password?): credentials = try MailCredentials(user: user, password: password)
        default: throw .permanent("Signing in to the mail server takes a user name and a password; one of them is missing.")
        }
        guard credentials == nil || startTLS != .optional || self.server.isSecure else {
            throw .permanent("With a password STARTTLS must be 'required' (or 'none', for a network that you trust), not 'optional'.")
        }
    }
}
