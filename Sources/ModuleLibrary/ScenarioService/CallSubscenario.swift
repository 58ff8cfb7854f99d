import Automation
import Values

/// Starts a run of another scenario, and hands its outputs on if it is to be waited for.
struct CallSubscenario: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "scenario-service:CallSubscenario", versions: [2, 1], label: "Call another",
        summary: "Starts a run of another scenario with inputs; may wait for its outputs.", app: .scenarioService, role: .action,
        effect: .ours, price: .operationOnly,
        parameters: [
            FieldDescriptor("scenario", "Which to call", "scenario", required: true),
            FieldDescriptor(
                "shouldWaitForExecutionEnd", "Wait for its end", "boolean", help: "If so, its outputs are this module's.", initial: false),
        ],
        mapper: [FieldDescriptor("data", "Inputs", "collection", help: "A field for each input that it declares.")],
        output: [FieldDescriptor("executionId", "Run id", "text", help: "Where its end isn't waited for.")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        guard let text = input.parameters.text("scenario") ?? input.mapper.text("scenario"), let id = Int64(text) else {
            throw .notSetUp("Choose which one to call.")
        }
        return .call(
            ScenarioCall(
                scenario: id, inputs: input.mapper["data"]?.asCollection ?? [:],
                waits: input.parameters.flag("shouldWaitForExecutionEnd", input.mapper.flag("shouldWaitForExecutionEnd", false))))
    }
}
