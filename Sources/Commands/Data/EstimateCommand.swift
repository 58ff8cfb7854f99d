import ArgumentParser
import Automation
import Engine
import Values

struct EstimateCommand: DataCommand {
    static let configuration = CommandConfiguration(commandName: "estimate", abstract: "Say what a run of a scenario would cost.")

    @Argument(help: "The scenario's id.") var scenario: Int64
    @OptionGroup var folder: DataOptions
    @OptionGroup var output: JSONFlag

    func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
        let scenario = try await installation.scenario(scenario)
        let now = installation.engine.now()
        let pricing = ModulePricing(rates: installation.engine.rates)
        let estimate = Estimate(try await installation.scenarios.program(of: scenario)) { pricing.price(of: $0, at: now) }
        guard output.json else {
            return CommandOutput(
                "A run costs at least \(estimate.minimum.credits) credits; \(estimate.expected.credits) with one bundle everywhere and every filter passed."
            )
        }
        return CommandOutput([
            "minimum": .string("\(estimate.minimum.credits)"), "expected": .string("\(estimate.expected.credits)"),
            "minimumOperations": .number("\(estimate.minimum.operations)"),
            "expectedOperations": .number("\(estimate.expected.operations)"),
        ])
    }
}
