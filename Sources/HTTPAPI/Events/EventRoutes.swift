import Engine
import Hummingbird
import Stores
import Values

/// What happens in an organization, while it happens. Every event follows a commit.
struct EventRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/events", use: watch)
    }

    @Sendable func watch(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try QueryItems(request).requiredID("organizationId", of: Organization.self)
        _ = try await door.read(context.identity) { try $0.organization(id) }
        let events = door.engine.events.subscribe(to: id)
        return EventStream(source: EventSource(door: door, organization: id, events: events)).response(to: request)
    }
}
