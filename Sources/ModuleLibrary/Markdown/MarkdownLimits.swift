/// What the Markdown modules take.
enum MarkdownLimits {
    /// `markdown.bytes`
    static let bytes = 2_000_000
    /// Lists and quotes within each other; what is deeper is plain text.
    static let depth = 40
}
