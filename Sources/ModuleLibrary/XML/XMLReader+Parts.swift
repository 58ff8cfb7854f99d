extension XMLReader {
    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    func starts(_ text: StaticString) -> Bool {
        guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[position + offset] != text.utf8Start[offset] { return false }
        return true
    }

    mutating func takes(_ text: StaticString) -> Bool {
        guard starts(text) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    @discardableResult
    mutating func skipSpace() -> Bool {
        let start = position
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
        return position > start
    }

    mutating func skip(past end: StaticString, _ what: String) throws(XMLProblem) {
        let start = position
        while position < bytes.count, !starts(end) { position += 1 }
        guard position < bytes.count else {
            position = start
            throw problem("\(what) has no end")
        }
        position += end.utf8CodeUnitCount
    }

    /// With all that stands in its brackets and quotes.
    mutating func skipDocumentType() throws(XMLProblem) {
        let start = position
        var quote: UInt8?
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            if let open = quote {
                if byte == open { quote = nil }
            } else if starts("<!--") {
                try skip(past: "-->", "a comment")
                continue
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "<") {
                depth += 1
            } else if byte == UInt8(ascii: ">") {
                depth -= 1
                if depth == 0 {
                    position += 1
                    return
                }
            }
            position += 1
        }
        position = start
        throw problem("a declaration has no end")
    }

    /// Letters, digits, `. - _ :`, and everything beyond ASCII; not beginning with a digit, `.` or `-`.
    mutating func name() throws(XMLProblem) -> String {
        let start = position
        while position < bytes.count, Self.isNamePart(bytes[position]) { position += 1 }
        guard start < position, !"0123456789.-".utf8.contains(bytes[start]) else {
            position = start
            throw problem("a name is expected here")
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    static func isNamePart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte >= 0x80 || byte == 95 || byte == 58 || byte == 45 || byte == 46
    }

    /// The text that `part` stands for: line ends are `\n`, and references their signs.
    func decoded(_ part: ArraySlice<UInt8>, isAttribute: Bool = false, isLiteral: Bool = false) throws(XMLProblem) -> String {
        let isPlain = part.allSatisfy { $0 != 38 && $0 != 13 && !(isAttribute && ($0 == 10 || $0 == 9)) }
        if isPlain { return String(decoding: part, as: UTF8.self) }
        var text: [UInt8] = []
        text.reserveCapacity(part.count)
        var index = part.startIndex
        while index < part.endIndex {
            let byte = part[index]
            if byte == 38, !isLiteral {
                let end = part[index...].prefix(12).firstIndex(of: 59)
                guard let end, let sign = Self.sign(of: part[(index + 1)..<end]) else { throw unknownReference(at: index) }
                text += Array(String(sign).utf8)
                index = end + 1
                continue
            }
            if byte == 13 {
                if index + 1 == part.endIndex || part[index + 1] != 10 { text.append(isAttribute ? 32 : 10) }
            } else {
                text.append(isAttribute && (byte == 10 || byte == 9) ? 32 : byte)
            }
            index += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func sign(of reference: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let name = String(decoding: reference, as: UTF8.self)
        if let known = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"][name] { return known.unicodeScalars.first }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let code, code >= 32 || [9, 10, 13].contains(code), code != 0xFFFE, code != 0xFFFF else { return nil }
        return Unicode.Scalar(code)
    }

    private func unknownReference(at index: Int) -> XMLProblem {
        var copy = self
        copy.position = index
        return copy.problem("an & begins nothing that is known; entities other than lt, gt, amp, quot and apos are not expanded")
    }

    func problem(_ message: String, bound: String? = nil) -> XMLProblem {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.count { $0 == 10 } + 1
        let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
        let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
        return XMLProblem(message: message, line: line, column: column, bound: bound)
    }
}
