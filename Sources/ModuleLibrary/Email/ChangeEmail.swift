import Automation
import Mail
import Values

/// What is done to one email where it is: moved, copied, deleted, marked.
struct ChangeEmail: EffectModule {
    let descriptor: ModuleDescriptor
    let reach: MailReach
    private let change: @Sendable (IMAPSession, MailTarget) throws(MailFailure) -> Void

    static func all(_ reach: MailReach) -> [ChangeEmail] {
        [
            ChangeEmail(
                descriptor: descriptor("email:ActionMoveEmail", "Move an email", "Moves an email to another folder.", [destination]),
                reach: reach
            ) { session, target throws(MailFailure) in try session.move(target.uid, to: target.destination) },
            ChangeEmail(
                descriptor: descriptor("email:ActionCopyEmail", "Copy an email", "Copies an email to another folder.", [destination]),
                reach: reach
            ) { session, target throws(MailFailure) in try session.copy(target.uid, to: target.destination) },
            ChangeEmail(
                descriptor: descriptor("email:ActionDeleteEmail", "Delete an email", "Deletes an email."), reach: reach
            ) { session, target throws(MailFailure) in try session.delete(target.uid) },
            ChangeEmail(
                descriptor: descriptor("email:ActionMarkAsRead", "Mark an email as read", "Marks an email as read."), reach: reach
            ) { session, target throws(MailFailure) in try session.setSeen([target.uid], true) },
            ChangeEmail(
                descriptor: descriptor("email:ActionMarkAsUnread", "Mark an email as unread", "Marks an email as unread."), reach: reach
            ) { session, target throws(MailFailure) in try session.setSeen([target.uid], false) },
        ]
    }

    private static let destination = FieldDescriptor("destinationFolder", "Destination folder", "folder", required: true)

    private static func descriptor(_ name: String, _ label: String, _ summary: String, _ fields: [FieldDescriptor] = []) -> ModuleDescriptor
    {
        ModuleDescriptor(
            name: name, versions: [7], label: label, summary: summary, app: .email, role: .action, effect: .effect,
            parameters: [EmailFields.account("account:imap")], mapper: [EmailFields.id, EmailFields.folder] + fields,
            output: [FieldDescriptor("id", "Email ID (UID)")])
    }

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        var target = try MailTarget(input.mapper)
        if descriptor.mapper.contains(where: { $0.name == "destinationFolder" }) {
            target.destination = try input.mapper.required("destinationFolder", "Destination folder")
        }
        try await reach.mailbox(input) { [target, change] session throws(MailFailure) in
            try target.find(session, toChange: true)
            // A server says OK to what it finds nothing for.
            guard try session.search([.one(target.uid)]) == [target.uid] else { throw target.missing }
            try change(session, target)
        }
        return EffectOutput(bundles: [["id": .text("\(target.uid)")]])
    }
}

/// One email, as a module's fields name it.
struct MailTarget: Sendable {
    let uid: UInt32
    let folder: String
    var destination = ""

    init(_ mapper: Fields) throws(ModuleFailure) {
        let text = try mapper.required("id", "Email ID (UID)")
        guard let uid = UInt32(text.trimmingWhitespace), uid > 0 else {
            throw .refused("The field 'Email ID (UID)' must be the id that another module of this app gave.")
        }
        self.uid = uid
        folder = mapper.text("folder") ?? "INBOX"
    }

    func find(_ session: IMAPSession, toChange: Bool) throws(MailFailure) { _ = try session.open(folder, toChange: toChange) }

    var missing: MailFailure {
        MailFailure("There is no email \(uid) in the folder '\(folder)'. It may have been moved or deleted.", isTemporary: false)
    }
}
