import Automation

enum ReturnData {
    static let descriptor = ModuleDescriptor(
        name: "scenario-service:ReturnData", versions: [2, 1], label: "Return outputs",
        summary: "Hands the declared outputs to whoever started this run.",
        app: .scenarioService, role: .returnOutputs, effect: .pure, price: .operationOnly)
}
