import Automation
import Values

/// What the modules that write JSON share.
enum JSONText {
    static let indentation = FieldDescriptor(
        "space", "Indentation", "select", initial: "",
        options: [.init("", "None"), .init("2", "2 spaces"), .init("4", "4 spaces"), .init("tab", "Tabulator")])

    static func write(_ value: Value, _ parameters: Fields) -> String {
        switch parameters.text("space") {
        case "2": value.json.text(indent: 2)
        case "4": value.json.text(indent: 4)
        case "tab": tabbed(value.json.text(indent: 1))
        default: value.moduleJSON
        }
    }

    /// No line begins inside a string, so the blanks at its start are the indentation.
    private static func tabbed(_ text: String) -> String {
        var result = ""
        var isStart = true
        for character in text {
            result.append(isStart && character == " " ? "\t" : character)
            isStart = character == "\n" || isStart && character == " "
        }
        return result
    }
}

extension Value {
    fileprivate var moduleJSON: String {
        var bytes: [UInt8] = []
        writeJSON(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
