import StorageCore
import ArgumentParser
import Engine
import Ledger
import Stores
import Values

struct RunCommand: DataCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "Run a scenario once and say what each module cost.")

    @Argument(help: "The scenario's id.") var scenario: Int64
    @OptionGroup var folder: DataOptions
    @OptionGroup var output: JSONFlag
    @Option(name: .long, help: "A JSON file: the trigger's bundle or, as a list, its bundles.") var input: String?
    @Flag(name: .customLong("stand-ins"), help: "Modules that are not in the library give an empty output instead of stopping the run.")
    var standIns = false
    @Option(name: .customLong("stand-in-outputs"), help: "A JSON file: outputs by module id for modules that are not in the library.")
    var standInOutputs: String?
    @Flag(
        name: .customLong("every-path"),
        help: "A dry run: nothing acts on the world, every filter passes. What the estimate says is what it costs.")
    var everyPath = false

    var files: [String] { [input, standInOutputs].compactMap(\.self) }

    func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
        let scenario = try await installation.scenario(scenario)
        var options = RunOptions(standIns: standIns || standInOutputs != nil, everyPath: everyPath)
        if let standInOutputs { options.standInOutputs = Value(try JSON(parsing: files[standInOutputs] ?? [])) }
        var trigger: [Value]?
        if let input {
            let value = Value(try JSON(parsing: files[input] ?? []))
            if case .array(let bundles) = value { trigger = bundles } else { trigger = [value] }
        }
        let completed = try await installation.engine.runByHand(scenario, author: nil, trigger: trigger, options: options)
        let lines = try await installation.storage.read { try LedgerStore($0).lines(of: completed.run.id, in: completed.run.organization) }
        let report = RunReport(completed, lines: lines)
        return CommandOutput(output.json ? report.json.text() : report.text, errors: report.problem, exit: report.exit)
    }
}

/// What a finished run is told as.
struct RunReport {
    private let run: Run
    private let outputs: Fields
    private let modules: [(id: Int64, name: String, usage: Usage)]

    init(_ completed: CompletedRun, lines: [LedgerStore.ChargeLine]) {
        run = completed.run
        outputs = completed.outputs
        var sums: [(id: Int64, name: String, usage: Usage)] = []
        for line in lines {
            if let index = sums.firstIndex(where: { $0.id == line.moduleId }) {
                sums[index].usage += line.usage
            } else {
                sums.append((line.moduleId, line.module, line.usage))
            }
        }
        modules = sums.sorted { $0.id < $1.id }
    }

    var json: JSON {
        var object: JSON = [
            "runId": .string(run.id.rawValue), "status": .string(run.state.name), "operations": .number("\(run.operations)"),
            "credits": .string("\(run.credits)"), "transfer": .number("\(run.transfer)"),
            "modules": .array(
                modules.map {
                    [
                        "moduleId": .number("\($0.id)"), "module": .string($0.name), "operations": .number("\($0.usage.operations)"),
                        "credits": .string("\($0.usage.credits)"),
                    ]
                }), "outputs": Value.collection(outputs).json,
        ]
        if let failure = run.failure {
            object = object.adding(
                "error",
                [
                    "type": .string(failure.type), "message": .string(failure.message),
                    "moduleId": failure.module.map { .number("\($0)") } ?? .null,
                ])
        }
        return object
    }

    var text: String {
        let rows = modules.map { "  \($0.id)\t\($0.name)\t\($0.usage.operations) operations\t\($0.usage.credits) credits" }
        return (["Run \(run.id): \(run.state.name), \(run.operations) operations, \(run.credits) credits"] + rows).joined(separator: "\n")
    }

    /// For stderr.
    var problem: String {
        guard let failure = run.failure else { return "" }
        return "\(failure.type)\(failure.module.map { " in module \($0)" } ?? ""): \(failure.message)"
    }

    var exit: ExitStatus {
        switch run.state {
        case .success, .warning: .success
        case .outOfCredits: .outOfCredits
        default: .runFailed
        }
    }
}
