import Values

/// Free text in a header: as it is where that is safe, else as encoded words (RFC 2047).
enum HeaderText {
    /// The text, if it can't end its header: no control characters, above all no line ends.
    static func checked(_ text: String, as field: String) throws(MailFailure) -> String {
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
            throw .permanent("The \(field) has a line end or another control character in it; it must be one line of text.")
        }
        return text
    }

    /// For a subject. A long one is encoded too, as an encoded word can be folded anywhere.
    static func unstructured(_ text: String) -> String { isPlain(text) ? text : encodedWords(text) }

    /// For the name before an address: quoted, as in `"Ada \"Countess\" Lovelace"`.
    static func phrase(_ text: String) -> String {
        guard isPlain(text) else { return encodedWords(text) }
        var quoted = "\""
        for character in text {
            if character == "\"" || character == "\\" { quoted += "\\" }
            quoted.append(character)
        }
        return quoted + "\""
    }

    /// Short enough that its line stays below 78 bytes (RFC 5322 §2.1.1), and nothing that a reader would take for an encoded word.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 60 && text.utf8.allSatisfy { $0 < 0x80 } && text.firstRange(of: "=?") == nil
            && !text.hasPrefix(" ") && !text.hasSuffix(" ")
    }

    /// Whole characters in each (§5), and lines of at most 76 bytes (§2): 39 bytes are 52 in base64, with 12 around them and at most
    /// `Subject: ` before them.
    private static func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = UTF8.encode(scalar).map(Array.init) ?? []
            if words[words.count - 1].count + bytes.count > 39 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Base64.encode($0))?=" }.joined(separator: "\r\n ")
    }
}
