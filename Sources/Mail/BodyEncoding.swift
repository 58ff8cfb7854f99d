import Values

/// A text in lines of at most 76 bytes of ASCII (RFC 2045 §6.7, §6.8), whatever it holds.
struct BodyEncoding {
    let name: String
    let bytes: [UInt8]

    /// Quoted-printable, which people can read in a raw message, unless more than a sixth of the text would have to be quoted.
    init(_ text: String) {
        let lines = Self.lines(of: text)
        let count = lines.reduce(0) { $0 + $1.count + 2 }
        let quoted = lines.reduce(0) { $0 + $1.count { !Self.isPrintable($0) } }
        if quoted * 6 <= count {
            name = "quoted-printable"
            bytes = lines.flatMap { Self.quotedPrintable($0) + Self.lineEnd }
        } else {
            name = "base64"
            bytes = Self.base64(lines.flatMap { $0 + Self.lineEnd })
        }
    }

    private static let lineEnd = Array("\r\n".utf8)
    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    /// CR, LF and CR LF end a line; the text ends with a line.
    private static func lines(of text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): lines.append([])
            default: lines[lines.count - 1].append(byte)
            }
            previous = byte
        }
        if lines.count > 1, lines[lines.count - 1].isEmpty { lines.removeLast() }
        return lines
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { byte == 9 || (byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "=")) }

    private static func quotedPrintable(_ line: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        var column = 0
        for (position, byte) in line.enumerated() {
            // White space at the end of a line may get lost on the way.
            let mayGetLost = position == line.count - 1 && (byte == 0x20 || byte == 9)
            let isPlain = isPrintable(byte) && !mayGetLost
            let width = isPlain ? 1 : 3
            if column + width > 75 {
                encoded += Array("=\r\n".utf8)
                column = 0
            }
            encoded += isPlain ? [byte] : [UInt8(ascii: "="), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            column += width
        }
        return encoded
    }

    /// 57 bytes are a line of 76.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        stride(from: 0, to: bytes.count, by: 57).flatMap { start in
            Array(Base64.encode(Array(bytes[start..<min(start + 57, bytes.count)])).utf8) + lineEnd
        }
    }
}
