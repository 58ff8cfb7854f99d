import Automation
import Values

/// `json:TransformToJSON`
struct TransformToJSON: PureModule {
    let descriptor = ModuleDescriptor(
        name: "json:TransformToJSON", label: "Transform to JSON", summary: "Writes any value, such as a whole bundle, as JSON text.",
        app: .json,
        role: .action, effect: .pure, parameters: [JSONText.indentation],
        mapper: [FieldDescriptor("object", "Value", "any", required: true)],
        output: [FieldDescriptor("json", "JSON text")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        [["json": .text(JSONText.write(input.mapper["object"] ?? .null, input.parameters))]]
    }
}
