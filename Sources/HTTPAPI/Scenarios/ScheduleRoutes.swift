import Automation
import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// When a scenario runs by itself: in words, the next times, and the last ones that were served.
struct ScheduleRoutes {
    let door: Door
    /// Times that are shown.
    static let shown = 10

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/scenarios/:scenarioId/schedule", use: show)
        member.post("flowmeter/organizations/:organizationId/schedule/check", use: check)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Scenario.ID = try context.id("scenarioId")
        return try await door.read(context.identity) { access in
            let scenario = try access.scenario(id)
            let organization = try access.organization(scenario.organization)
            let next = try ScheduleStore(access.transaction).next(of: id, in: organization.id)
            let again = try BackOffStore(access.transaction).entry(of: id, in: organization.id)
            let fires = try FireStore(access.transaction).fires(of: id, in: organization.id, limit: Self.shown)
            let schedule = try? Schedule(ScenarioRow.scheduling(scenario))
            return [
                "schedule": [
                    "scheduling": ScenarioRow.scheduling(scenario), "text": scenario.scheduleText,
                    "nextExec": [next, again?.due].compactMap(\.self).min(), "backOff": again.map(Self.record),
                    "next": next.map { Self.times(schedule, first: $0, organization) } ?? [], "served": fires.map(Self.record),
                ] as Record
            ]
        }
    }

    /// While somebody enters a schedule: what it means, and when it would be due.
    @Sendable func check(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let organization = try await door.read(context.identity) { try $0.organization(id) }
        guard let scheduling = try await Input(request, context: context)["scheduling"] else {
            throw Problem.invalid("scheduling", "Missing value of required parameter 'scheduling'.")
        }
        do throws(ScheduleProblem) {
            let json = scheduling.asText.flatMap { try? JSON(parsing: $0) } ?? scheduling
            let schedule = try Schedule(json)
            let first = schedule.first(at: Instant(door.now()), in: Zone(organization.zone) ?? .utc).map(Timestamp.init)
            return [
                "ok": true, "text": schedule.description, "next": first.map { Self.times(schedule, first: $0, organization) } ?? [],
            ]
        } catch {
            return ["ok": false, "field": error.field, "message": error.message]
        }
    }

    private static func times(_ schedule: Schedule?, first: Timestamp, _ organization: Organization) -> [Timestamp] {
        let zone = Zone(organization.zone) ?? .utc
        var times = [first]
        while times.count < shown, let last = times.last.map(Instant.init), let next = schedule?.next(after: last, since: last, in: zone) {
            times.append(Timestamp(next))
        }
        return times
    }

    /// The attempt after a run that failed with what passes by itself.
    private static func record(_ entry: BackOffEntry) -> Record {
        ["attempt": entry.step, "of": BackOff.minutes.count, "due": entry.due, "runId": entry.due == nil ? entry.run : nil]
    }

    private static func record(_ fire: Fire) -> Record {
        ["due": fire.due, "at": fire.at, "runId": fire.run, "late": fire.isLate, "missed": fire.missed]
    }
}
