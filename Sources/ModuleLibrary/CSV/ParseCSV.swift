import Automation
import Values

/// `csv:ParseCSV`
struct ParseCSV: PureModule {
    let descriptor = ModuleDescriptor(
        name: "csv:ParseCSV", label: "Parse CSV", summary: "Reads comma-separated values. Each row becomes a bundle.", app: .csv,
        role: .search, effect: .pure,
        parameters: [
            FieldDescriptor(
                "colCount", "Number of columns", "uinteger",
                help: "A shorter row gets empty columns up to this number. What a longer row has beyond it is kept."),
            FieldDescriptor(
                "csvContainsHeaders", "The first row holds the headers", "boolean", required: true,
                help: "It becomes no bundle, and its names are fields of every other.", initial: false),
            FieldDescriptor(
                "csvHeaders", "Headers", "array", help: "Names of the columns, in order, instead of those in the first row.", advanced: true
            ),
            CSVFields.delimiterType, CSVFields.delimiter,
            FieldDescriptor(
                "relax", "Keep quotes inside a field", "boolean", required: true,
                help: "A quote that can neither begin nor end a field is an ordinary sign. If not, it is an error.", initial: false,
                advanced: true),
        ],
        mapper: [FieldDescriptor("csv", "CSV", "any", required: true, multiline: true)],
        output: [
            FieldDescriptor("col1", "Column 1", help: "The second column is col2, and so on. Where headers are known, also by their names.")
        ])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let parameters = input.parameters
        let count = try parameters.integer("colCount", "Number of columns", in: 0...CSVLimits.columns) ?? 0
        let delimiter = try CSVFields.delimiter(parameters)
        let bytes = input.mapper["csv"]?.moduleBytes ?? []
        guard bytes.count <= CSVLimits.bytes else { throw .reached("csv.bytes", "The CSV is longer than \(CSVLimits.bytes) bytes") }
        var rows = try rows(CSVReader(bytes, delimiter: delimiter, keepsQuotes: parameters.flag("relax", false)))[...]
        var headers = names(parameters["csvHeaders"])
        if parameters.flag("csvContainsHeaders", false), let first = rows.popFirst(), headers.isEmpty { headers = first }
        var columns = CSVColumns(headers: headers)
        return rows.map { columns.bundle($0, atLeast: count) }
    }

    private func rows(_ reader: CSVReader) throws(ModuleFailure) -> [[String]] {
        var reader = reader
        var rows: [[String]] = []
        var cells = 0
        do throws(CSVReader.Malformed) {
            while rows.count <= CSVLimits.rows, cells <= CSVLimits.cells, let row = try reader.next(atMost: CSVLimits.columns) {
                rows.append(row)
                cells += row.count
            }
        } catch {
            let detail: Value = ["line": .number(Number(error.line))]
            throw ModuleFailure("DataError", "The text is not CSV: line \(error.line): \(error.message).", detail: detail)
        }
        let type = "MaxResultsExceededError"
        guard rows.count <= CSVLimits.rows else { throw .reached("csv.rows", "The CSV has more than \(CSVLimits.rows) rows", type: type) }
        guard cells <= CSVLimits.cells else { throw .reached("csv.cells", "The CSV has more than \(CSVLimits.cells) cells", type: type) }
        return rows
    }

    private func names(_ value: Value?) -> [String] {
        guard case .array(let items)? = value else { return [] }
        return items.map { item in
            guard case .collection(let fields) = item else { return item.moduleText }
            return fields.text("name") ?? fields.text("value") ?? fields.text("label") ?? ""
        }
    }
}
