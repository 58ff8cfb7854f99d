import Automation
import Values

/// `util:FunctionSleep`
struct FunctionSleep: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "util:FunctionSleep", label: "Sleep", summary: "Waits before the next step.", app: .util, role: .action, effect: .ours,
        mapper: [FieldDescriptor("duration", "Delay in seconds", "uinteger", required: true, help: "From 1 to 300.", initial: 1)])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        guard let seconds = try input.mapper.integer("duration", "Delay in seconds", in: 1...300) else {
            throw .refused("The field 'Delay in seconds' is empty.")
        }
        return .sleep(milliseconds: Int64(seconds) * 1000)
    }
}
