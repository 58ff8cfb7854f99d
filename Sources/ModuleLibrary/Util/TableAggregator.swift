import Automation
import Values

/// `util:AggregateAggregator`
struct TableAggregator: PureModule {
    let descriptor = ModuleDescriptor(
        name: "util:AggregateAggregator", label: "Table aggregator",
        summary: "Makes one text of several fields of every bundle since its source module: a row for each, a column for each field.",
        app: .util, role: .aggregator, effect: .pure,
        parameters: [
            AggregatorFields.feeder,
            FieldDescriptor(
                "columnSeparator", "Column separator", "select", help: "What stands between two fields.", initial: "\t",
                options: [
                    .init("", "Nothing"), .init("\t", "Tabulator"), .init(",", "Comma"), .init(";", "Semicolon"), .init("other", "Other"),
                ]),
            FieldDescriptor("otherColumnSeparator", "Other column separator", help: "Used where the column separator is 'Other'."),
            FieldDescriptor(
                "rowSeparator", "Row separator", "select", help: "What stands between two rows.", initial: "\n",
                options: [.init("", "Nothing"), .init("\n", "New line"), .init("\t", "Tabulator"), .init("other", "Other")]),
            FieldDescriptor("otherRowSeparator", "Other row separator", help: "Used where the row separator is 'Other'."),
        ],
        output: [FieldDescriptor("text", "Text")])

    /// `util.tableBytes`
    static let maximumBytes = 20_000_000

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let names = ["columnSeparator", "otherColumnSeparator", "rowSeparator", "otherRowSeparator"]
        let (options, table) = AggregatorFields.separated(names, input)
        let between = separator("columnSeparator", "otherColumnSeparator", options)
        let after = separator("rowSeparator", "otherRowSeparator", options)
        var text = ""
        for (position, row) in table.rows.enumerated() {
            if position > 0 { text += after }
            text += table.columns.map { row[$0]?.moduleText ?? "" }.joined(separator: between)
            guard text.utf8.count <= Self.maximumBytes else {
                throw .reached("util.tableBytes", "The table would be longer than \(Self.maximumBytes) bytes")
            }
        }
        return [["text": .text(text)]]
    }

    private func separator(_ name: String, _ other: String, _ options: Fields) -> String {
        let chosen = options[name]?.moduleText ?? ""
        return chosen == "other" ? options[other]?.moduleText ?? "" : chosen
    }
}
