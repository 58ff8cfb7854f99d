import CLibCurl

/// What went wrong on the way to a mailbox, in words for whoever set it up. Never holds the password.
enum IMAPFailure {
    static let cancelled = MailFailure("Speaking with the mailbox was given up, as the server is stopping.", isTemporary: true)

    static func unreadable(_ settings: IMAPSettings, _ what: String) -> MailFailure {
        MailFailure("The answer of the mail server \(settings.place) can't be read: \(what).", isTemporary: false)
    }

    /// The server said NO or BAD.
    static func refused(_ settings: IMAPSettings, _ command: String, _ text: String) -> MailFailure {
        MailFailure("The mail server \(settings.place) refuses \(command): \(text.withoutControls)", isTemporary: false)
    }

    static func of(_ code: Int32, _ problem: String, _ settings: IMAPSettings) -> MailFailure {
        let place = settings.place
        switch code {
        case curl_mail_cancelled: return cancelled
        case curl_mail_timed_out:
            return temporary("The mail server \(place) did not answer within \(settings.timeout) seconds (limit mail.imapTimeout).")
        case curl_mail_no_protocol:
            return .permanent("The libcurl of this system was built without IMAP or without TLS. Install Debian's libcurl4.")
        case curl_mail_no_host: return temporary("The mail server's name \(settings.host) was not found. If it stays so, check the host.")
        case curl_mail_no_connection:
            return temporary("The mail server \(place) takes no connection. If it stays so, check its host and port.")
        case curl_mail_no_handshake:
            return temporary("No secure connection to the mail server \(place). If it stays so, check whether this port speaks TLS.")
        case curl_mail_bad_certificate:
            return .permanent(
                "The certificate of the mail server \(place) can't be verified. Use the name that the certificate is for, or give the "
                    + "certificates to trust.")
        case curl_mail_bad_authorities: return .permanent("The trusted certificates can't be read; they must be PEM.")
        case curl_mail_no_starttls:
            return .permanent("The mail server \(place) does not offer STARTTLS. Choose another security, or another port.")
        case curl_mail_login_denied:
            // Without the server's words, which may repeat what it was sent.
            return .permanent("The mail server \(place) does not accept the user name and password. Check both.")
        default: return temporary("The connection to the mail server \(place) broke: \(problem.withoutControls).")
        }
    }

    private static func temporary(_ message: String) -> MailFailure { MailFailure(message, isTemporary: true) }
}
