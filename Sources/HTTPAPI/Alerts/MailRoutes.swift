import Engine
import Hummingbird
import Mail
import StorageCore
import Stores
import Values

/// How the installation sends mail: its operator's.
struct MailRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/mail", use: show)
        member.patch("flowmeter/mail", use: change)
        member.post("flowmeter/mail/test", use: test)
    }

    @Sendable func test(_ request: Request, _ context: MemberContext) async throws -> Record {
        try context.requireOperator()
        let recipient = try await Input(request, context: context).name("to", upTo: 254)
        let now = door.now()
        do throws(MailFailure) {
            try await door.engine.mail.send(
                "A test of the mail settings", "This is a test: mail from this installation arrives.", to: recipient,
                id: "test-\(now.milliseconds)", at: now)
        } catch {
            throw Problem.badRequest(error.message)
        }
        return ["sent": true]
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        try context.requireOperator()
        return try await door.storage.read { ["mail": try KeptMail($0).record] }
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        try context.requireOperator()
        let changes = try KeptMail.changes(try await Input(request, context: context), door.secrets)
        let (now, actor) = (door.now(), door.actor(request, context))
        return try await door.storage.write { transaction in
            for change in changes { try SettingStore(transaction).set(change.name, change.value) }
            if !changes.isEmpty {
                let names = changes.map { String($0.name.dropFirst("mail.".count)) }.joined(separator: ", ")
                try Acts(transaction).addEverywhere(
                    Act(
                        organization: nil, at: now, kind: .settings, summary: "Changed how mail is sent: \(names)", author: actor.user,
                        address: actor.address, subject: "mail"))
            }
            return ["mail": try KeptMail(transaction).record]
        }
    }
}
