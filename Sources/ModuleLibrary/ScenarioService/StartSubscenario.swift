import Automation

enum StartSubscenario {
    static let descriptor = ModuleDescriptor(
        name: "scenario-service:StartSubscenario", versions: [2, 1], label: "Start with inputs",
        summary: "Starts a run with the inputs that its caller gives, in the types that are declared for them.",
        app: .scenarioService, role: .trigger, effect: .pure, price: .operationOnly)
}
