/// The charset that a document names in itself, for where the header that came with it names none.
enum DeclaredCharset {
    /// Of `<?xml version="1.0" encoding="..."?>`, or by the mark at its beginning.
    static func xml(_ bytes: some Collection<UInt8>) -> String? {
        if isMarkedUTF16(bytes) { return "utf-16" }
        let start = String(decoding: bytes.prefix(200), as: UTF8.self).drop { $0 == "\u{feff}" }
        guard start.hasPrefix("<?xml"), let end = start.firstRange(of: "?>"),
            let match = start[..<end.lowerBound].firstMatch(of: /encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/)
        else { return nil }
        return String(match.1)
    }

    /// Of `<meta charset="...">` or `<meta http-equiv="Content-Type" content="text/html; charset=...">`, where browsers look for it.
    static func html(_ bytes: some Collection<UInt8>) -> String? {
        if isMarkedUTF16(bytes) { return "utf-16" }
        let start = String(decoding: bytes.prefix(1024), as: UTF8.self)
        return start.firstMatch(of: /<meta\s[^>]*charset\s*=\s*["']?([A-Za-z0-9._:-]+)/.ignoresCase()).map { String($0.1) }
    }

    private static func isMarkedUTF16(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
    }
}
