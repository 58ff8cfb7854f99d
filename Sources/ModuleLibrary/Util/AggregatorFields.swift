import Automation
import Values

/// What aggregators share.
enum AggregatorFields {
    static let feeder = FieldDescriptor(
        "feeder", "Source module", "feeder", required: true, help: "The module whose bundles are gathered.")

    /// The items of a group as rows; the columns are their fields, in the order in which they appear.
    struct Table {
        var columns: [String] = []
        var rows: [Fields] = []
    }

    /// Some blueprints have an aggregator's options among its `parameters`, others in the mapper, beside the columns.
    static func separated(_ names: [String], _ input: ModuleInput) -> (options: Fields, table: Table) {
        var options = input.parameters
        var table = Table(rows: input.items.compactMap(\.asCollection))
        let mapped = names.filter { options[$0] == nil }
        for name in mapped { options[name] = table.rows.first?[name] }
        let taken = Set(mapped.filter { options[$0] != nil })
        var seen = taken
        for row in table.rows {
            for entry in row.entries where seen.insert(entry.key).inserted { table.columns.append(entry.key) }
        }
        return (options, table)
    }
}
