extension MarkdownReference {
    /// `[label]: address "title"` on a line of its own.
    static func definition(_ line: MarkdownLine) -> (label: String, reference: MarkdownReference)? {
        guard line.isMarked else { return nil }
        let content = line.trimmed
        guard content.first == 91, let end = content.firstIndex(of: 93), content.dropFirst(end + 1 - content.startIndex).first == 58 else {
            return nil
        }
        let label = normalized(content[(content.startIndex + 1)..<end])
        let rest = content[(end + 2)...].drop { $0 == 32 || $0 == 9 }
        guard !label.isEmpty, !rest.isEmpty, let (address, behind) = address(rest) else { return nil }
        let tail = behind.drop(while: HTMLTokens.isSpace)
        if tail.isEmpty { return (label, MarkdownReference(address: address)) }
        guard tail.startIndex > behind.startIndex, let (title, after) = title(tail), after.isBlank else { return nil }
        return (label, MarkdownReference(address: address, title: title))
    }

    /// Labels are the same whatever their case and blanks.
    static func normalized(_ label: ArraySlice<UInt8>) -> String {
        label.split(whereSeparator: HTMLTokens.isSpace).map(\.text).joined(separator: " ").lowercased()
    }

    /// An address, with blanks only in `<>`, and what is behind it.
    static func address(_ text: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        if text.first == 60 {
            guard let end = text.dropFirst().firstIndex(where: { $0 == 62 || $0 == 60 || $0 == 10 }), text[end] == 62 else { return nil }
            return (unescaped(text[(text.startIndex + 1)..<end]), text[(end + 1)...])
        }
        var depth = 0
        var index = text.startIndex
        while index < text.endIndex, text[index] > 32, text[index] != 127 {
            if text[index] == 92, index + 1 < text.endIndex, isPunctuation(text[index + 1]) {
                index += 1
            } else if text[index] == 40 {
                depth += 1
                if depth > 32 { return nil }
            } else if text[index] == 41 {
                if depth == 0 { break }
                depth -= 1
            }
            index += 1
        }
        return depth == 0 ? (unescaped(text[..<index]), text[index...]) : nil
    }

    /// A title in `""`, `''` or `()`, and what is behind it.
    static func title(_ text: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        guard let open = text.first, open == 34 || open == 39 || open == 40 else { return nil }
        let close = open == 40 ? 41 : open
        var index = text.startIndex + 1
        while index < text.endIndex, text[index] != close {
            if text[index] == 92, index + 1 < text.endIndex { index += 1 }
            index += 1
        }
        guard index < text.endIndex else { return nil }
        return (unescaped(text[(text.startIndex + 1)..<index]), text[(index + 1)...])
    }

    static func isPunctuation(_ byte: UInt8) -> Bool {
        33...47 ~= byte || 58...64 ~= byte || 91...96 ~= byte || 123...126 ~= byte
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == 92, index + 1 < text.endIndex, isPunctuation(text[index + 1]) { index += 1 }
            result.append(text[index])
            index += 1
        }
        return HTMLEntities.decoded(String(decoding: result, as: UTF8.self))
    }
}
