/// What a line can begin. All but `isUnderline` want a line that is indented by less than four blanks.
extension MarkdownLine {
    struct Marker: Equatable {
        /// `-`, `+`, `*`, or what stands behind the number.
        var sign: UInt8
        var number: Int?
        /// Where the item's text begins, counted from the line's start.
        var offset: Int
        var isEmpty: Bool
    }

    struct Fence {
        var sign: UInt8
        var length: Int
        var info: MarkdownLine
    }

    var isMarked: Bool { indent < 4 && !isBlank }

    var isRule: Bool {
        let signs = filter { $0 != 32 && $0 != 9 }
        return isMarked && signs.count >= 3 && "*-_".utf8.contains(signs[0]) && signs.allSatisfy { $0 == signs[0] }
    }

    /// The level of a heading that is underlined like this.
    var underline: Int? {
        let signs = trimmed
        guard isMarked, let sign = signs.first, sign == 61 || sign == 45, signs.allSatisfy({ $0 == sign }) else { return nil }
        return sign == 61 ? 1 : 2
    }

    var heading: (level: Int, text: MarkdownLine)? {
        guard isMarked else { return nil }
        let content = trimmed
        let level = content.prefix { $0 == 35 }.count
        let rest = content.dropFirst(level)
        guard 1...6 ~= level, rest.isEmpty || rest.first == 32 || rest.first == 9 else { return nil }
        var text = rest.trimmed
        let end = text.reversed().prefix { $0 == 35 }.count
        if end == text.count || [32, 9].contains(text.dropLast(end).last ?? 0) { text = text.dropLast(end).trimmed }
        return (level, text)
    }

    var fence: Fence? {
        guard isMarked else { return nil }
        let content = dropFirst(indent)
        guard let sign = content.first, sign == 96 || sign == 126 else { return nil }
        let length = content.prefix { $0 == sign }.count
        let info = content.dropFirst(length).trimmed
        guard length >= 3, sign == 126 || !info.contains(96) else { return nil }
        return Fence(sign: sign, length: length, info: info)
    }

    var isQuote: Bool { isMarked && dropFirst(indent).first == 62 }

    /// Without the sign of a quote and one blank behind it.
    var unquoted: MarkdownLine {
        let rest = dropFirst(indent + 1)
        return rest.first == 32 || rest.first == 9 ? rest.dropFirst() : rest
    }

    var marker: Marker? {
        guard isMarked, !isRule else { return nil }
        let content = dropFirst(indent)
        let digits = content.prefix { $0 &- 48 < 10 }
        guard digits.count <= 9, let sign = content.dropFirst(digits.count).first else { return nil }
        guard digits.isEmpty ? "-+*".utf8.contains(sign) : ".)".utf8.contains(sign) else { return nil }
        let rest = content.dropFirst(digits.count + 1)
        guard rest.isEmpty || rest.first == 32 || rest.first == 9 else { return nil }
        let blanks = rest.prefix { $0 == 32 || $0 == 9 }.count
        let width = rest.isBlank || blanks > 4 ? 1 : blanks
        return Marker(
            sign: sign, number: digits.isEmpty ? nil : Int(digits.text), offset: indent + digits.count + 1 + width, isEmpty: rest.isBlank)
    }

    /// A paragraph ends before it.
    var interrupts: Bool {
        if isRule || heading != nil || fence != nil || isQuote { return true }
        if let marker { return !marker.isEmpty && (marker.number ?? 1) == 1 }
        return htmlEnd.map { $0 != .blankAfterAnyTag } ?? false
    }
}
