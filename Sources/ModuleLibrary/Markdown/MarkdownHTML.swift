/// Writes a document's blocks as HTML.
struct MarkdownHTML {
    private var bytes: [UInt8] = []
    private let style: MarkdownStyle
    private let references: [String: MarkdownReference]

    static func html(of text: String, style: MarkdownStyle) -> String {
        var reader = MarkdownReader(isGitHubFlavored: style.isGitHubFlavored)
        let blocks = reader.blocks(of: text)
        var writer = MarkdownHTML(style: style, references: reader.references)
        for block in blocks { writer.write(block) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private init(style: MarkdownStyle, references: [String: MarkdownReference]) {
        self.style = style
        self.references = references
    }

    private mutating func write(_ block: MarkdownBlock) {
        switch block {
        case .heading(let level, let text): element("h\(level)", text)
        case .paragraph(let text): element("p", text)
        case .code(let code, let language):
            let name = language.isEmpty ? "" : " class=\"language-\(MarkdownStyle.escaped(language.utf8))\""
            put("<pre><code\(name)>")
            MarkdownStyle.escape(code, into: &bytes)
            put("</code></pre>\n")
        case .quote(let blocks):
            put("<blockquote>\n")
            for block in blocks { write(block) }
            put("</blockquote>\n")
        case .list(let list): write(list)
        case .table(let table): write(table)
        case .html(let html): write(html: html)
        case .rule: put("<hr />\n")
        }
    }

    private mutating func element(_ name: String, _ text: [UInt8]) {
        put("<\(name)>")
        write(text: text)
        put("</\(name)>\n")
    }

    private mutating func write(text: [UInt8]) { bytes += MarkdownText.html(of: text, style: style, references: references) }

    private mutating func write(html: [UInt8]) {
        switch style.rawHTML {
        case .kept: bytes += html
        case .escaped:
            put("<p>")
            MarkdownStyle.escape(html.dropLast(), into: &bytes)
            put("</p>\n")
        case .stripped:
            let text = HTMLText.text(of: String(decoding: html, as: UTF8.self), uppercasesHeadings: false)
            guard !text.isEmpty else { return }
            put("<p>\(MarkdownStyle.escaped(text.utf8))</p>\n")
        }
    }

    private mutating func write(_ list: MarkdownList) {
        let name = list.start == nil ? "ul" : "ol"
        put(list.start.map { $0 == 1 ? "<ol>\n" : "<ol start=\"\($0)\">\n" } ?? "<ul>\n")
        for item in list.items {
            put("<li>")
            if let isDone = item.isDone { put("<input type=\"checkbox\"\(isDone ? " checked=\"\"" : "") disabled=\"\" /> ") }
            for (position, block) in item.blocks.enumerated() {
                if case .paragraph(let text) = block, !list.isLoose {
                    if position > 0, bytes.last != 10 { put("\n") }
                    write(text: text)
                } else {
                    if bytes.last != 10 { put("\n") }
                    write(block)
                }
            }
            put("</li>\n")
        }
        put("</\(name)>\n")
    }

    private mutating func write(_ table: MarkdownTable) {
        put("<table>\n<thead>\n")
        write(row: table.header, "th", table.alignments)
        put("</thead>\n")
        if !table.rows.isEmpty {
            put("<tbody>\n")
            for row in table.rows { write(row: row, "td", table.alignments) }
            put("</tbody>\n")
        }
        put("</table>\n")
    }

    private mutating func write(row: [[UInt8]], _ name: String, _ alignments: [String?]) {
        put("<tr>\n")
        for (cell, alignment) in zip(row, alignments) {
            put("<\(name)\(alignment.map { " align=\"\($0)\"" } ?? "")>")
            write(text: cell)
            put("</\(name)>\n")
        }
        put("</tr>\n")
    }

    private mutating func put(_ text: String) { bytes += text.utf8 }
}
