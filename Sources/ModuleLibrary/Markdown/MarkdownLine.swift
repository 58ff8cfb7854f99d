/// A line without its end; tabs at its start are blanks already.
typealias MarkdownLine = ArraySlice<UInt8>

extension MarkdownLine {
    /// The lines of a document.
    static func lines(of text: String) -> [MarkdownLine] {
        var lines: [MarkdownLine] = []
        var bytes: [UInt8] = []
        var isIndent = true
        for byte in text.utf8 {
            switch byte {
            case 13: continue
            case 10:
                lines.append(bytes[...])
                bytes = []
                isIndent = true
            case 9 where isIndent: bytes += [UInt8](repeating: 32, count: 4 - bytes.count % 4)
            default:
                if byte != 32 { isIndent = false }
                bytes.append(byte)
            }
        }
        if !bytes.isEmpty { lines.append(bytes[...]) }
        return lines
    }

    var indent: Int { prefix { $0 == 32 }.count }
    var isBlank: Bool { allSatisfy { $0 == 32 || $0 == 9 } }

    var trimmed: MarkdownLine {
        let start = drop { $0 == 32 || $0 == 9 }
        return start.prefix((start.lastIndex { $0 != 32 && $0 != 9 }).map { $0 - start.startIndex + 1 } ?? 0)
    }

    /// Without up to `count` blanks at its start.
    func outdented(_ count: Int) -> MarkdownLine { dropFirst(Swift.min(count, indent)) }

    func starts(with text: StaticString) -> Bool { starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }

    var text: String { String(decoding: self, as: UTF8.self) }
}
