/// How HTML is made of a document.
struct MarkdownStyle {
    /// What is done with HTML that stands in the document.
    enum RawHTML {
        case kept
        case escaped
        case stripped
    }

    var isGitHubFlavored: Bool
    var rawHTML: RawHTML

    /// An address as an attribute has it; empty where it would run a script, unless HTML is kept as it is.
    func address(_ text: String) -> String {
        if rawHTML != .kept, Self.isDangerous(text) { return "" }
        var result: [UInt8] = []
        for byte in text.utf8 {
            if Self.isCommon(byte) {
                result += byte == 38 ? Array("&amp;".utf8) : byte == 39 ? Array("&#39;".utf8) : [byte]
            } else {
                let hex = Array("0123456789ABCDEF".utf8)
                result += [37, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isCommon(_ byte: UInt8) -> Bool {
        HTMLTokens.isLetter(byte) || byte &- 48 < 10 || "-_.!~*'();/?:@&=+$,#%".utf8.contains(byte)
    }

    private static func isDangerous(_ text: String) -> Bool {
        let signs = text.unicodeScalars.filter { $0.value > 32 && $0.value != 127 }
        let plain = String(String.UnicodeScalarView(signs)).lowercased()
        if plain.hasPrefix("data:") { return !["png", "gif", "jpeg", "webp"].contains { plain.hasPrefix("data:image/\($0)") } }
        return ["javascript:", "vbscript:", "file:"].contains { plain.hasPrefix($0) }
    }

    static func escape(_ text: some Sequence<UInt8>, into result: inout [UInt8]) {
        for byte in text {
            switch byte {
            case 38: result += "&amp;".utf8
            case 60: result += "&lt;".utf8
            case 62: result += "&gt;".utf8
            case 34: result += "&quot;".utf8
            default: result.append(byte)
            }
        }
    }

    static func escaped(_ text: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        escape(text, into: &result)
        return String(decoding: result, as: UTF8.self)
    }
}
