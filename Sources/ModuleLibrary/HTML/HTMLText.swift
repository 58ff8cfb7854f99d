/// What is to be read of HTML, as plain text: blocks stand apart, lists have their signs, links and pictures their addresses.
struct HTMLText {
    private var lines: [String] = []
    private var line = ""
    /// Empty lines that are due before the next text.
    private var gap = 0
    private var lists: [(isOrdered: Bool, number: Int)] = []
    private var marker = ""
    private var quotes = 0
    private var preformatted = 0
    private var hidden = 0
    private var heading: Int?
    private var links: [(address: String, start: Int)] = []
    private var hasSpace = false
    private let uppercasesHeadings: Bool

    static func text(of html: String, uppercasesHeadings: Bool) -> String {
        var writer = HTMLText(uppercasesHeadings: uppercasesHeadings)
        for token in HTMLTokens(html) { writer.take(token.kind) }
        writer.endLine()
        return writer.lines.joined(separator: "\n")
    }

    private init(uppercasesHeadings: Bool) { self.uppercasesHeadings = uppercasesHeadings }

    private mutating func take(_ kind: HTMLTokens.Kind) {
        switch kind {
        case .text(let text): if hidden == 0 { write(text) }
        case .open(let name, let attributes):
            if Self.hiding.contains(name) { hidden += 1 }
            if hidden == 0 { open(name, attributes) }
        case .close(let name):
            if Self.hiding.contains(name) { hidden = max(0, hidden - 1) }
            if hidden == 0 { close(name) }
        }
    }

    private static let hiding: Set<String> = ["head", "script", "style", "template", "noscript", "title"]
    /// Stand apart by an empty line, or only on lines of their own.
    private static let apart: Set<String> = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "dl", "figure"]
    private static let lined: Set<String> = [
        "div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "form", "fieldset", "tr", "dt", "dd", "li",
        "figcaption", "body", "html",
    ]

    private mutating func open(_ name: String, _ attributes: [HTMLTokens.Attribute]) {
        switch name {
        case "br": breakLine()
        case "hr":
            endBlock(1)
            write(String(repeating: "-", count: 40))
            endBlock(1)
        case "ul", "ol":
            endBlock(lists.isEmpty ? 1 : 0)
            if lists.count < 50 { lists.append((name == "ol", attributes.first { $0.name == "start" }.flatMap { Int($0.value) } ?? 1)) }
        case "li": beginItem()
        case "img": image(attributes)
        case "a": links.append((attributes.first { $0.name == "href" }?.value ?? "", line.utf8.count))
        case "td", "th": if !line.isEmpty { line += "\t" }
        default:
            if Self.apart.contains(name) { endBlock(1) } else if Self.lined.contains(name) { endBlock(0) }
            if name == "blockquote" { quotes = min(quotes + 1, 50) }
            if name == "pre" { preformatted += 1 }
            if Self.isHeading(name) { heading = line.utf8.count }
        }
    }

    private mutating func close(_ name: String) {
        switch name {
        case "ul", "ol":
            endBlock(lists.count <= 1 ? 1 : 0)
            if !lists.isEmpty { lists.removeLast() }
        case "a": closeLink()
        case "br": breakLine()
        default:
            if Self.apart.contains(name) { endBlock(1) } else if Self.lined.contains(name) { endBlock(0) }
            if name == "blockquote" { quotes = max(0, quotes - 1) }
            if name == "pre" { preformatted = max(0, preformatted - 1) }
            if Self.isHeading(name) { heading = nil }
        }
    }

    private static func isHeading(_ name: String) -> Bool { apart.contains(name) && name.hasPrefix("h") }

    private mutating func beginItem() {
        endBlock(0)
        let indent = String(repeating: "  ", count: max(0, lists.count - 1))
        guard let list = lists.last, list.isOrdered else { return marker = indent + "* " }
        marker = indent + "\(list.number). "
        lists[lists.count - 1].number += 1
    }

    private mutating func image(_ attributes: [HTMLTokens.Attribute]) {
        func value(_ name: String) -> String { attributes.first { $0.name == name }?.value ?? "" }
        let source = value("src")
        let parts = [value("alt"), source.isEmpty || source.hasPrefix("data:") ? "" : "[\(source)]"].filter { !$0.isEmpty }
        if !parts.isEmpty { write(parts.joined(separator: " ")) }
    }

    /// The address behind the text, unless it is the text or leads within the page.
    private mutating func closeLink() {
        guard let link = links.popLast(), !link.address.isEmpty, !link.address.hasPrefix("#") else { return }
        let text = String(decoding: line.utf8.dropFirst(link.start), as: UTF8.self).trimmingWhitespace
        guard text != link.address, "mailto:" + text != link.address else { return }
        write((text.isEmpty ? "" : " ") + "[\(link.address)]")
    }
}

extension HTMLText {
    private mutating func write(_ text: String) {
        guard preformatted == 0 else { return writePreformatted(text) }
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: Self.isBlank).enumerated() {
            if part.offset > 0, !line.isEmpty { hasSpace = true }
            guard !part.element.isEmpty else { continue }
            startLine()
            if hasSpace, line.last != "\t", line.last != " " { line += " " }
            hasSpace = false
            line += heading != nil && uppercasesHeadings ? part.element.uppercased() : String(part.element)
        }
    }

    private mutating func writePreformatted(_ text: String) {
        for (offset, part) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if offset > 0 { breakLine() }
            if !part.isEmpty {
                startLine()
                line += part
            }
        }
    }

    private static func isBlank(_ character: Character) -> Bool { character.isWhitespace && character != "\u{A0}" }

    private mutating func startLine() {
        guard line.isEmpty else { return }
        let prefix = String(repeating: "> ", count: quotes)
        if !lines.isEmpty { for _ in 0..<gap { lines.append(prefix.trimmingWhitespace) } }
        gap = 0
        line = prefix + (marker.isEmpty ? String(repeating: "  ", count: lists.count) : marker)
        marker = ""
    }

    private mutating func breakLine() {
        hasSpace = false
        guard line.isEmpty else { return endLine() }
        if !lines.isEmpty { gap = min(gap + 1, 2) }
    }

    private mutating func endLine() {
        hasSpace = false
        guard !line.isEmpty else { return }
        while line.last == " " || line.last == "\t" { line.removeLast() }
        lines.append(line)
        line = ""
        for index in links.indices { links[index].start = 0 }
    }

    private mutating func endBlock(_ space: Int) {
        endLine()
        gap = max(gap, space)
    }
}
