/// Bytes of a message as text, by the name of their charset.
enum Charset {
    /// Of charsets that aren't known here the text is read as UTF-8 where it is that, else as Latin-1: most of it stays readable.
    static func text(_ bytes: some Collection<UInt8>, _ name: String?) -> String {
        switch name?.lowercased() {
        case "utf-8", "utf8": String(decoding: bytes, as: UTF8.self)
        case "iso-8859-1", "latin1", "windows-1252", "cp1252": latin(bytes)
        case "iso-8859-15", "latin9": latin(bytes).replacing("\u{A4}", with: "€")
        default: String(validating: Array(bytes), as: UTF8.self) ?? latin(bytes)
        }
    }

    /// As WHATWG has it: 0x80 to 0x9f are those of Windows, as that is what is sent under the name of Latin-1.
    private static func latin(_ bytes: some Collection<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            text.unicodeScalars.append((0x80...0x9f).contains(byte) ? windows[Int(byte) - 0x80] : Unicode.Scalar(byte))
        }
        return text
    }

    private static let windows = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
}
