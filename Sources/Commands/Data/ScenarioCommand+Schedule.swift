import ArgumentParser
import Engine
import StorageCore
import Stores
import Values

extension ScenarioCommand {
    struct Schedule: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Show when a scenario runs by itself, or change it.")
        @Argument(help: "The scenario's id.") var scenario: Int64
        @Argument(help: #"The new schedule, such as '{"type":"daily","time":"09:00"}'; without it nothing is changed."#) var schedule:
            String?
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            var found = try await installation.scenario(scenario)
            if let schedule {
                found = try await installation.scenarios.save(
                    found.id, in: found.organization, ScenarioEdits(scheduling: schedule), author: nil
                ).scenario
            }
            let (id, organization) = (found.id, found.organization)
            let next = try await installation.storage.read { try ScheduleStore($0).next(of: id, in: organization) }
            if output.json {
                return CommandOutput([
                    "scenarioId": .number("\(id)"), "scheduling": (try? JSON(parsing: Array(found.scheduling.utf8))) ?? .null,
                    "active": .boolean(found.active), "nextExec": next.map { .string($0.iso8601) } ?? .null,
                ])
            }
            let following = next.map { "; next at \($0.iso8601)" } ?? (found.active ? "" : "; it is off")
            return CommandOutput("'\(found.name)' runs \(found.scheduleText)\(following).")
        }
    }
}
