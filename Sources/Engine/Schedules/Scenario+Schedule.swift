import Automation
package import Stores
import Values

extension Scenario {
    /// `nil` where it is kept in a form that can't be understood; then it runs by hand only.
    var schedule: Schedule? { (try? JSON(parsing: Array(scheduling.utf8))).flatMap { try? Schedule($0) } }

    /// When it runs, for people: `every 15 minutes`.
    package var scheduleText: String { schedule?.description ?? "by hand" }

    /// Runs of its webhook that may begin within a minute; `nil` is no limit.
    var runsPerMinute: Int? {
        // Looked for first, since a schedule is read for each delivery here, and nearly none has it.
        guard scheduling.contains("maximum_runs_per_minute"), let schedule, schedule.timing == .immediately else { return nil }
        return schedule.runsPerMinute
    }

    /// A delivery begins a run at once; else it waits until the scenario is on, for its next scheduled run, or for a run by hand.
    var takesDeliveriesAtOnce: Bool { active && schedule?.timing == .immediately }
}
