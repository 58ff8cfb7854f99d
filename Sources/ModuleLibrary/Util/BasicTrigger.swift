import Automation
import Values

/// `util:BasicTrigger`
struct BasicTrigger: PureModule {
    let descriptor = ModuleDescriptor(
        name: "util:BasicTrigger", label: "Basic trigger", summary: "Starts a run with bundles that are written down here.", app: .util,
        role: .trigger, effect: .pure,
        parameters: [
            FieldDescriptor(
                "values", "Bundles", "array", help: "Each entry becomes a bundle.",
                fields: [
                    FieldDescriptor(
                        "spec", "Fields", "array", required: true,
                        fields: [
                            FieldDescriptor("name", "Name", required: true), FieldDescriptor("value", "Value", "any", multiline: true),
                        ])
                ])
        ])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        input.parameters.rows("values").map { entry in
            .collection(Fields(entry.rows("spec").compactMap { field in field.text("name").map { ($0, field["value"] ?? .null) } }))
        }
    }
}
