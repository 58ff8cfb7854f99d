import Values

/// A folder's name as IMAP servers have it: modified UTF-7 (RFC 3501 §5.1.3).
enum FolderName {
    static func encode(_ name: String) -> String {
        var encoded = ""
        var pending: [UInt8] = []
        func flush() {
            guard !pending.isEmpty else { return }
            encoded += "&" + Base64.encode(pending).filter { $0 != "=" }.replacing("/", with: ",") + "-"
            pending = []
        }
        for unit in name.utf16 {
            if (0x20...0x7e).contains(unit) {
                flush()
                encoded += unit == 0x26 ? "&-" : String(UnicodeScalar(UInt8(unit)))
            } else {
                pending += [UInt8(unit >> 8), UInt8(unit & 0xff)]
            }
        }
        flush()
        return encoded
    }

    /// What can't be decoded stays as it is.
    static func decode(_ name: String) -> String {
        var decoded = ""
        var rest = name[...]
        while let open = rest.firstIndex(of: "&"), let end = rest[open...].firstIndex(of: "-") {
            let code = rest[rest.index(after: open)..<end]
            decoded += rest[..<open] + (code.isEmpty ? "&" : text(of: code) ?? String(rest[open...end]))
            rest = rest[rest.index(after: end)...]
        }
        return decoded + rest
    }

    private static func text(of code: Substring) -> String? {
        let padding = String(repeating: "=", count: (4 - code.utf8.count % 4) % 4)
        return Base64.decode(code.replacing(",", with: "/") + padding).flatMap { TextEncoding.text($0, in: "utf-16be") }
    }
}
