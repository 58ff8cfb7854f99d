import Automation
import Mail
import Values

/// `email:ActionCreateDraft`
struct CreateDraft: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "email:ActionCreateDraft", versions: [7], label: "Create a draft",
        summary: "Puts an unsent email into a folder of a mailbox.",
        app: .email, role: .action, effect: .effect, parameters: [EmailFields.account("account:imap")],
        mapper: [FieldDescriptor("folder", "Folder", "folder", required: true, initial: "Drafts")] + EmailFields.content,
        output: EmailFields.sent)

    let reach: MailReach

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let connection = try input.connection("account", "account:imap")
        let own: MailAddress
        do {
            own = try MailAddress(connection.fields.text("user") ?? "")
        } catch {
            // The user's name is no address; then the fields have to say who it is from.
            guard let address = try? MailPerson.read(input.mapper["from"]).first?.checked else {
                throw .refused("The field 'From' must be an address, as the connection's user name is none.")
            }
            own = address
        }
        let message = try MailDraft.message(input, from: own)
        let bytes = try MailDraft.rendered(message)
        let folder = input.mapper.text("folder") ?? "Drafts"
        try await reach.mailbox(input) { session throws(MailFailure) in
            try session.append(bytes, to: folder, flags: "(\\Draft \\Seen)")
        }
        return EffectOutput(bundles: [["messageId": .text("<\(message.id)>")]], transfer: Int64(bytes.count))
    }
}
