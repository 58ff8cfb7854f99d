import ArgumentParser
import Engine
import Values

struct DemoCommand: DataCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Add an organization on the plan Pro with months of history, to look around in.")

    @OptionGroup var folder: DataOptions

    func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
        CommandOutput(try await DemoHistory(installation).make())
    }
}
