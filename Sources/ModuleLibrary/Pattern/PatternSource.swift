/// A pattern as makers write it, in JavaScript's dialect, put into that of ICU, with the names of its groups.
struct PatternSource {
    private(set) var text: [UInt8] = []
    /// For each group, from 1, its name if it has one.
    private(set) var groups: [String?] = []

    init(_ pattern: String, multiline: Bool) {
        // Foundation takes no empty pattern.
        let bytes = pattern.isEmpty ? Array("(?:)".utf8) : Array(pattern.utf8)
        text.reserveCapacity(bytes.count + 16)
        var position = 0
        var isInClass = false
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\\") where position + 1 < bytes.count:
                text += bytes[position...position + 1]
                position += 1
            // In a class ICU gives these a meaning of its own, as sets within sets.
            case UInt8(ascii: "[") where isInClass: text += Array("\\[".utf8)
            case UInt8(ascii: "&") where isInClass && bytes[position...].starts(with: "&&".utf8): text += Array("\\&".utf8)
            case UInt8(ascii: "["):
                if bytes[position...].starts(with: "[^]".utf8) {
                    text += Array("[\\s\\S]".utf8)
                    position += 2
                } else {
                    isInClass = true
                    text.append(byte)
                }
            case UInt8(ascii: "]"):
                isInClass = false
                text.append(byte)
            case UInt8(ascii: "(") where !isInClass:
                noteGroup(bytes[position...])
                text.append(byte)
            // ICU's `$` would also stand before a line end that closes the text.
            case UInt8(ascii: "$") where !isInClass && !multiline: text += Array("\\z".utf8)
            default: text.append(byte)
            }
            position += 1
        }
    }

    private mutating func noteGroup(_ rest: ArraySlice<UInt8>) {
        let after = rest.dropFirst()
        guard after.first == UInt8(ascii: "?") else { return groups.append(nil) }
        let mark = after.dropFirst()
        guard mark.first == UInt8(ascii: "<"), let next = mark.dropFirst().first, next != UInt8(ascii: "="), next != UInt8(ascii: "!")
        else {
            return
        }
        groups.append(String(decoding: mark.dropFirst().prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self))
    }
}
