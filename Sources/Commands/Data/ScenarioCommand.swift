import Ledger
import StorageCore
import ArgumentParser
import Engine
import Stores
import Values

struct ScenarioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "List scenarios, switch them on and off.",
        subcommands: [List.self, Start.self, Stop.self, Schedule.self, Delete.self])

    struct List: DataCommand {
        static let configuration = CommandConfiguration(abstract: "List scenarios with what they used in the running period.")
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let now = installation.engine.now()
            var rows: [(scenario: Scenario, usage: UsageStore.ScenarioUsage)] = []
            for organization in try await installation.storage.read({ try IdentityStore($0).organizations() }) {
                let period = try await installation.engine.registry.books(of: organization.id, at: now).period(containing: now)
                rows += try await installation.storage.read { transaction in
                    let usage = try UsageStore(transaction).scenarios(of: organization.id, period: Timestamp(period.start))
                    return try ScenarioStore(transaction).scenarios(of: organization.id).map { ($0, usage[$0.id] ?? .init()) }
                }
            }
            if output.json {
                return CommandOutput(
                    .array(
                        rows.map {
                            [
                                "scenarioId": .number("\($0.scenario.id)"), "name": .string($0.scenario.name),
                                "active": .boolean($0.scenario.active),
                                "webhook": $0.scenario.hook.map { .string(installation.hooks.path(of: $0)) } ?? .null,
                                "operations": .number("\($0.usage.usage.operations)"), "credits": .string("\($0.usage.usage.credits)"),
                            ]
                        }))
            }
            return CommandOutput(
                rows.map {
                    "\($0.scenario.id)\t\($0.scenario.active ? "on" : "off")\t\($0.usage.usage.credits) credits\t\($0.scenario.name)"
                }
                .joined(separator: "\n"))
        }
    }

    struct Start: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Switch a scenario on.")
        @Argument(help: "The scenario's id.") var scenario: Int64
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            try await installation.turn(scenario, on: true)
        }
    }

    struct Stop: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Switch a scenario off; what its webhook gets waits.")
        @Argument(help: "The scenario's id.") var scenario: Int64
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            try await installation.turn(scenario, on: false)
        }
    }

    struct Delete: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a scenario; its name and figures stay in every view of usage.")
        @Argument(help: "The scenario's id.") var scenario: Int64
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let found = try await installation.scenario(scenario)
            try await installation.scenarios.delete(found.id, in: found.organization, author: nil)
            return CommandOutput("Deleted '\(found.name)'.")
        }
    }
}

extension Installation {
    fileprivate func turn(_ id: Int64, on: Bool) async throws -> CommandOutput {
        let found = try await scenario(id)
        _ = try await scenarios.save(found.id, in: found.organization, ScenarioEdits(active: on), author: nil)
        return CommandOutput("'\(found.name)' is \(on ? "on" : "off").")
    }
}
