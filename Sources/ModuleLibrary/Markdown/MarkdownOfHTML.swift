/// Writes HTML as Markdown; what Markdown has no sign for keeps its text.
struct MarkdownOfHTML {
    /// An element that is open, and what was written in it.
    private struct Frame {
        var name: String
        var attributes: [HTMLTokens.Attribute] = []
        var text = ""
        var number = 1
        var rows: [[String]] = []
    }

    private var frames = [Frame(name: "")]
    private let isGitHubFlavored: Bool

    static func markdown(of html: String, isGitHubFlavored: Bool) -> String {
        var writer = MarkdownOfHTML(isGitHubFlavored: isGitHubFlavored)
        for token in HTMLTokens(html) {
            switch token.kind {
            case .text(let text): writer.write(text)
            case .open(let name, let attributes): writer.open(name, attributes)
            case .close(let name): writer.close(name)
            }
        }
        while writer.frames.count > 1 { writer.end() }
        return trimmed(writer.frames[0].text)
    }

    private init(isGitHubFlavored: Bool) { self.isGitHubFlavored = isGitHubFlavored }

    private mutating func open(_ name: String, _ attributes: [HTMLTokens.Attribute]) {
        switch name {
        case "br": add(isWithin("pre") ? "\n" : "  \n")
        case "hr": block("* * *")
        case "img": add("![\(Self.value("alt", attributes))](\(Self.value("src", attributes))\(Self.title(attributes)))")
        default:
            guard !HTMLTokens.voids.contains(name) else { return }
            if Self.closesItself.contains(name), frames.last?.name == name { end() }
            // What is deeper is text of what is around it.
            if frames.count <= MarkdownLimits.depth { frames.append(Frame(name: name, attributes: attributes)) }
        }
    }

    private static let closesItself: Set<String> = ["p", "li", "td", "th", "tr", "dt", "dd", "option"]

    private mutating func close(_ name: String) {
        guard let index = frames.lastIndex(where: { $0.name == name }), index > 0 else { return }
        while frames.count > index { end() }
    }

    private mutating func end() {
        let frame = frames.removeLast()
        let text = Self.trimmed(frame.text)
        switch frame.name {
        case "script", "style", "head", "title", "template", "noscript": break
        case "h1", "h2", "h3", "h4", "h5", "h6":
            block(String(repeating: "#", count: Int(frame.name.dropFirst()) ?? 1) + " " + text.replacing("\n", with: " "))
        case "strong", "b": wrap(frame.text, "**")
        case "em", "i": wrap(frame.text, "_")
        case "del", "s", "strike": isGitHubFlavored ? wrap(frame.text, "~~") : add(frame.text)
        case "code", "kbd", "samp": isWithin("pre") ? add(frame.text) : wrap(frame.text, "`")
        case "a":
            let address = Self.value("href", frame.attributes)
            add(address.isEmpty || text.isEmpty ? frame.text : "[\(text)](\(address)\(Self.title(frame.attributes)))")
        case "pre": block("```\n\(frame.text.hasSuffix("\n") ? String(frame.text.dropLast()) : frame.text)\n```")
        case "blockquote": block(Self.prefixed(text, first: "> ", others: "> "))
        case "li": item(text)
        case "td", "th": cell(text)
        case "tr": if let table = frames.lastIndex(where: { $0.name == "table" }) { frames[table].rows.append(frame.rows.first ?? []) }
        case "table": table(frame)
        case "ul", "ol", "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "dl", "dt", "dd", "figure",
            "figcaption":
            if !text.isEmpty { block(text) }
        default: add(frame.text)
        }
    }
}

extension MarkdownOfHTML {
    private func isWithin(_ name: String) -> Bool { frames.contains { $0.name == name } }

    private mutating func write(_ text: String) {
        guard !isWithin("pre") else { return add(text) }
        let blank: (Character) -> Bool = { $0.isWhitespace && $0 != "\u{A0}" }
        var part = text.split(whereSeparator: blank).joined(separator: " ")
        let isCode = isWithin("code")
        if !isCode { part = Self.escaped(part) }
        let last = frames[frames.count - 1].text.last
        if text.first.map(blank) ?? false, let last, !last.isWhitespace { part = " " + part }
        if text.last.map(blank) ?? false, part.last != " ", !part.isEmpty { part += " " }
        add(part)
    }

    private mutating func add(_ text: String) { frames[frames.count - 1].text += text }

    private mutating func block(_ text: String) {
        let index = frames.count - 1
        while frames[index].text.last == " " { frames[index].text.removeLast() }
        if !frames[index].text.isEmpty, !frames[index].text.hasSuffix("\n\n") {
            frames[index].text += frames[index].text.hasSuffix("\n") ? "\n" : "\n\n"
        }
        frames[index].text += text + "\n\n"
    }

    /// Signs stand right at the text that they are for.
    private mutating func wrap(_ text: String, _ sign: String) {
        let inner = Self.trimmed(text)
        guard !inner.isEmpty else { return add(text) }
        add((text.first == " " ? " " : "") + sign + inner + sign + (text.last == " " ? " " : ""))
    }

    private mutating func item(_ text: String) {
        let index = frames.count - 1
        let isOrdered = frames[index].name == "ol"
        let sign = isOrdered ? "\(frames[index].number). " : "- "
        frames[index].number += 1
        while frames[index].text.last == " " { frames[index].text.removeLast() }
        frames[index].text += Self.prefixed(text, first: sign, others: String(repeating: " ", count: sign.count)) + "\n"
    }

    private mutating func cell(_ text: String) {
        let index = frames.count - 1
        if frames[index].rows.isEmpty { frames[index].rows = [[]] }
        frames[index].rows[0].append(text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("|", with: "\\|"))
    }

    private mutating func table(_ frame: Frame) {
        let rows = frame.rows.filter { !$0.isEmpty }
        guard let width = rows.map(\.count).max(), let header = rows.first else { return add(frame.text) }
        guard isGitHubFlavored else { return block(rows.map { $0.joined(separator: " ") }.joined(separator: "\n\n")) }
        func line(_ cells: [String]) -> String {
            "| " + (0..<width).map { $0 < cells.count ? cells[$0] : "" }.joined(separator: " | ") + " |"
        }
        let dashes = line([String](repeating: "---", count: width))
        block(([line(header), dashes] + rows.dropFirst().map(line)).joined(separator: "\n"))
    }

    private static func prefixed(_ text: String, first: String, others: String) -> String {
        text.split(separator: "\n" as Character, omittingEmptySubsequences: false).enumerated().map { offset, line in
            let prefix = offset == 0 ? first : others
            return line.isEmpty && offset > 0 ? String(prefix.trimmingWhitespace) : prefix + line
        }.joined(separator: "\n")
    }

    private static func value(_ name: String, _ attributes: [HTMLTokens.Attribute]) -> String {
        attributes.first { $0.name == name }?.value.replacing(" ", with: "%20") ?? ""
    }

    private static func title(_ attributes: [HTMLTokens.Attribute]) -> String {
        attributes.first { $0.name == "title" }.map { " \"\($0.value.replacing("\"", with: "\\\""))\"" } ?? ""
    }

    /// Signs that would mean something in Markdown.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text { result += "\\`*_[]".contains(character) ? "\\\(character)" : String(character) }
        return result
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0 == " " || $0 == "\n" }
        return String(start.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
    }
}
