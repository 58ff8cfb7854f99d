import Automation
import Values

/// `regexp:HTMLToText`
struct HTMLToText: PureModule {
    let descriptor = ModuleDescriptor(
        name: "regexp:HTMLToText", label: "HTML to text", summary: "Makes plain text of HTML.", app: .regexp, role: .action, effect: .pure,
        mapper: [
            HTMLFields.html,
            FieldDescriptor(
                "newline", "Line break", "select", required: true, initial: "lf",
                options: [.init("lf", "LF (\\n)"), .init("crlf", "CRLF (\\r\\n)"), .init("cr", "CR (\\r)")]),
            FieldDescriptor("uppercaseHeadings", "Uppercase headings", "boolean", required: true, initial: true),
        ],
        output: [FieldDescriptor("text", "Text")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let html = try HTMLFields.text(input.mapper["html"])
        let text = HTMLText.text(of: html, uppercasesHeadings: input.mapper.flag("uppercaseHeadings", true))
        switch input.mapper.text("newline") {
        case "crlf": return [["text": .text(text.replacing("\n", with: "\r\n"))]]
        case "cr": return [["text": .text(text.replacing("\n", with: "\r"))]]
        default: return [["text": .text(text)]]
        }
    }
}
