import Automation
import Values

/// What the modules that read HTML share.
enum HTMLFields {
    static let html = FieldDescriptor("html", "HTML", multiline: true)

    /// `html.bytes`
    static let maximumBytes = 10_000_000
    /// `html.elements`
    static let maximumElements = 10_000

    static func text(_ value: Value?) throws(ModuleFailure) -> String {
        let text = value?.moduleText ?? ""
        guard text.utf8.count <= maximumBytes else { throw .reached("html.bytes", "The HTML is longer than \(maximumBytes) bytes") }
        return text
    }

    static func tooMany(_ what: String) -> ModuleFailure {
        .reached("html.elements", "There are more than \(maximumElements) \(what)", type: "MaxResultsExceededError")
    }
}
