import ArgumentParser
import Engine
import Stores
import Values

extension CreditsCommand {
    struct Card: DataCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leave a card with the payment provider, to be charged for extra credits from now on.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Argument(help: "The provider's reference of the card, such as pm_…; the card's number is entered at the provider only.")
        var paymentMethod: String
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let id = Organization.ID(organization)
            let settings = try await installation.engine.purchases.leaveCard(paymentMethod, for: id, by: .commandLine)
            try await installation.engine.registry.reload(id, at: installation.engine.now())
            let label = settings.paymentLabel ?? ""
            return output.json
                ? CommandOutput(["organizationId": .number("\(id)"), "paymentMethod": .string(label)])
                : CommandOutput("Purchases of organization \(id) are charged to \(label).")
        }
    }
}
