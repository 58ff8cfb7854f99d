import Foundation

/// Encodings of text, by the names that they have on the net.
enum TextEncoding {
    static let names = ordered.map(\.name)

    /// Whatever the case, and with `_` for `-`.
    static func encoding(named name: String) -> String.Encoding? {
        let name = name.lowercased().replacing("_", with: "-")
        return byName[aliases[name] ?? name]
    }

    private static let byName = Dictionary(uniqueKeysWithValues: ordered)
    private static let ordered: [(name: String, encoding: String.Encoding)] = [
        ("utf-8", .utf8), ("utf-16", .utf16), ("utf-16le", .utf16LittleEndian), ("utf-16be", .utf16BigEndian), ("us-ascii", .ascii),
        ("iso-8859-1", .isoLatin1), ("iso-8859-2", .isoLatin2), ("windows-1250", .windowsCP1250), ("windows-1251", .windowsCP1251),
        ("windows-1252", .windowsCP1252), ("windows-1253", .windowsCP1253), ("windows-1254", .windowsCP1254), ("shift-jis", .shiftJIS),
        ("euc-jp", .japaneseEUC), ("iso-2022-jp", .iso2022JP), ("macintosh", .macOSRoman),
    ]
    private static let aliases = [
        "utf8": "utf-8", "utf16": "utf-16", "ascii": "us-ascii", "latin1": "iso-8859-1", "latin-1": "iso-8859-1", "latin2": "iso-8859-2",
        "iso8859-1": "iso-8859-1", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252", "win1250": "windows-1250",
        "win1251": "windows-1251", "win1252": "windows-1252", "sjis": "shift-jis", "shiftjis": "shift-jis", "eucjp": "euc-jp",
    ]
}
