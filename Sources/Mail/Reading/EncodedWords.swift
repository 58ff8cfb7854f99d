/// `=?utf-8?Q?Gr=C3=BC=C3=9Fe?=` in headers (RFC 2047) as text.
enum EncodedWords {
    static func decode(_ text: String) -> String {
        guard text.firstRange(of: "=?") != nil else { return text }
        var result = ""
        var rest = text[...]
        // Bytes of words that follow one another are joined before they are read: some senders cut characters in two.
        var pending: (charset: String, bytes: [UInt8])?
        func flush() {
            if let word = pending { result += Charset.text(word.bytes, word.charset) }
            pending = nil
        }
        while let open = rest.firstRange(of: "=?") {
            guard let word = word(at: rest[open.lowerBound...]) else {
                flush()
                result += rest[..<open.upperBound]
                rest = rest[open.upperBound...]
                continue
            }
            let between = rest[..<open.lowerBound]
            // Blanks between two words are not text.
            if pending == nil || !between.allSatisfy(\.isWhitespace) {
                flush()
                result += between
            }
            if let known = pending, known.charset == word.charset {
                pending = (known.charset, known.bytes + word.bytes)
            } else {
                flush()
                pending = (word.charset, word.bytes)
            }
            rest = rest[word.end...]
        }
        flush()
        return result + rest
    }

    /// RFC 2047 allows 75; some senders know better.
    private static let maximumLength = 600

    private static func word(at text: Substring) -> (charset: String, bytes: [UInt8], end: Substring.Index)? {
        // What is longer than a line is no word, and looking on for its end would take for ever.
        let parts = text.dropFirst(2).prefix(maximumLength).split(separator: "?", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, let end = parts[2].firstRange(of: "?=") else { return nil }
        let content = parts[2][..<end.lowerBound]
        guard !content.contains(where: \.isNewline) else { return nil }
        // A language may stand behind a star (RFC 2231 §5).
        let charset = parts[0].prefix { $0 != "*" }.lowercased()
        switch parts[1].lowercased() {
        case "b": return (charset, TransferEncoding.base64(Array(content.utf8)), end.upperBound)
        case "q": return (charset, TransferEncoding.quotedPrintable(Array(content.utf8), underscores: true), end.upperBound)
        default: return nil
        }
    }
}
