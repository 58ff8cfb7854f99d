/// `text/plain; charset=utf-8; name*0*=utf-8''...`: a value and what belongs to it (RFC 2045 §5.1, RFC 2231).
struct HeaderParameters {
    /// In lower case.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ header: String) {
        let parts = Self.split(header)
        value = parts.first?.filter { !$0.isWhitespace }.lowercased() ?? ""
        var pieces: [String: [Int: (text: String, isEncoded: Bool)]] = [:]
        for part in parts.dropFirst().prefix(200) {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let name = part[..<equals].filter { !$0.isWhitespace }.lowercased()
            let text = Self.unquoted(String(part[part.index(after: equals)...]))
            let isEncoded = name.hasSuffix("*")
            let steps = name.split(separator: "*")
            guard let base = steps.first.map(String.init) else { continue }
            if isEncoded || steps.count > 1 {
                pieces[base, default: [:]][steps.count > 1 ? Int(steps[1]) ?? 0 : 0] = (text, isEncoded)
            } else if parameters[base] == nil {
                parameters[base] = EncodedWords.decode(text)
            }
        }
        for (name, numbered) in pieces { parameters[name] = Self.joined(numbered) }
    }

    subscript(name: String) -> String? { parameters[name] }

    private static func joined(_ pieces: [Int: (text: String, isEncoded: Bool)]) -> String {
        var charset: String?
        var bytes: [UInt8] = []
        for (number, piece) in pieces.sorted(by: { $0.key < $1.key }) {
            var text = piece.text[...]
            if number == 0, piece.isEncoded {
                let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
                if parts.count == 3 {
                    charset = String(parts[0])
                    text = parts[2]
                }
            }
            bytes += piece.isEncoded ? TransferEncoding.quotedPrintable(text.utf8, sign: UInt8(ascii: "%")) : Array(text.utf8)
        }
        return Charset.text(bytes, charset)
    }

    /// At semicolons that are not within quotes.
    private static func split(_ header: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        var isEscaped = false
        for character in header {
            if isEscaped {
                isEscaped = false
            } else if character == "\\", isQuoted {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            }
            if character == ";", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    private static func unquoted(_ text: String) -> String {
        let trimmed = text.drop(while: \.isWhitespace)
        guard trimmed.first == "\"" else { return String(trimmed.prefix { !$0.isWhitespace }) }
        var result = ""
        var isEscaped = false
        for character in trimmed.dropFirst() {
            if isEscaped {
                result.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                break
            } else {
                result.append(character)
            }
        }
        return result
    }
}
