import Automation
import Values

/// What the modules that write JSON share.
enum JSONText {
    static let indentation = FieldDescriptor(
        "space", "Indentation", "select", initial: "",
        options: [.init("", "None"), .init("2", "2 spaces"), .init("4", "4 spaces")])

    static func write(_ value: Value, _ parameters: Fields) -> String {
        switch parameters.text("space") {
        case "2": value.json.text(indent: 2)
        case "4": value.json.text(indent: 4)
        default: value.moduleJSON
        }
    }
}

extension Value {
    fileprivate var moduleJSON: String {
        var bytes: [UInt8] = []
        writeJSON(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
