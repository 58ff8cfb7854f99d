/// Divides a document into its blocks, and notes the addresses that its links refer to.
struct MarkdownReader {
    let isGitHubFlavored: Bool
    private(set) var references: [String: MarkdownReference] = [:]

    init(isGitHubFlavored: Bool) { self.isGitHubFlavored = isGitHubFlavored }

    mutating func blocks(of text: String) -> [MarkdownBlock] { blocks(MarkdownLine.lines(of: text), depth: 0).blocks }

    /// The blocks of some lines, and whether empty lines stand between two of them.
    mutating func blocks(_ lines: [MarkdownLine], depth: Int) -> (blocks: [MarkdownBlock], areApart: Bool) {
        guard depth <= MarkdownLimits.depth else {
            return ([.paragraph(Array(lines.map(\.trimmed).joined(separator: [10])))], false)
        }
        var blocks: [MarkdownBlock] = []
        var areApart = false
        var index = 0
        var wasBlank = false
        while index < lines.count {
            guard !lines[index].isBlank else {
                wasBlank = true
                index += 1
                continue
            }
            if wasBlank, !blocks.isEmpty { areApart = true }
            wasBlank = false
            if let block = block(lines, &index, depth: depth) { blocks.append(block) }
        }
        return (blocks, areApart)
    }

    private mutating func block(_ lines: [MarkdownLine], _ index: inout Int, depth: Int) -> MarkdownBlock? {
        let line = lines[index]
        if line.indent >= 4 { return indentedCode(lines, &index) }
        if let fence = line.fence { return fencedCode(lines, &index, fence) }
        if let heading = line.heading {
            index += 1
            return .heading(level: heading.level, text: Array(heading.text))
        }
        if line.isRule {
            index += 1
            return .rule
        }
        if line.isQuote { return quote(lines, &index, depth: depth) }
        if line.marker != nil { return .list(list(lines, &index, depth: depth)) }
        if let end = line.htmlEnd { return html(lines, &index, end) }
        if isGitHubFlavored, let table = MarkdownTable.table(lines, &index) { return .table(table) }
        return paragraph(lines, &index)
    }

    private func indentedCode(_ lines: [MarkdownLine], _ index: inout Int) -> MarkdownBlock {
        let start = index
        while index < lines.count, lines[index].indent >= 4 || lines[index].isBlank { index += 1 }
        while lines[index - 1].isBlank { index -= 1 }
        return .code(Array(lines[start..<index].map { $0.outdented(4) }.joined(separator: [10])) + [10], language: "")
    }

    private func fencedCode(_ lines: [MarkdownLine], _ index: inout Int, _ fence: MarkdownLine.Fence) -> MarkdownBlock {
        let indent = lines[index].indent
        var code: [UInt8] = []
        index += 1
        while index < lines.count {
            let line = lines[index]
            index += 1
            if let end = line.fence, end.sign == fence.sign, end.length >= fence.length, end.info.isEmpty { break }
            code += line.outdented(indent)
            code.append(10)
        }
        let language = fence.info.prefix { $0 != 32 && $0 != 9 }.text
        return .code(code, language: HTMLEntities.decoded(language))
    }

    private mutating func quote(_ lines: [MarkdownLine], _ index: inout Int, depth: Int) -> MarkdownBlock {
        var inner: [MarkdownLine] = []
        while index < lines.count {
            if lines[index].isQuote {
                inner.append(lines[index].unquoted)
            } else {
                guard Self.goesOn(inner.last, with: lines[index]) else { break }
                inner.append(lines[index].trimmed)
            }
            index += 1
        }
        return .quote(blocks(inner, depth: depth + 1).blocks)
    }

    /// A paragraph in a quote or an item goes on in a line that isn't marked as belonging to it.
    static func goesOn(_ last: MarkdownLine?, with line: MarkdownLine) -> Bool {
        guard let last, !last.isBlank, !line.isBlank, !line.interrupts, line.marker == nil else { return false }
        return last.indent < 4 && last.heading == nil && last.fence == nil && !last.isRule
    }

    private func html(_ lines: [MarkdownLine], _ index: inout Int, _ end: MarkdownHTMLEnd) -> MarkdownBlock {
        let start = index
        while index < lines.count {
            if case .text(let text) = end {
                index += 1
                if lines[index - 1].text.lowercased().contains(text.lowercased()) { break }
            } else {
                if lines[index].isBlank { break }
                index += 1
            }
        }
        return .html(Array(lines[start..<index].joined(separator: [10])) + [10])
    }

    private mutating func paragraph(_ lines: [MarkdownLine], _ index: inout Int) -> MarkdownBlock? {
        var parts: [MarkdownLine] = []
        while index < lines.count, !lines[index].isBlank {
            let line = lines[index]
            if parts.isEmpty, let (label, reference) = MarkdownReference.definition(line) {
                if references[label] == nil { references[label] = reference }
                index += 1
                continue
            }
            if !parts.isEmpty {
                if let level = line.underline {
                    index += 1
                    return .heading(level: level, text: Array(parts.joined(separator: [10])))
                }
                if line.interrupts { break }
                var next = index
                if isGitHubFlavored, MarkdownTable.table(lines, &next) != nil { break }
            }
            parts.append(line.drop { $0 == 32 || $0 == 9 })
            index += 1
        }
        guard var last = parts.popLast() else { return nil }
        last = last.trimmed
        return .paragraph(Array((parts + [last]).joined(separator: [10])))
    }
}
