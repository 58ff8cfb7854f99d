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
            HTTPFields.flag("saveAfterSent", "Save after it was sent", false, help: "Not supported: most servers do so themselves."),
        ], mapper: EmailFields.content, output: EmailFields.sent)

    let reach: MailReach

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        if input.parameters.flag("saveAfterSent", false) {
            throw .notSetUp("Emails are not saved in a folder after they were sent; switch 'Save after it was sent' off.")
        }
        let settings = try await reach.smtp(input)
        let message = try MailDraft.message(input, from: settings.from)
        let bytes = try MailDraft.rendered(message, limit: settings.maximumMessageBytes)
        do {
            try await CurlMailSender(settings).send(bytes, to: message.recipients)
        } catch {
            throw error.moduleFailure
        }
        return EffectOutput(bundles: [["messageId": .text("<\(message.id)>")]], transfer: Int64(bytes.count))
    }
}
