extension MarkdownText {
    mutating func openBracket(isImage: Bool) {
        flush()
        let length = isImage ? 2 : 1
        let sign = Array(bytes[position..<position + length])
        position += length
        brackets.append(Bracket(piece: pieces.count, start: position, isImage: isImage))
        pieces.append(Piece(html: sign, plain: sign))
    }

    mutating func closeBracket() {
        guard let bracket = brackets.popLast() else { return literal(1) }
        guard bracket.isActive, let (link, end) = target(of: bracket) else { return literal(1) }
        flush()
        position = end
        pairRuns(after: bracket.piece)
        let title = link.title.map { " title=\"\(MarkdownStyle.escaped($0.utf8))\"" } ?? ""
        if bracket.isImage {
            let text = plainText(bracket.piece + 1..<pieces.count)
            pieces.removeSubrange((bracket.piece + 1)...)
            let tag = "<img src=\"\(style.address(link.address))\" alt=\"\(MarkdownStyle.escaped(text))\"\(title) />"
            pieces[bracket.piece] = Piece(html: Array(tag.utf8), plain: text)
        } else {
            pieces[bracket.piece] = Piece(html: Array("<a href=\"\(style.address(link.address))\"\(title)>".utf8), plain: [])
            add(html: "</a>")
            // There are no links within links.
            for index in brackets.indices.reversed() where !brackets[index].isImage {
                guard brackets[index].isActive else { break }
                brackets[index].isActive = false
            }
        }
    }

    /// Where a link leads, and where it ends: `](address "title")`, `][label]`, `][]` or `]`.
    private func target(of bracket: Bracket) -> (MarkdownReference, end: Int)? {
        let rest = bytes[(position + 1)...]
        if rest.first == 40, let inline = inline(rest.dropFirst()) { return inline }
        if rest.first == 91, let end = rest.prefix(1000).firstIndex(of: 93) {
            let label = rest[(rest.startIndex + 1)..<end]
            let text = label.isEmpty ? bytes[bracket.start..<position] : label
            return reference(text).map { ($0, end + 1) }
        }
        return reference(bytes[bracket.start..<position]).map { ($0, position + 1) }
    }

    private func reference(_ label: ArraySlice<UInt8>) -> MarkdownReference? {
        guard !references.isEmpty, label.count < 1000 else { return nil }
        return references[MarkdownReference.normalized(label)]
    }

    private func inline(_ text: ArraySlice<UInt8>) -> (MarkdownReference, end: Int)? {
        let start = text.drop(while: HTMLTokens.isSpace)
        if start.first == 41 { return (MarkdownReference(address: ""), start.startIndex + 1) }
        guard let (address, behind) = MarkdownReference.address(start) else { return nil }
        var rest = behind.drop(while: HTMLTokens.isSpace)
        var link = MarkdownReference(address: address)
        if rest.startIndex > behind.startIndex, let (title, after) = MarkdownReference.title(rest) {
            link.title = title
            rest = after.drop(while: HTMLTokens.isSpace)
        }
        return rest.first == 41 ? (link, rest.startIndex + 1) : nil
    }

    /// An address in `<>`, or HTML.
    mutating func angle() {
        let rest = bytes[position...]
        let inner = rest.dropFirst().prefix(2000)
        if let end = inner.firstIndex(where: { $0 == 62 || $0 == 60 || $0 <= 32 }), inner[end] == 62, end > inner.startIndex {
            let text = inner[..<end].text
            let isAddress = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]{1,31}:.*/) != nil
            if isAddress || text.wholeMatch(of: /[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*/) != nil {
                let address = style.address(isAddress ? text : "mailto:" + text)
                add(html: "<a href=\"\(address)\">\(MarkdownStyle.escaped(text.utf8))</a>", plain: Array(text.utf8))
                position = end + 1
                return
            }
        }
        guard let length = htmlLength(rest) else { return literal(1) }
        switch style.rawHTML {
        case .kept: add(html: rest.prefix(length).text)
        case .stripped: break
        case .escaped: add(html: MarkdownStyle.escaped(rest.prefix(length)))
        }
        position += length
    }

    private mutating func htmlLength(_ text: ArraySlice<UInt8>) -> Int? {
        for (start, end) in [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")] where text.starts(with: start.utf8) {
            guard !missingEnds.contains(end) else { return nil }
            let rest = text.dropFirst(start.utf8.count)
            let last = Array(end.utf8)
            guard let found = rest.indices.first(where: { rest[$0] == last[0] && rest[$0...].starts(with: last) }) else {
                missingEnds.insert(end)
                return nil
            }
            return found + last.count - text.startIndex
        }
        return MarkdownTag.length(text)
    }

    /// `https://…` and `www.…` are links by themselves, up to a sign that ends a sentence.
    mutating func bareAddress() -> Bool {
        guard style.isGitHubFlavored, position == 0 || Self.goesBefore(bytes[position - 1]) else { return false }
        let rest = bytes[position...]
        let start = rest.prefix(8).text.lowercased()
        guard start.hasPrefix("http://") || start.hasPrefix("https://") || start.hasPrefix("www.") else { return false }
        var address = rest.prefix { $0 > 32 && $0 != 60 }
        // A parenthesis belongs to it where it was opened in it.
        var open = address.reduce(0) { $0 + ($1 == 40 ? 1 : $1 == 41 ? -1 : 0) }
        while let last = address.last, !(last == 41 && open >= 0), "?!.,:*_~'\");".utf8.contains(last) {
            if last == 41 { open += 1 }
            address = address.dropLast()
        }
        guard address.count > (start.hasPrefix("www.") ? 4 : start.hasPrefix("https") ? 8 : 7) else { return false }
        let text = address.text
        let target = style.address(start.hasPrefix("www.") ? "http://" + text : text)
        add(html: "<a href=\"\(target)\">\(MarkdownStyle.escaped(address))</a>", plain: Array(address))
        position += address.count
        return true
    }

    private static func goesBefore(_ byte: UInt8) -> Bool { HTMLTokens.isSpace(byte) || "*_~(".utf8.contains(byte) }
}
