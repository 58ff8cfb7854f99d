import Automation
import Values

/// `scenario-service:CustomizeRunName`
struct CustomizeRunName: OwnModule {
    /// Characters of a name.
    static let limit = 200

    let descriptor = ModuleDescriptor(
        name: "scenario-service:CustomizeRunName", versions: [2, 1], label: "Customize run name",
        summary: "Gives the run a name, which the history shows.", app: .scenarioService, role: .action, effect: .ours,
        price: .operationOnly,
        mapper: [FieldDescriptor("name", "Name", help: "The last one counts; an empty one takes the name away. At most 200 characters.")],
        output: [FieldDescriptor("name", "Name")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        // One line: it is shown in a list.
        let words = (input.mapper.text("name") ?? "").split { $0.isWhitespace }
        let name = String(words.joined(separator: " ").prefix(Self.limit))
        return .name(name.isEmpty ? nil : name)
    }
}
