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
        var items: [Value] = []
        items.reserveCapacity(input.items.count)
        for item in input.items { items.append(try input.structured(item)) }
        return [["json": .text(JSONText.write(.array(items), input.parameters))]]
    }
}
