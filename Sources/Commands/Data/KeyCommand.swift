import ArgumentParser
import Engine
import Values

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The installation's key, which seals connections and passwords.", subcommands: [Rotate.self])

    struct Rotate: DataCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new key and seal everything with it. Addresses of webhooks stay as they are.")
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let resealed = try await installation.rotateKey()
            if output.json {
                return CommandOutput(["resealed": .number("\(resealed.count)"), "unreadable": .number("\(resealed.unreadable)")])
            }
            let rest = resealed.unreadable == 0 ? "" : " \(resealed.unreadable) could not be opened and stay as they are: enter them again."
            return CommandOutput("Sealed \(resealed.count) secrets with a new key. Make a copy of the key file.\(rest)")
        }
    }
}
