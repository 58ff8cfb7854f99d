/// Writes rows as RFC 4180 has them; only what must be quoted is.
struct CSVWriter {
    private(set) var bytes: [UInt8] = []
    private let delimiter: [UInt8]
    private let lineEnd: [UInt8]

    init(delimiter: String, lineEnd: String) {
        self.delimiter = Array(delimiter.utf8)
        self.lineEnd = Array(lineEnd.utf8)
    }

    mutating func write(_ row: [String]) {
        if !bytes.isEmpty { bytes += lineEnd }
        // A row of one empty cell would be an empty line, which is no row.
        if row == [""] { bytes += "\"\"".utf8 }
        for (position, cell) in row.enumerated() {
            if position > 0 { bytes += delimiter }
            write(cell)
        }
    }

    private mutating func write(_ cell: String) {
        let isPlain = cell.utf8.allSatisfy { $0 != 34 && $0 != 10 && $0 != 13 && $0 != delimiter[0] }
        if isPlain { return bytes.append(contentsOf: cell.utf8) }
        bytes.append(34)
        for byte in cell.utf8 {
            if byte == 34 { bytes.append(34) }
            bytes.append(byte)
        }
        bytes.append(34)
    }
}
