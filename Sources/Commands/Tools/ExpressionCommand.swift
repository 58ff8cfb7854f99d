import ArgumentParser
import Expressions
import Foundation
import Values

struct ExpressionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expression", abstract: "Try expressions, without a data folder.", subcommands: [Evaluate.self])

    struct Evaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "eval", abstract: "Say what a text with {{...}} comes to, and of which type it is.")

        @Argument(help: "The text: '{{upper(1.name)}}'.") var text: String
        @Option(help: "A JSON file of bundles by module id, and variables: {\"1\": {\"name\": \"Bob\"}, \"var\": {\"input\": {}}}.")
        var data: String?
        @Option(help: "The IANA time zone that dates are read and written in.") var zone = "UTC"
        @Option(help: "What 'now' is, in ISO 8601.") var now: String?
        @OptionGroup var output: JSONFlag

        func run() async throws {
            let printed: CommandOutput
            do {
                let world = try ExpressionWorld(file: data, zone: zone, now: now)
                printed = ExpressionTrial(text: text, world: world).output(asJSON: output.json)
            } catch {
                printed = CommandErrors.output(for: error)
            }
            Terminal.print(printed)
            if printed.exit != .success { throw ExitCode(printed.exit.rawValue) }
        }
    }
}
