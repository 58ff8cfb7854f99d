import Automation
import Values

/// `markdown:Decompile`
struct DecompileMarkdown: PureModule {
    let descriptor = ModuleDescriptor(
        name: "markdown:Decompile", versions: [2, 1], label: "HTML to Markdown", summary: "Makes a text in Markdown of HTML.",
        app: .markdown,
        role: .action, effect: .pure, mapper: [MarkdownFields.data("HTML"), MarkdownFields.flavor],
        output: [FieldDescriptor("data", "Markdown")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let html = try MarkdownFields.text(input)
        return [["data": .text(MarkdownOfHTML.markdown(of: html, isGitHubFlavored: input.mapper.flag("gfm", true)))]]
    }
}
