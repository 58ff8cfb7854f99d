import Automation
import Values

/// What the CSV modules share.
enum CSVFields {
    static let delimiterType = FieldDescriptor(
        "delimiterType", "Delimiter", "select", required: true, initial: "comma",
        options: [.init("comma", "Comma"), .init("tab", "Tabulator"), .init("other", "Other")])
    static let delimiter = FieldDescriptor("delimiter", "Delimiter character", help: "Used where the delimiter is 'Other', such as ;")

    static func delimiter(_ fields: Fields) throws(ModuleFailure) -> String {
        switch fields.text("delimiterType") ?? "comma" {
        case "tab": return "\t"
        case "other":
            guard let delimiter = fields.text("delimiter") else { throw .refused("The field 'Delimiter character' is empty.") }
            if delimiter == "\\t" { return "\t" }
            guard delimiter.unicodeScalars.count == 1, !["\"", "\n", "\r"].contains(delimiter) else {
                throw .refused("The delimiter must be one character, and neither a quote nor a line end.")
            }
            return delimiter
        default: return ","
        }
    }
}
