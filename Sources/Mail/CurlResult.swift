import CLibCurl

/// What libcurl came back with, and what it means for the message.
struct CurlResult {
    /// A `CURLE_*`.
    let code: Int32
    /// The server's last answer.
    let reply: Int
    /// Of its last refusal.
    let text: String
    /// libcurl's words.
    let problem: String

    static let noMemory = MailFailure("There is no memory left to send the message with.", isTemporary: true)
    static let cancelled = MailFailure("Sending the message was given up, as the server is stopping.", isTemporary: true)

    func failure(_ settings: MailSettings) -> MailFailure {
        let place = settings.server.place
        switch code {
        case curl_mail_cancelled: return Self.cancelled
        case curl_mail_timed_out:
            return temporary("The mail server \(place) did not take the message within \(settings.timeout) seconds (limit mail.timeout).")
        case curl_mail_no_protocol:
            return .permanent("The libcurl of this system was built without SMTP or without TLS. Install Debian's libcurl4.")
        case curl_mail_no_host:
            return temporary("The mail server's name \(settings.server.host) was not found. If it stays so, check the address.")
        case curl_mail_no_connection:
            return temporary("The mail server \(place) takes no connection. If it stays so, check its address and port.")
        case curl_mail_no_handshake:
            return temporary("No secure connection to the mail server \(place). If it stays so, check whether this port speaks TLS.")
        case curl_mail_bad_certificate:
            return .permanent(
                "The certificate of the mail server \(place) can't be verified. Use the name that the certificate is for, or name a file of "
                    + "certificates to trust.")
        case curl_mail_bad_authorities:
            return .permanent(
                "The file of trusted certificates can't be read: \(settings.authorities == nil ? settings.trustedCertificates ?? "the system's" : "those of the connection")."
            )
        case curl_mail_no_starttls where reply < 400 || reply >= 500:
            return .permanent(
                "The mail server \(place) does not offer STARTTLS, which the settings require. Use a port that has it, or smtps://.")
        case curl_mail_login_denied where reply < 400 || reply >= 500:
            // Without the server's words, which may repeat what it was sent.
            return MailFailure(
                "The mail server \(place) does not accept the user name and password, or no way to sign in that we know. Check both.",
                isTemporary: false, reply: reply > 0 ? reply : nil)
        default: return answered(place)
        }
    }

    private func temporary(_ message: String) -> MailFailure { MailFailure(message, isTemporary: true) }

    /// A refusal by the server, if its last answer was one; else the connection broke.
    private func answered(_ place: String) -> MailFailure {
        let words = code == curl_mail_login_denied || text.isEmpty ? "" : " \(text.withoutControls)"
        switch reply {
        case 400..<500:
            return MailFailure("The mail server \(place) can't take the message now: \(reply)\(words).", isTemporary: true, reply: reply)
        case 500..<600 where !isConnectionLost:
            return MailFailure(
                "The mail server \(place) refuses the message: \(reply)\(words). \(Self.advice(reply))", isTemporary: false, reply: reply)
        default:
            return temporary("The connection to the mail server \(place) broke: \(problem.withoutControls).")
        }
    }

    /// CURLE_GOT_NOTHING, CURLE_RECV_ERROR: the last answer was to something else.
    private var isConnectionLost: Bool { code == 52 || code == 56 }

    private static func advice(_ reply: Int) -> String {
        switch reply {
        case 530, 534, 538: "Set a user name and a password for it, and a secured connection."
        case 550, 551, 553: "Check the addresses of recipients and sender."
        case 552: "The message is too large for it, or the recipient's mailbox is full."
        default: "Ask whoever runs it for the reason."
        }
    }
}
