/// Why a text is no JSON, and where. Lines and columns count from 1, columns in characters; the offset is in bytes.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    package var line: Int
    package var column: Int
    package var offset: Int
    package var message: String

    package init(line: Int, column: Int, offset: Int, message: String) {
        self.line = line
        self.column = column
        self.offset = offset
        self.message = message
    }

    /// Finds line and column of `offset`; only done once something is wrong.
    init(_ message: String, at offset: Int, in bytes: [UInt8]) {
        var line = 1
        var lineStart = 0
        for (position, byte) in bytes.prefix(offset).enumerated() where byte == UInt8(ascii: "\n") {
            line += 1
            lineStart = position + 1
        }
        // A byte 10xxxxxx continues a character; a byte order mark shows nowhere.
        let characters = bytes[lineStart..<Swift.min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
        let mark = lineStart == 0 && bytes.starts(with: JSONReader.byteOrderMark) ? 1 : 0
        self.init(line: line, column: Swift.max(1, characters + 1 - mark), offset: offset, message: message)
    }

    package var description: String { "line \(line), column \(column): \(message)" }
}

/// What a JSON document may be at most.
package struct JSONLimits: Hashable, Sendable {
    package var maxBytes: Int
    package var maxDepth: Int

    package init(maxBytes: Int = 64 << 20, maxDepth: Int = 200) {
        self.maxBytes = maxBytes
        self.maxDepth = maxDepth
    }
}
