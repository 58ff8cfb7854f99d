/// The text of a statement, cut into what is SQL and what is quoted: literals, quoted names, comments.
///
/// Both rewriters (placeholders and types) may only touch the former.
struct SQLPieces: Sequence, IteratorProtocol {
    struct Piece {
        let isQuoted: Bool
        let bytes: ArraySlice<UInt8>
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func next() -> Piece? {
        guard position < bytes.count else { return nil }
        let start = position
        if let end = endOfQuoted(from: start) {
            position = end
            return Piece(isQuoted: true, bytes: bytes[start..<end])
        }
        position += 1
        while position < bytes.count, !mayOpenQuoted(bytes[position]) || endOfQuoted(from: position) == nil { position += 1 }
        return Piece(isQuoted: false, bytes: bytes[start..<position])
    }

    private func mayOpenQuoted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "/"): true
        default: false
        }
    }

    /// Where the quoted part that begins at `start` ends, or nil if none begins there. An unclosed one reaches to the end.
    private func endOfQuoted(from start: Int) -> Int? {
        switch bytes[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            // A doubled quote ends one part and begins the next, which comes to the same.
            return bytes[(start + 1)...].firstIndex(of: bytes[start]).map { $0 + 1 } ?? bytes.count
        case UInt8(ascii: "-") where follows(start, UInt8(ascii: "-")):
            return bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        case UInt8(ascii: "/") where follows(start, UInt8(ascii: "*")):
            var end = start + 2
            while end < bytes.count, !(bytes[end] == UInt8(ascii: "*") && follows(end, UInt8(ascii: "/"))) { end += 1 }
            return Swift.min(end + 2, bytes.count)
        default:
            return nil
        }
    }

    private func follows(_ index: Int, _ byte: UInt8) -> Bool { index + 1 < bytes.count && bytes[index + 1] == byte }
}
