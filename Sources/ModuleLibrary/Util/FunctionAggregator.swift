import Automation
import Values

/// `util:FunctionAggregator2`
struct FunctionAggregator: PureModule {
    let descriptor = ModuleDescriptor(
        name: "util:FunctionAggregator2", label: "Numeric aggregator",
        summary: "Makes one number of a value of every bundle since its source module.",
        app: .util, role: .aggregator, effect: .pure,
        parameters: [
            AggregatorFields.feeder,
            FieldDescriptor(
                "fn", "Aggregate function", "select", required: true, initial: "sum",
                options: [
                    .init("avg", "Average"), .init("sum", "Sum"), .init("count", "Count"), .init("max", "Maximum"), .init("min", "Minimum"),
                ]),
        ],
        mapper: [FieldDescriptor("value", "Value", "number", help: "A bundle where it is empty doesn't count.")],
        output: [
            FieldDescriptor("result", "Result", "number", help: "Of no bundles: 0 as sum and count, else empty.")
        ])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let mapped = input.items.filter { $0["value"] != nil }
        var numbers: [Number] = []
        for item in mapped { if let number = try number(item) { numbers.append(number) } }
        let result: Number?
        switch input.parameters.text("fn") ?? "sum" {
        case "sum": result = numbers.reduce(.zero, +)
        case "avg": result = numbers.reduce(.zero, +) / Number(numbers.count)
        // Without a value there is still a number of bundles.
        case "count": result = Number(mapped.isEmpty ? input.items.count : numbers.count)
        case "min": result = numbers.min()
        case "max": result = numbers.max()
        case let other: throw .refused("'\(other.prefix(40))' is no aggregate function. Choose avg, sum, count, max or min.")
        }
        return [["result": result.map(Value.number) ?? .null]]
    }

    private func number(_ item: Value) throws(ModuleFailure) -> Number? {
        let text = item["value"]?.moduleText.trimmingWhitespace ?? ""
        guard !text.isEmpty else { return nil }
        guard let number = Number(parsing: text) else {
            throw ModuleFailure("DataError", "'\(text.prefix(60))' is not a number and can't be aggregated.")
        }
        return number
    }
}
