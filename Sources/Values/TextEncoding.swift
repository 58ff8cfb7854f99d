import Foundation

/// Encodings of text, by the names that they have on the net.
package enum TextEncoding {
    /// The usual name of each.
    package static let names = TextEncodingNames.ordered.map(\.name)

    package static func isKnown(_ name: String) -> Bool { TextEncodingNames.canonical(name) != nil }

    /// As browsers read it (WHATWG): what is sent under the name of Latin-1 is Windows-1252, and what says that it is ASCII may be UTF-8.
    /// - Returns: `nil` where the encoding isn't known, or the bytes are no text in it.
    package static func text(_ bytes: some Collection<UInt8>, in name: String) -> String? {
        guard let name = TextEncodingNames.canonical(name) else { return nil }
        switch name {
        case "utf-8": return String(validating: bytes, as: UTF8.self)
        case "us-ascii": return String(validating: bytes, as: UTF8.self) ?? windows1252(bytes)
        case "iso-8859-1", "windows-1252": return windows1252(bytes)
        case "binary": return scalars(bytes) { Unicode.Scalar($0) }
        case "utf-16", "utf-16le", "utf-16be": return utf16(Array(bytes), name)
        case "euc-jp": return JapaneseEUC.shiftJIS(Array(bytes)).flatMap { text($0, in: "shift-jis") }
        default: return String(data: Data(bytes), encoding: encoding(TextEncodingNames.read[name] ?? name))
        }
    }

    /// The same for a charset that a sender may have left out: then it is UTF-8, and so is one that isn't known where the bytes are that.
    package static func text(_ bytes: some Collection<UInt8>, charset: String?) -> String? {
        text(bytes, in: charset.flatMap { isKnown($0) ? $0 : nil } ?? "utf-8")
    }

    /// Every byte is some sign, if need be a control character.
    package static func windows1252(_ bytes: some Collection<UInt8>) -> String {
        scalars(bytes) { (0x80...0x9f).contains($0) ? windows[Int($0) - 0x80] : Unicode.Scalar($0) }
    }

    /// JSON in UTF-8. It has to be that (RFC 8259 §8.1), so a charset counts only where the bytes can't be UTF-8.
    package static func json(_ bytes: [UInt8], charset: String?) -> [UInt8] {
        // Encodings of ASCII's bytes that are no UTF-8 have NUL or ESC in them, which JSON never has.
        guard let charset, bytes.contains(where: { $0 == 0 || $0 == 0x1b }) || String(validating: bytes, as: UTF8.self) == nil,
            let text = text(bytes, in: charset)
        else { return bytes }
        return Array(text.utf8)
    }

    /// - Returns: `nil` where the encoding isn't known, or doesn't have all signs of the text.
    package static func bytes(_ text: String, in name: String) -> [UInt8]? {
        guard let name = TextEncodingNames.canonical(name) else { return nil }
        if name == "utf-8" { return Array(text.utf8) }
        if name == "euc-jp" { return bytes(text, in: "shift-jis").flatMap(JapaneseEUC.bytes) }
        return text.data(using: encoding(name == "binary" ? "iso-8859-1" : name)).map(Array.init)
    }

    private static let encodings = Dictionary(uniqueKeysWithValues: TextEncodingNames.ordered)

    private static func encoding(_ name: String) -> String.Encoding {
        switch name {
        case "utf-16": return .utf16
        case "utf-16le": return .utf16LittleEndian
        case "utf-16be": return .utf16BigEndian
        default: break
        }
        guard let code = encodings[name] else { preconditionFailure("the canonical name of an encoding is not in the table") }
        // As Foundation writes Core Foundation's own numbers.
        return String.Encoding(rawValue: 0x8000_0000 | code)
    }

    private static func scalars(_ bytes: some Collection<UInt8>, _ scalar: (UInt8) -> Unicode.Scalar) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(scalar(byte)) }
        return String(text)
    }

    /// A mark at the beginning tells the order of the bytes; where nothing does, the lower one comes first.
    private static func utf16(_ bytes: [UInt8], _ name: String) -> String? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let isMarkedBig = bytes.starts(with: [0xfe, 0xff])
        let isMarked = isMarkedBig || bytes.starts(with: [0xff, 0xfe])
        let isBig = name == "utf-16be" || name == "utf-16" && isMarkedBig
        let units = stride(from: name == "utf-16" && isMarked ? 2 : 0, to: bytes.count, by: 2).map {
            isBig ? UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) : UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
        }
        return String(validating: units, as: UTF16.self)
    }

    private static let windows = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
}
