import Values

/// A header with parameters: `multipart/form-data; boundary="x"`.
package struct HeaderValue {
    /// In lower case, without the parameters.
    package let value: String
    private var parameters: [String: String] = [:]

    package init(_ text: String) {
        var parts = Self.parts(text)
        value = parts.isEmpty ? "" : Self.trimmed(parts.removeFirst()).lowercased()
        for part in parts {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let name = Self.trimmed(String(part[..<equals])).lowercased()
            // Of a parameter that comes twice the first counts: the second is what a proxy before us may not have seen.
            if parameters[name] == nil { parameters[name] = Self.unquoted(Self.trimmed(String(part[part.index(after: equals)...]))) }
        }
    }

    package subscript(name: String) -> String? { parameters[name] }

    /// Of a `Content-Disposition`, as it is given; `filename*` comes first (RFC 6266 §4.3).
    package var fileName: String? { self["filename*"].flatMap(Self.extended) ?? self["filename"] }

    /// RFC 8187: `UTF-8''na%C3%AFve.txt`.
    private static func extended(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        return TextEncoding.text(FormText.bytes(parts[2].utf8, plus: UInt8(ascii: "+")), in: String(parts[0]))
    }

    /// Cut at semicolons that stand in no quotes.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if character == ";", !isQuoted {
                parts.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            parts[parts.count - 1].append(character)
        }
        return parts
    }

    private static func unquoted(_ text: String) -> String {
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        var result = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            // A backslash stands for itself unless it escapes: browsers send names of files as they are.
            if isEscaped, character != "\"", character != "\\" { result.append("\\") }
            isEscaped = character == "\\" && !isEscaped
            if !isEscaped { result.append(character) }
        }
        return isEscaped ? result + "\\" : result
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
