import Automation

/// The two halves of a choice. The interpreter carries them out: an operation each, without credits (blueprint-format.md §5).
enum BasicIfElse {
    static let descriptor = ModuleDescriptor(
        name: "builtin:BasicIfElse", label: "If-else",
        summary: "Sends each bundle down the first branch whose condition holds, or the else branch.", app: .builtin, role: .ifElse,
        effect: .pure, price: .operationOnly,
        output: [
            FieldDescriptor("branch", "Branch", "text", help: "The name of the branch that was taken."),
            FieldDescriptor("index", "Position", "uinteger", help: "The branch's place, counted from 0."),
        ])

    static let merge = ModuleDescriptor(
        name: "builtin:BasicMerge", label: "Merge",
        summary: "Brings branches of an if-else together again, with outputs that are filled for each of them.", app: .builtin,
        role: .merge, effect: .pure, price: .operationOnly)
}
