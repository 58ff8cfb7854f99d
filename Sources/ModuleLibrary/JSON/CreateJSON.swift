import Automation
import Values

/// `json:CreateJSON`
struct CreateJSON: PureModule {
    let descriptor = ModuleDescriptor(
        name: "json:CreateJSON", label: "Create JSON", summary: "Writes the fields of a data structure as JSON text.", app: .json,
        role: .action,
        effect: .pure,
        parameters: [
            FieldDescriptor("type", "Data structure", "udt", required: true, help: "The fields to fill in."), JSONText.indentation,
        ],
        output: [FieldDescriptor("json", "JSON text")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        [["json": .text(JSONText.write(.collection(try input.structured(input.mapper)), input.parameters))]]
    }
}
