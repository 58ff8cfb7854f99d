import Automation
import Values

/// `csv:CreateAggregator`, and `csv:CreateAdvancedAggregator`, whose columns are those of a data structure.
struct CreateCSV: PureModule {
    let descriptor: ModuleDescriptor

    static let simple = CreateCSV(
        descriptor: descriptor(
            "CreateAggregator", "Create CSV", "Makes one CSV text of the bundles since its source module, a row for each.", []))
    static let advanced = CreateCSV(
        descriptor: descriptor(
            "CreateAdvancedAggregator", "Create CSV (advanced)",
            "Makes one CSV text of the bundles since its source module, with the columns of a data structure.",
            [FieldDescriptor("type", "Data structure", "udt", required: true, help: "Its fields are the columns.")]))

    private static func descriptor(_ name: String, _ label: String, _ summary: String, _ fields: [FieldDescriptor]) -> ModuleDescriptor {
        ModuleDescriptor(
            name: "csv:" + name, label: label, summary: summary, app: .csv, role: .aggregator, effect: .pure,
            parameters: [AggregatorFields.feeder] + fields + [
                FieldDescriptor("includeHeaders", "Headers in the first row", "boolean", required: true, initial: true),
                CSVFields.delimiterType, CSVFields.delimiter,
                FieldDescriptor(
                    "newlineType", "Line end", "select", required: true, initial: "lf",
                    options: [.init("lf", "LF (\\n)"), .init("crlf", "CRLF (\\r\\n)")]),
            ],
            output: [FieldDescriptor("text", "CSV")])
    }

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let (options, table) = AggregatorFields.separated(Self.options, input)
        var writer = CSVWriter(
            delimiter: try CSVFields.delimiter(options), lineEnd: options.text("newlineType") == "crlf" ? "\r\n" : "\n")
        if options.flag("includeHeaders", true), !table.columns.isEmpty { writer.write(table.columns) }
        for row in table.rows {
            writer.write(table.columns.map { row[$0]?.moduleText ?? "" })
            guard writer.bytes.count <= CSVLimits.bytes else {
                throw .reached("csv.bytes", "The CSV would be longer than \(CSVLimits.bytes) bytes")
            }
        }
        return [["text": .text(String(decoding: writer.bytes, as: UTF8.self))]]
    }

    private static let options = ["includeHeaders", "delimiterType", "delimiter", "newlineType"]
}
