extension JSON {
    /// The document as text: in one line, or with `indent` spaces per level.
    package func text(indent: Int? = nil) -> String {
        var bytes: [UInt8] = []
        write(into: &bytes, indent: indent, level: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the document in one line.
    package func write(into bytes: inout [UInt8]) { write(into: &bytes, indent: nil, level: 0) }

    private func write(into bytes: inout [UInt8], indent: Int?, level: Int) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .boolean(let flag): bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8)
        case .number(let literal): bytes.append(contentsOf: literal.utf8)
        case .string(let text): JSONWriter.write(text, into: &bytes)
        case .array(let items):
            bytes.append(UInt8(ascii: "["))
            for (position, item) in items.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONWriter.breakLine(in: &bytes, indent, level + 1)
                item.write(into: &bytes, indent: indent, level: level + 1)
            }
            if !items.isEmpty { JSONWriter.breakLine(in: &bytes, indent, level) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (position, member) in object.members.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONWriter.breakLine(in: &bytes, indent, level + 1)
                JSONWriter.write(member.key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                if indent != nil { bytes.append(UInt8(ascii: " ")) }
                member.value.write(into: &bytes, indent: indent, level: level + 1)
            }
            if !object.isEmpty { JSONWriter.breakLine(in: &bytes, indent, level) }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}

/// How JSON is spelled: only what must be escaped is.
package enum JSONWriter {
    private static let hex = Array("0123456789abcdef".utf8)

    /// Appends a string with its quotes.
    package static func write(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        writeEscaped(text, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends what stands between the quotes.
    package static func writeEscaped(_ text: String, into bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { source in
            var plain = 0
            var position = 0
            while position < source.count {
                let byte = source[position]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0xEF else {
                    position += 1
                    continue
                }
                let (end, replacement) = escape(source, at: position)
                if let replacement {
                    bytes.append(contentsOf: source[plain..<position])
                    bytes.append(contentsOf: replacement)
                    plain = end
                }
                position = end
            }
            bytes.append(contentsOf: source[plain...])
        }
    }

    static func breakLine(in bytes: inout [UInt8], _ indent: Int?, _ level: Int) {
        guard let indent else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * level))
    }

    private static func escape(_ source: UnsafeBufferPointer<UInt8>, at position: Int) -> (end: Int, replacement: [UInt8]?) {
        let byte = source[position]
        switch byte {
        case 0x22: return (position + 1, Array(#"\""#.utf8))
        case 0x5C: return (position + 1, Array(#"\\"#.utf8))
        case 8: return (position + 1, Array(#"\b"#.utf8))
        case 9: return (position + 1, Array(#"\t"#.utf8))
        case 10: return (position + 1, Array(#"\n"#.utf8))
        case 12: return (position + 1, Array(#"\f"#.utf8))
        case 13: return (position + 1, Array(#"\r"#.utf8))
        case 0..<0x20: return (position + 1, unitEscape(UInt32(byte)))
        default: return surrogate(source, at: position)
        }
    }

    /// Undoes what `LoneSurrogate` did.
    private static func surrogate(_ source: UnsafeBufferPointer<UInt8>, at position: Int) -> (end: Int, replacement: [UInt8]?) {
        let marker = LoneSurrogate.markerBytes
        guard source[position...].starts(with: marker) else { return (position + 1, nil) }
        if let unit = LoneSurrogate.unit(in: source, at: position + 3) { return (position + 6, unitEscape(unit)) }
        if source[(position + 3)...].starts(with: marker) { return (position + 6, marker) }
        return (position + 3, nil)
    }

    private static func unitEscape(_ unit: UInt32) -> [UInt8] {
        Array("\\u".utf8) + [12, 8, 4, 0].map { hex[Int(unit >> $0 & 0xF)] }
    }
}
