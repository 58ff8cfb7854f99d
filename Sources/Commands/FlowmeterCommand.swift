import Engine
package import ArgumentParser

/// `flowmeter`: every command there is.
package struct FlowmeterCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "flowmeter",
        abstract: "Runs automations, and knows what everything costs.",
        discussion: "Start with: flowmeter serve --data ./data --port 8080",
        version: ProductVersion.text,
        subcommands: [
            ServeCommand.self, ImportCommand.self, RunCommand.self, ExportCommand.self, EstimateCommand.self, ScenarioCommand.self,
            AuditCommand.self, PlanCommand.self, RatesCommand.self, CreditsCommand.self,
            UserCommand.self, TokenCommand.self, OrganizationCommand.self, DataStoreCommand.self, ConnectionCommand.self, KeyCommand.self,
            DemoCommand.self, BlueprintCommand.self, ExpressionCommand.self, BenchCommand.self, BenchHistoryCommand.self,
            BenchExpressionsCommand.self,
        ])

    package init() {}
}
