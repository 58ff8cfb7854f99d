import Automation
import Values

/// `util:ComposeTransformer`
struct ComposeTransformer: PureModule {
    let descriptor = ModuleDescriptor(
        name: "util:ComposeTransformer", label: "Compose a text",
        summary: "Makes one text out of text and values, for later steps to share.",
        app: .util, role: .action, effect: .pure, mapper: [FieldDescriptor("value", "Text", multiline: true)],
        output: [FieldDescriptor("value", "Text")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        [["value": .text(input.mapper["value"]?.moduleText ?? "")]]
    }
}
