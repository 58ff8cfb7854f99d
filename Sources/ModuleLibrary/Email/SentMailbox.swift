import Automation
import Mail
import Values

extension Connection {
    /// The mailbox that goes with a connection for sending, as if it were a connection of its own; `nil` where it has none.
    var sentMailbox: Connection? {
        guard let host = fields.text("imapHost") else { return nil }
        var mailbox = self
        mailbox.fields["host"] = .text(host)
        mailbox.fields["port"] = fields["imapPort"] ?? .null
        mailbox.fields["security"] = .text(fields.text("imapSecurity") ?? "tls")
        if let user = fields.text("imapUser") { mailbox.fields["user"] = .text(user) }
        if let password = fields.text("imapPassword") { mailbox.fields["password"] = .text(password) }
        return mailbox
    }
}

/// Keeps an email that was sent.
struct SentMailbox {
    let settings: IMAPSettings
    /// `nil`: the server's own folder for what was sent.
    let folder: String?

    init(_ settings: IMAPSettings, folder: String?) {
        // The email is out, and the operation should not wait for long to say so.
        var settings = settings
        settings.timeout = 30
        self.settings = settings
        self.folder = folder
    }

    /// What came of it, as fields of the output. Never fails: whoever repeats the operation would send the email again.
    func keep(_ bytes: [UInt8], _ reach: MailReach) async -> Fields {
        do {
            let folder = try await reach.speak(with: settings) { [folder] session throws(MailFailure) in
                try session.keepSent(bytes, in: folder)
            }
            return ["saved": true, "savedIn": .text(folder)]
        } catch {
            return ["saved": false, "saveProblem": .text(error.message)]
        }
    }
}
