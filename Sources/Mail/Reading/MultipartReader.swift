/// The parts of a `multipart/...` body (RFC 2046 §5.1), without what stands before the first and after the last.
enum MultipartReader {
    /// Lines that are a delimiter count, whether their ends are CR LF or LF. A body that was cut off ends with its last part.
    static func parts(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let delimiter = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var position = body.startIndex
        while position < body.endIndex {
            let end = body[position...].firstIndex(of: 10) ?? body.endIndex
            let line = body[position..<end]
            if line.starts(with: delimiter), let isLast = isDelimiter(line.dropFirst(delimiter.count)) {
                if let start { parts.append(body[start..<max(start, beforeLineEnd(body, position))]) }
                start = isLast ? nil : min(end + 1, body.endIndex)
                if isLast { break }
            }
            position = min(end + 1, body.endIndex)
        }
        if let start { parts.append(body[start...]) }
        return parts
    }

    /// `nil` where more follows than a delimiter may have.
    private static func isDelimiter(_ rest: ArraySlice<UInt8>) -> Bool? {
        let isLast = rest.starts(with: "--".utf8)
        let padding = isLast ? rest.dropFirst(2) : rest
        return padding.allSatisfy { $0 == 0x20 || $0 == 9 || $0 == 13 } ? isLast : nil
    }

    /// The line end before a delimiter belongs to it.
    private static func beforeLineEnd(_ body: ArraySlice<UInt8>, _ position: Int) -> Int {
        guard position > body.startIndex else { return position }
        let line = position - 1
        return line > body.startIndex && body[line - 1] == 13 ? line - 1 : line
    }
}
