import Values

/// `name=value&...`, percent-encoded.
enum FormEncoding {
    /// An array as a value repeats the name, a missing value is an empty one.
    static func encode(_ rows: [Fields], name nameField: String, blank: String) -> String {
        var bytes: [UInt8] = []
        for row in rows {
            guard let name = row.text(nameField) ?? row.text("name") ?? row.text("key") else { continue }
            let values =
                switch row["value"] {
                case .array(let items): items
                case let value: [value ?? .null]
                }
            for value in values {
                if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
                append(name, to: &bytes, blank: blank)
                bytes.append(UInt8(ascii: "="))
                append(value.moduleText, to: &bytes, blank: blank)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// One name or value.
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes, blank: "%20")
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Without the percent-encoding; what isn't a code stays as it is.
    static func decode(_ text: Substring) -> String {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        var position = 0
        while position < source.count {
            if source[position] == UInt8(ascii: "%"), position + 2 < source.count,
                let code = UInt8(String(decoding: source[position + 1...position + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                position += 3
            } else {
                bytes.append(source[position])
                position += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func append(_ text: String, to bytes: inout [UInt8], blank: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            case UInt8(ascii: " "): bytes.append(contentsOf: blank.utf8)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }
}
