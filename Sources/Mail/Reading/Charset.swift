import Values

/// Bytes of a message as text, by the name of their charset.
enum Charset {
    /// Of charsets that aren't known, or aren't what was sent, the text is read as UTF-8 where it is that, else as Latin-1: most of it
    /// stays readable.
    static func text(_ bytes: some Collection<UInt8>, _ name: String?) -> String {
        switch name?.lowercased() {
        case "utf-8", "utf8": String(decoding: bytes, as: UTF8.self)
        default:
            TextEncoding.text(bytes, charset: name) ?? String(validating: bytes, as: UTF8.self) ?? TextEncoding.windows1252(bytes)
        }
    }
}
