import Automation
import Mail
import Values

/// `email:TriggerNewEmail`, also under the name `email:TriggerWatchEmails`.
struct TriggerNewEmail: EffectModule {
    let descriptor: ModuleDescriptor
    let reach: MailReach

    static func all(_ reach: MailReach) -> [TriggerNewEmail] {
        ["email:TriggerNewEmail", "email:TriggerWatchEmails"].map { TriggerNewEmail(descriptor: descriptor($0), reach: reach) }
    }

    private static func descriptor(_ name: String) -> ModuleDescriptor {
        ModuleDescriptor(
            name: name, versions: [7], label: name == "email:TriggerNewEmail" ? "Watch emails" : "Watch emails (other name)",
            summary: "Starts a run with the emails that are new in a folder.", app: .email, role: .trigger, effect: .effect,
            parameters: [EmailFields.account("account:imap"), EmailFields.folder] + EmailFields.criteria + [
                EmailFields.markSeen,
                FieldDescriptor(
                    "maxResults", "Maximum number of emails", "uinteger",
                    help: "Of one run, from 1 to 500. The first run gives the newest.", initial: 10),
            ], output: EmailFields.email)
    }

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let search = try MailSearch(input.parameters)
        let known = MailboxPosition(input.state)
        let (emails, position) = try await reach.mailbox(input) { session throws(MailFailure) in
            let folder = try session.open(search.folder, toChange: search.marksSeen)
            // Numbers of another validity say nothing: it is as if this were the first run.
            let last = known.flatMap { $0.validity == folder.validity ? $0.uid : nil }
            let found = try session.search(search.criteria + (last.map { [.uid(from: $0 + 1)] } ?? []))
            let new = last.map { last in Array(found.filter { $0 > last }.prefix(search.limit)) } ?? Array(found.suffix(search.limit))
            let read = try search.read(new, session)
            // What doesn't fit comes with the next run; else all that there is has been looked at.
            let isAll = read.count == new.count && (last == nil || new.count == found.filter { $0 > last ?? 0 }.count)
            let end = max(read.last?.uid ?? 0, last ?? 0, isAll || new.isEmpty ? max(folder.nextUID, 1) - 1 : 0)
            return (read.map(\.email), MailboxPosition(validity: folder.validity, uid: end))
        }
        return EffectOutput(
            bundles: emails.map(\.bundle), transfer: emails.reduce(0) { $0 + $1.transfer }, state: position.state)
    }
}

/// How far a trigger has come in a folder: `{uidValidity, uid}`.
struct MailboxPosition: Hashable, Sendable {
    var validity: UInt32
    /// The last that was given, or passed over as it didn't fit.
    var uid: UInt32

    init(validity: UInt32, uid: UInt32) {
        self.validity = validity
        self.uid = uid
    }

    /// `nil` before the first run.
    init?(_ state: Value) {
        guard let validity = state["uidValidity"]?.asInteger.flatMap({ UInt32(exactly: $0) }),
            let uid = state["uid"]?.asInteger.flatMap({ UInt32(exactly: $0) }), uid < .max
        else { return nil }
        self.init(validity: validity, uid: uid)
    }

    var state: Value { ["uidValidity": .number(Number(Int64(validity))), "uid": .number(Number(Int64(uid)))] }
}
