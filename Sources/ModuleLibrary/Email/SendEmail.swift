import Automation
import Mail
import Values

/// `email:ActionSendEmail`
struct SendEmail: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "email:ActionSendEmail", versions: [7], label: "Send an email", summary: "Sends an email through a mail server.",
        app: .email, role: .action, effect: .effect,
        parameters: [
            EmailFields.account("account:smtp"),
            HTTPFields.flag(
                "saveAfterSent", "Save after it was sent", false,
                help: "In a folder of the mailbox that the connection names (IMAP host). Many servers do so themselves.", advanced: false),
            FieldDescriptor(
                "folder", "Folder", "folder", help: "Where it is saved. The server's folder for sent emails if this is empty, else Sent."),
        ], mapper: EmailFields.content, output: EmailFields.sent + saved)

    private static let saved = [
        FieldDescriptor("saved", "Saved", "boolean", help: "Whether it is in the folder, where that was asked for."),
        FieldDescriptor("savedIn", "Saved in", "folder"),
        FieldDescriptor("saveProblem", "Why it was not saved", help: "It was sent all the same."),
    ]

    let reach: MailReach

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let settings = try await reach.smtp(input)
        let message = try MailDraft.message(input, from: settings.from)
        let bytes = try MailDraft.rendered(message, limit: settings.maximumMessageBytes)
        let mailbox = try await mailbox(input)
        do {
            try await CurlMailSender(settings).send(bytes, to: message.recipients)
        } catch {
            throw error.moduleFailure
        }
        var output: Fields = ["messageId": .text("<\(message.id)>")]
        var transfer = Int64(bytes.count)
        if let mailbox {
            let kept = await mailbox.keep(bytes, reach)
            for (name, value) in kept { output[name] = value }
            if kept["saved"] == true { transfer += Int64(bytes.count) }
        }
        return EffectOutput(bundles: [.collection(output)], transfer: transfer)
    }

    /// `nil` where the email is not to be saved. Whether it can be is known before it is sent.
    private func mailbox(_ input: ModuleInput) async throws(ModuleFailure) -> SentMailbox? {
        guard input.parameters.flag("saveAfterSent", false) else { return nil }
        let connection = try input.connection("account", "account:smtp")
        guard let settings = try await reach.sentMailbox(connection) else {
            throw .notSetUp(
                "The connection '\(connection.name)' names no mailbox to save sent emails in. Edit it and fill in its 'IMAP host', or switch "
                    + "'Save after it was sent' off.")
        }
        return SentMailbox(settings, folder: input.parameters.text("folder") ?? input.mapper.text("folder"))
    }
}
