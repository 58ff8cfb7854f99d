import Automation

enum BasicAggregator {
    static let descriptor = ModuleDescriptor(
        name: "builtin:BasicAggregator", label: "Array aggregator",
        summary: "Collects the bundles between its source module and itself into one array.",
        app: .builtin, role: .arrayAggregator, effect: .pure,
        parameters: [
            FieldDescriptor("feeder", "Source module", "feeder", required: true, help: "The module whose bundles are collected."),
            FieldDescriptor(
                "target", "Target structure", "text", help: "A later module's field that the items are shaped for.", advanced: true),
        ],
        output: [
            FieldDescriptor("array", "Array", "array"),
            FieldDescriptor("__IMTKEY__", "Key", "any", help: "The group that the array belongs to, where bundles are grouped."),
        ])
}
