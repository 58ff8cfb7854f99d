import Automation
import Values

/// `builtin:BasicRepeater`
struct BasicRepeater: PureModule {
    /// `repeater.repeats`: bundles of one operation.
    static let limit = 10_000

    let descriptor = ModuleDescriptor(
        name: "builtin:BasicRepeater", label: "Repeater", summary: "Gives a number of bundles, each with a number that counts on.",
        app: .builtin, role: .search, effect: .pure,
        mapper: [
            FieldDescriptor("start", "Initial value", "number", required: true, initial: 1),
            FieldDescriptor("repeats", "Repeats", "uinteger", required: true, help: "How many bundles; at most 10 000.", initial: 1),
            FieldDescriptor("step", "Step", "number", help: "What is added each time.", initial: 1, advanced: true),
        ], output: [FieldDescriptor("i", "Value", "number")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let repeats = try input.mapper.integer("repeats", "Repeats", in: 0...Self.limit) ?? 1
        let start = try number(input, "start", "Initial value")
        let step = try number(input, "step", "Step")
        return (0..<repeats).map { ["i": .number(start + step * Number($0))] }
    }

    private func number(_ input: ModuleInput, _ name: String, _ label: String) throws(ModuleFailure) -> Number {
        guard let text = input.mapper.text(name) else { return 1 }
        guard let number = Number(parsing: text.trimmingWhitespace) else { throw .refused("The field '\(label)' must be a number.") }
        return number
    }
}
