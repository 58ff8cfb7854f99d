import StorageCore
import ArgumentParser
import Engine
import Stores

struct ExportCommand: DataCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: "Print a scenario's blueprint, as it is kept.")

    @Argument(help: "The scenario's id.") var scenario: Int64
    @OptionGroup var folder: DataOptions

    func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
        let scenario = try await installation.scenario(scenario)
        guard
            let text = try await installation.storage.read({ try ScenarioStore($0).blueprint(of: scenario.id, version: scenario.version) })
        else {
            throw NotFound("blueprint")
        }
        return CommandOutput(text)
    }
}
