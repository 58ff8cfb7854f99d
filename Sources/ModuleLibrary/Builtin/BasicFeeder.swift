import Automation

enum BasicFeeder {
    static let descriptor = ModuleDescriptor(
        name: "builtin:BasicFeeder", label: "Iterator",
        summary: "Turns an array into bundles, one for each of its items.",
        app: .builtin, role: .iterator, effect: .pure,
        mapper: [
            FieldDescriptor("array", "Array", "array", required: true, help: "What is not an array counts as an array of one item.")
        ],
        output: [
            FieldDescriptor("value", "Value", "any", help: "The item, where it has no fields of its own."),
            FieldDescriptor("__IMTINDEX__", "Bundle order position", "uinteger"),
            FieldDescriptor("__IMTLENGTH__", "Total number of bundles", "uinteger"),
        ])
}
