package import Automation
import Values

/// The installation's own way to write to the people who own a scenario.
package protocol OwnersMail: Sendable {
    /// - Parameters:
    ///   - to: what the module's field says, for those who are to be chosen among; `nil`: the scenario's owner.
    ///   - key: the operation's idempotency key, which begins with its run.
    /// - Returns: the bytes that went out.
    func send(subject: String, html: String, to: String?, key: String) async throws(ModuleFailure) -> Int64
}

/// `email:ActionSendMeEmail`
struct SendMeEmail: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "email:ActionSendMeEmail", versions: [7], label: "Send me an email",
        summary: "Sends an email to the scenario's owner, through this installation's mail server.", app: .email, role: .action,
        effect: .effect,
        mapper: [
            FieldDescriptor("to", "To", help: "The scenario's owner if this is empty."), FieldDescriptor("subject", "Subject"),
            FieldDescriptor("html", "Content", multiline: true),
        ])

    let owners: (any OwnersMail)?

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        guard let owners else {
            throw .notSetUp("This installation sends no mail to owners; use 'Send an email' with a connection instead.")
        }
        let transfer = try await owners.send(
            subject: input.mapper.text("subject") ?? "", html: input.mapper.text("html") ?? "", to: input.mapper.text("to"),
            key: input.idempotencyKey)
        return EffectOutput(bundles: [[:]], transfer: transfer)
    }
}
