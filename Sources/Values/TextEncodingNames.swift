/// What encodings are called, and which they are.
enum TextEncodingNames {
    /// Whatever the case, and with `_` for `-`; `nil` where it isn't known.
    static func canonical(_ name: String) -> String? {
        let name = String(name.lowercased().map { $0 == "_" ? "-" : $0 })
        let found = aliases[name] ?? name
        return known.contains(found) ? found : nil
    }

    /// With Core Foundation's number.
    static let ordered: [(name: String, code: UInt)] = [
        ("utf-8", 0x0800_0100), ("utf-16", 0x0100), ("utf-16le", 0x1400_0100), ("utf-16be", 0x1000_0100), ("us-ascii", 0x0600),
        ("iso-8859-1", 0x0201), ("iso-8859-2", 0x0202), ("iso-8859-3", 0x0203), ("iso-8859-4", 0x0204), ("iso-8859-5", 0x0205),
        ("iso-8859-6", 0x0206), ("iso-8859-7", 0x0207), ("iso-8859-8", 0x0208), ("iso-8859-9", 0x0209), ("iso-8859-10", 0x020A),
        ("iso-8859-13", 0x020D), ("iso-8859-14", 0x020E), ("iso-8859-15", 0x020F), ("iso-8859-16", 0x0210), ("windows-1250", 0x0501),
        ("windows-1251", 0x0502), ("windows-1252", 0x0500), ("windows-1253", 0x0503), ("windows-1254", 0x0504), ("windows-1255", 0x0505),
        ("windows-1256", 0x0506), ("windows-1257", 0x0507), ("windows-1258", 0x0508), ("windows-874", 0x041D), ("ibm866", 0x041B),
        ("koi8-r", 0x0A02), ("koi8-u", 0x0A08), ("macintosh", 0x0000), ("shift-jis", 0x0420), ("euc-jp", 0x0920), ("iso-2022-jp", 0x0820),
        ("gb18030", 0x0632), ("big5", 0x0A03), ("euc-kr", 0x0422),
    ]

    /// Bytes as code points, whatever they mean.
    private static let known = Set(ordered.map(\.name) + ["binary"])

    /// What browsers read under another's name, as it is the same and more.
    static let read = ["iso-8859-9": "windows-1254"]

    private static let aliases = [
        "utf8": "utf-8", "utf16": "utf-16", "utf16le": "utf-16le", "utf16be": "utf-16be", "ucs2": "utf-16le", "ucs-2": "utf-16le",
        "unicode": "utf-16", "ascii": "us-ascii", "ansi-x3.4-1968": "us-ascii", "latin1": "iso-8859-1", "latin-1": "iso-8859-1",
        "l1": "iso-8859-1", "iso8859-1": "iso-8859-1", "iso88591": "iso-8859-1", "latin2": "iso-8859-2", "latin-2": "iso-8859-2",
        "iso8859-2": "iso-8859-2", "iso88592": "iso-8859-2", "latin5": "iso-8859-9", "iso8859-5": "iso-8859-5",
        "iso8859-7": "iso-8859-7", "iso-8859-8-i": "iso-8859-8", "iso8859-9": "iso-8859-9", "latin9": "iso-8859-15",
        "latin-9": "iso-8859-15", "iso8859-15": "iso-8859-15", "iso-8859-11": "windows-874", "tis-620": "windows-874",
        "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252", "cp1253": "windows-1253", "cp1254": "windows-1254",
        "cp1255": "windows-1255", "cp1256": "windows-1256", "cp1257": "windows-1257", "cp1258": "windows-1258",
        "win1250": "windows-1250", "win1251": "windows-1251", "win1252": "windows-1252", "x-cp1250": "windows-1250",
        "x-cp1251": "windows-1251", "x-cp1252": "windows-1252", "cp866": "ibm866", "866": "ibm866", "koi8": "koi8-r", "koi8r": "koi8-r",
        "mac": "macintosh", "x-mac-roman": "macintosh", "sjis": "shift-jis", "shiftjis": "shift-jis", "x-sjis": "shift-jis",
        "ms-kanji": "shift-jis", "cp932": "shift-jis", "windows-31j": "shift-jis", "eucjp": "euc-jp", "x-euc-jp": "euc-jp",
        "gbk": "gb18030", "gb2312": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "big5-hkscs": "big5", "x-x-big5": "big5",
        "cp950": "big5", "euckr": "euc-kr", "ks-c-5601-1987": "euc-kr", "cp949": "euc-kr", "windows-949": "euc-kr", "uhc": "euc-kr",
    ]
}
