import Automation
import Values

enum TextAggregator {
    static let descriptor = ModuleDescriptor(
        name: "util:TextAggregator", label: "Text aggregator", summary: "Joins a text of every bundle since its source module into one.",
        app: .util, role: .textAggregator, effect: .pure,
        parameters: [
            FieldDescriptor("feeder", "Source module", "feeder", required: true, help: "The module whose bundles are joined."),
            FieldDescriptor(
                "rowSeparator", "Row separator", "select", help: "What stands between two texts.", initial: "\n",
                options: [.init("", "Nothing"), .init("\n", "New line"), .init("\t", "Tabulator"), .init("other", "Other")]),
            FieldDescriptor("otherRowSeparator", "Other separator", help: "Used where the row separator is 'Other'."),
        ],
        mapper: [FieldDescriptor("value", "Text", required: true, multiline: true)],
        output: [FieldDescriptor("text", "Text")])
}
