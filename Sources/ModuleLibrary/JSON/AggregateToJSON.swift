import Automation
import Values

/// `json:AggregateToJSON`
struct AggregateToJSON: PureModule {
    let descriptor = ModuleDescriptor(
        name: "json:AggregateToJSON", label: "Aggregate to JSON",
        summary: "Writes the bundles since its source module as one JSON array, an object for each.",
        app: .json, role: .aggregator, effect: .pure,
        parameters: [
            AggregatorFields.feeder, FieldDescriptor("type", "Data structure", "udt", required: true, help: "The fields of each object."),
            JSONText.indentation,
        ],
        output: [FieldDescriptor("json", "JSON text")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        [["json": .text(JSONText.write(.array(input.items), input.parameters))]]
    }
}
