/// Reads rows of separated values as RFC 4180 has them, one at a time. Lines that are wholly empty are no rows.
struct CSVReader {
    struct Malformed: Error, Hashable {
        var line: Int
        var message: String
    }

    private let bytes: [UInt8]
    private let delimiter: [UInt8]
    private let keepsQuotes: Bool
    private var position: Int

    /// With `keepsQuotes` a quote that can't begin or end a field is an ordinary sign; without, it is an error.
    init(_ bytes: [UInt8], delimiter: String, keepsQuotes: Bool) {
        self.bytes = bytes
        self.delimiter = Array(delimiter.utf8)
        self.keepsQuotes = keepsQuotes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func next(atMost columns: Int) throws(Malformed) -> [String]? {
        while position < bytes.count, isLineEnd(position) { position += 1 }
        guard position < bytes.count else { return nil }
        var row: [String] = []
        while true {
            row.append(try field())
            guard row.count <= columns else { throw malformed("the row has more than \(columns) columns") }
            guard isDelimiter(position) else { break }
            position += delimiter.count
        }
        if position < bytes.count { position += bytes[position...].starts(with: "\r\n".utf8) ? 2 : 1 }
        return row
    }

    private mutating func field() throws(Malformed) -> String {
        if position < bytes.count, bytes[position] == Self.quote { return try quotedField() }
        let start = position
        while position < bytes.count, !isLineEnd(position), !isDelimiter(position) {
            if bytes[position] == Self.quote, !keepsQuotes {
                throw malformed("a quote stands inside a field that isn't quoted; double it and quote the field, or keep such quotes")
            }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func quotedField() throws(Malformed) -> String {
        let opening = position
        var text: [UInt8] = []
        var start = position + 1
        position += 1
        while position < bytes.count {
            guard bytes[position] == Self.quote else {
                position += 1
                continue
            }
            let next = position + 1
            if next == bytes.count || isLineEnd(next) || isDelimiter(next) {
                text += bytes[start..<position]
                position = next
                return String(decoding: text, as: UTF8.self)
            }
            if bytes[next] == Self.quote {
                text += bytes[start...position]
                position = next + 1
                start = position
            } else if keepsQuotes {
                position = next
            } else {
                throw malformed("there is text after the quote that ends a field")
            }
        }
        position = opening
        throw malformed("a quoted field has no end")
    }

    private static let quote = UInt8(ascii: "\"")

    private func isLineEnd(_ position: Int) -> Bool { bytes[position] == 10 || bytes[position] == 13 }

    private func isDelimiter(_ position: Int) -> Bool {
        guard position + delimiter.count <= bytes.count, bytes[position] == delimiter[0] else { return false }
        return delimiter.count == 1 || bytes[position...].starts(with: delimiter)
    }

    private func malformed(_ message: String) -> Malformed {
        let ends = bytes[..<position].indices.count {
            bytes[$0] == 10 || bytes[$0] == 13 && ($0 + 1 == bytes.count || bytes[$0 + 1] != 10)
        }
        return Malformed(line: ends + 1, message: message)
    }
}
