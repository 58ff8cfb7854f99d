import Automation
import Values

/// `markdown:Compile`
struct CompileMarkdown: PureModule {
    let descriptor = ModuleDescriptor(
        name: "markdown:Compile", versions: [2, 1], label: "Markdown to HTML", summary: "Makes HTML of a text in Markdown.", app: .markdown,
        role: .action, effect: .pure,
        mapper: [
            MarkdownFields.data("Markdown"), MarkdownFields.flavor,
            FieldDescriptor(
                "sanitize", "Sanitize", "select", help: "What becomes of HTML in the text. Addresses that run scripts go with it.",
                initial: "false", options: [.init("false", "Keep HTML"), .init("true", "Escape HTML"), .init("strip", "Remove tags")]),
        ],
        output: [FieldDescriptor("data", "HTML")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let text = try MarkdownFields.text(input)
        let style = MarkdownStyle(isGitHubFlavored: input.mapper.flag("gfm", true), rawHTML: rawHTML(input.mapper))
        return [["data": .text(MarkdownHTML.html(of: text, style: style))]]
    }

    private func rawHTML(_ mapper: Fields) -> MarkdownStyle.RawHTML {
        let choice = mapper.text("sanitize")?.lowercased() ?? ""
        if choice.hasPrefix("strip") || choice.hasPrefix("remove") { return .stripped }
        return choice.hasPrefix("escape") || mapper.flag("sanitize", false) ? .escaped : .kept
    }
}
