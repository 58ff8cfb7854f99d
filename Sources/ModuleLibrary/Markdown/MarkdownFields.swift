import Automation
import Values

/// What the Markdown modules share.
enum MarkdownFields {
    static func data(_ label: String) -> FieldDescriptor { FieldDescriptor("data", label, required: true, multiline: true) }

    static let flavor = FieldDescriptor(
        "gfm", "GitHub flavored Markdown", "boolean", required: true,
        help: "Tables, tasks, strikethrough, and addresses that link themselves.",
        initial: true)

    static func text(_ input: ModuleInput) throws(ModuleFailure) -> String {
        let text = input.mapper["data"]?.moduleText ?? ""
        guard text.utf8.count <= MarkdownLimits.bytes else {
            throw .reached("markdown.bytes", "The text is longer than \(MarkdownLimits.bytes) bytes")
        }
        return text
    }
}
