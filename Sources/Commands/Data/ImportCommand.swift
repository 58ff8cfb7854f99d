import Automation
import Stores
import ArgumentParser
import Engine
import Values

struct ImportCommand: DataCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import a scenario from a blueprint file, in any of its envelopes.")

    @Argument(help: "The blueprint, as another product exported it.") var file: String
    @OptionGroup var folder: DataOptions
    @OptionGroup var output: JSONFlag
    @Option(name: .long, help: "The team that gets the scenario; without it the first team of the first organization.") var team: Int64?
    @Flag(name: .long, help: "Switch the scenario on at once, so that its webhook's deliveries run.") var activate = false

    var files: [String] { [file] }

    func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
        let owner = try await installation.team(team)
        var saved = try await installation.scenarios.create(
            blueprint: files[file] ?? [], team: owner.id, organization: owner.organization, author: nil)
        if activate {
            saved.scenario = try await installation.scenarios.save(
                saved.scenario.id, in: owner.organization, ScenarioEdits(active: true), author: nil
            ).scenario
        }
        let warnings = saved.warnings.map { "\($0.path): \($0.message)" }
        if output.json {
            var answer: JSON = ["scenarioId": .number("\(saved.scenario.id)"), "warnings": .array(warnings.map(JSON.string))]
            if let hook = saved.scenario.hook { answer = answer.adding("webhook", .string(installation.hooks.path(of: hook))) }
            return CommandOutput(answer)
        }
        var lines = ["Imported '\(saved.scenario.name)' as scenario \(saved.scenario.id)."]
        if let hook = saved.scenario.hook { lines.append("Its webhook: \(installation.hooks.path(of: hook))") }
        return CommandOutput((lines + warnings.map { "warning: \($0)" }).joined(separator: "\n"))
    }
}

extension JSON {
    func adding(_ key: String, _ value: JSON) -> JSON {
        guard case .object(var object) = self else { return self }
        object[key] = value
        return .object(object)
    }
}
