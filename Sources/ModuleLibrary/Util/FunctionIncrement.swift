import Automation
import Values

/// `util:FunctionIncrement`
struct FunctionIncrement: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "util:FunctionIncrement", label: "Increment function", summary: "Counts how often it was reached: 1, 2, 3 and so on.",
        app: .util, role: .action, effect: .ours,
        parameters: [
            FieldDescriptor(
                "reset", "Reset a value", "select", required: true, initial: "run",
                options: [.init("run", "After one cycle"), .init("execution", "After one run"), .init("scenario", "Never")])
        ],
        output: [FieldDescriptor("i", "Value", "uinteger")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        switch input.parameters.text("reset") ?? input.mapper.text("reset") ?? "run" {
        case "run": return .increment(.cycle)
        case "execution": return .increment(.run)
        case "scenario": return .increment(.scenario)
        case let other: throw .notSetUp("A value can be reset after 'run', 'execution' or 'scenario'; not after '\(other.prefix(40))'.")
        }
    }
}
