import ArgumentParser
import Automation
import Engine
import Foundation
import Ledger
import ModuleLibrary
import Values

struct BlueprintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blueprint", abstract: "Look into blueprint files, without a data folder.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Say for each file what it holds, what isn't known, whether its export is equal, and what a run would cost: a JSON line per file."
        )

        @Argument(help: "Blueprint files.") var files: [String]

        func run() async throws {
            let library = ModuleLibrary()
            let pricing = ModulePricing(rates: .shipped)
            var failed = false
            for file in files {
                do {
                    guard let data = FileManager.default.contents(atPath: file) else { throw UnreadableFile(path: file) }
                    let program = try Program(Blueprint(parsing: Array(data)), catalog: library)
                    print(BlueprintReport(file: file, program: program) { pricing.price(of: $0, at: Timestamp.now()) }.jsonLine)
                } catch {
                    failed = true
                    let object: JSON = [
                        "file": .string(file), "error": .string("\(error is UnreadableFile ? "The file can't be read." : "\(error)")"),
                    ]
                    print(object.text())
                }
            }
            await library.shutdown()
            if failed { throw ExitCode(ExitStatus.badInput.rawValue) }
        }
    }
}
