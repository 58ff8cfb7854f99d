/// What ends a block of HTML.
enum MarkdownHTMLEnd: Equatable {
    case text(String)
    case blank
    /// As `blank`, of any tag that stands alone; it can't interrupt a paragraph.
    case blankAfterAnyTag
}

extension MarkdownLine {
    /// Where the block of HTML ends that this line begins; `nil` where it begins none.
    var htmlEnd: MarkdownHTMLEnd? {
        guard isMarked else { return nil }
        let content = dropFirst(indent)
        guard content.first == 60 else { return nil }
        if content.starts(with: "<!--") { return .text("-->") }
        if content.starts(with: "<?") { return .text("?>") }
        if content.starts(with: "<![CDATA[") { return .text("]]>") }
        let rest = content.dropFirst()
        if rest.first == 33, let letter = rest.dropFirst().first, HTMLTokens.isLetter(letter) { return .text(">") }
        let isClosing = rest.first == 47
        let name = rest.dropFirst(isClosing ? 1 : 0).prefix { HTMLTokens.isLetter($0) || $0 &- 48 < 10 || $0 == 45 }.text.lowercased()
        guard !name.isEmpty else { return nil }
        let next = rest.dropFirst(name.utf8.count + (isClosing ? 1 : 0)).first
        let isWhole = next == nil || next == 32 || next == 9 || next == 62 || next == 47
        if isWhole, !isClosing, ["script", "pre", "style", "textarea"].contains(name) { return .text("</\(name)>") }
        if isWhole, Self.blocks.contains(name) { return .blank }
        guard let length = MarkdownTag.length(content), content.dropFirst(length).isBlank else { return nil }
        return .blankAfterAnyTag
    }

    private static let blocks: Set<String> = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3",
        "h4",
        "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol",
        "optgroup", "option", "p", "param", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr",
        "track", "ul",
    ]
}

/// A tag within a text.
enum MarkdownTag {
    /// The length of the tag that `text` begins with, in bytes; `nil` where it begins with none.
    static func length(_ text: ArraySlice<UInt8>) -> Int? {
        var rest = text.dropFirst()
        let isClosing = rest.first == 47
        if isClosing { rest = rest.dropFirst() }
        guard let first = rest.first, HTMLTokens.isLetter(first) else { return nil }
        rest = rest.drop { HTMLTokens.isLetter($0) || $0 &- 48 < 10 || $0 == 45 }
        if !isClosing {
            while let next = attribute(rest) { rest = next }
        }
        rest = rest.drop(while: HTMLTokens.isSpace)
        if !isClosing, rest.first == 47 { rest = rest.dropFirst() }
        return rest.first == 62 ? rest.startIndex + 1 - text.startIndex : nil
    }

    /// What is left behind an attribute.
    private static func attribute(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = text.drop(while: HTMLTokens.isSpace)
        guard start.startIndex > text.startIndex, let first = start.first, HTMLTokens.isLetter(first) || first == 95 || first == 58 else {
            return nil
        }
        let rest = start.drop { HTMLTokens.isLetter($0) || $0 &- 48 < 10 || $0 == 95 || $0 == 58 || $0 == 46 || $0 == 45 }
        let equals = rest.drop(while: HTMLTokens.isSpace)
        guard equals.first == 61 else { return rest }
        let value = equals.dropFirst().drop(while: HTMLTokens.isSpace)
        guard let quote = value.first else { return nil }
        if quote == 34 || quote == 39 {
            guard let end = value.dropFirst().firstIndex(of: quote) else { return nil }
            return value[(end + 1)...]
        }
        let plain = value.drop { !HTMLTokens.isSpace($0) && !"\"'=<>`".utf8.contains($0) }
        return plain.startIndex > value.startIndex ? plain : nil
    }
}
