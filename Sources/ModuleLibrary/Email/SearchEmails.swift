import Automation
import Mail
import Values

/// `email:SearchEmails`
struct SearchEmails: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "email:SearchEmails", versions: [7], label: "Search emails",
        summary: "Gives the emails of a folder that fit, the newest first, each as a bundle.", app: .email, role: .search, effect: .effect,
        parameters: [EmailFields.account("account:imap")],
        mapper: [EmailFields.folder] + EmailFields.criteria + [
            EmailFields.markSeen,
            FieldDescriptor("maxResults", "Maximum number of emails", "uinteger", help: "From 1 to 500.", initial: 10),
        ], output: EmailFields.email)

    let reach: MailReach

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let search = try MailSearch(input.mapper)
        let emails = try await reach.mailbox(input) { session throws(MailFailure) in
            _ = try session.open(search.folder, toChange: search.marksSeen)
            let found = try session.search(search.criteria)
            return try search.read(found.suffix(search.limit).reversed(), session).map(\.email)
        }
        return EffectOutput(bundles: emails.map(\.bundle), transfer: emails.reduce(0) { $0 + $1.transfer })
    }
}

/// `email:ActionGetEmail`
struct GetEmail: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "email:ActionGetEmail", versions: [7], label: "Get an email", summary: "Reads one email of a mailbox.", app: .email,
        role: .action, effect: .effect, parameters: [EmailFields.account("account:imap")],
        mapper: [EmailFields.id, EmailFields.folder, EmailFields.markSeen], output: EmailFields.email)

    let reach: MailReach

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let target = try MailTarget(input.mapper)
        let marksSeen = input.mapper.flag("markSeen", false)
        let email = try await reach.mailbox(input) { session throws(MailFailure) in
            try target.find(session, toChange: marksSeen)
            let message = try session.message(target.uid)
            if marksSeen, message != nil { try session.setSeen([target.uid], true) }
            return message.map { MailOutput($0, folder: target.folder, seen: marksSeen ? true : nil) }
        }
        guard let email else { throw target.missing.moduleFailure }
        return EffectOutput(bundles: [email.bundle], transfer: email.transfer)
    }
}
