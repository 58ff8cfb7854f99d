import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Whom an organization tells about what, and what was told.
struct AlertRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.group("flowmeter/organizations/:organizationId/alerts")
            .get(use: show)
            .patch(use: change)
            .get("log", use: log)
            .post("test", use: test)
    }

    /// Sends a message at once by one channel; what the other side said is the answer.
    @Sendable func test(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let organization = try await door.read(context.identity) { try $0.organization(id, .administer) }
        let input = try await Input(request, context: context)
        guard let channel = OutboxMessage.Channel(rawValue: try input.text("channel")) else {
            throw Problem.invalid("channel", "'channel' must be email or webhook.")
        }
        let settings = try await door.storage.read { try AlertStore($0).settings(of: id) }
        let destinations = channel == .email ? settings.recipients : settings.webhook.map { [$0] } ?? []
        guard !destinations.isEmpty else {
            throw Problem.badRequest(channel == .email ? "Name somebody to write to first." : "Name the webhook's address first.")
        }
        let now = door.now()
        for destination in destinations {
            let text = "This is a test: alerts of \(organization.name) arrive here."
            let body = channel == .email ? text : #"{"type":"flowmeter.test","organizationId":\#(id),"text":"This is a test."}"#
            let message = OutboxMessage(
                organization: id, kind: "test", subject: "A test of alerts", body: body, channel: channel, destination: destination,
                created: now)
            do throws(OutboxFailure) {
                try await door.engine.outbox.send(message, at: now)
            } catch {
                throw Problem.badRequest("\(destination): \(error.message)")
            }
        }
        return ["sent": true]
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeMoney)
            let settings = try AlertStore(access.transaction).settings(of: id)
            return ["alerts": try AlertRecord.record(settings, secret: nil, access.transaction)]
        }
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .administer) }
        let input = try AlertInput(try await Input(request, context: context))
        let (secrets, now, actor) = (door.secrets, door.now(), door.actor(request, context))
        let record = try await door.write(context.identity) { access in
            _ = try access.organization(id, .administer)
            let store = AlertStore(access.transaction)
            let before = try store.settings(of: id)
            let after = try input.applied(to: before, secrets)
            if after.settings != before {
                try store.save(after.settings, of: id)
                try Acts(access.transaction).add(
                    Act(
                        organization: id, at: now, kind: .alerts, summary: Self.summary(before, after.settings), author: actor.user,
                        address: actor.address))
            }
            return try AlertRecord.record(after.settings, secret: after.secret, access.transaction).wire
        }
        try await door.engine.registry.reload(id, at: now)
        return ["alerts": record]
    }

    @Sendable func log(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let page = try Page(newestFirst: QueryItems(request))
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeMoney)
            let store = OutboxStore(access.transaction)
            return [
                "messages": try store.messages(of: id, limit: page.limit, offset: page.offset).map(AlertRecord.record),
                "total": ["count": try store.count(of: id)] as Record, "pg": page.record,
            ]
        }
    }

    /// Names what changed, never the secret.
    private static func summary(_ before: AlertSettings, _ after: AlertSettings) -> String {
        var parts: [String] = []
        if before.thresholds != after.thresholds { parts.append("thresholds \(after.thresholds)") }
        if before.recipients != after.recipients { parts.append("\(after.recipients.count) recipients") }
        if before.webhook != after.webhook { parts.append(after.webhook == nil ? "no webhook" : "the webhook's address") }
        if before.webhookSecret != after.webhookSecret { parts.append("a new secret of the webhook") }
        if before.kinds != after.kinds { parts.append("told: \(after.kinds.map(\.rawValue).sorted().joined(separator: ", "))") }
        return "Changed alerts: \(parts.joined(separator: "; "))"
    }
}
