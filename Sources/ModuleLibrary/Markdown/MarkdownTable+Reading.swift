extension MarkdownTable {
    /// The table that begins at `index`, where there is one: a line of headers over a line of dashes.
    static func table(_ lines: [MarkdownLine], _ index: inout Int) -> MarkdownTable? {
        guard index + 1 < lines.count, lines[index].contains(124), lines[index].isMarked, lines[index + 1].isMarked,
            let alignments = alignments(lines[index + 1])
        else { return nil }
        let header = cells(lines[index])
        guard header.count == alignments.count else { return nil }
        var table = MarkdownTable(alignments: alignments, header: header)
        index += 2
        while index < lines.count, !lines[index].isBlank, !lines[index].interrupts {
            let row = cells(lines[index])
            table.rows.append((0..<header.count).map { $0 < row.count ? row[$0] : [] })
            index += 1
        }
        return table
    }

    private static func alignments(_ line: MarkdownLine) -> [String?]? {
        guard line.contains(45), line.allSatisfy({ "-:| \t".utf8.contains($0) }) else { return nil }
        var alignments: [String?] = []
        for cell in cells(line) {
            let dashes = cell.filter { $0 == 45 }.count
            let (isLeft, isRight) = (cell.first == 58, cell.last == 58)
            guard dashes > 0, cell.count == dashes + (isLeft ? 1 : 0) + (isRight ? 1 : 0) else { return nil }
            alignments.append(isLeft ? (isRight ? "center" : "left") : isRight ? "right" : nil)
        }
        return alignments
    }

    /// A bar with a backslash before it belongs to its cell.
    private static func cells(_ line: MarkdownLine) -> [[UInt8]] {
        var content = line.trimmed
        if content.first == 124 { content = content.dropFirst() }
        if content.last == 124, content.dropLast().last != 92 { content = content.dropLast() }
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        for byte in content {
            if byte == 124, cell.last != 92 {
                cells.append(Array(cell[...].trimmed))
                cell = []
            } else {
                if byte == 124 { cell.removeLast() }
                cell.append(byte)
            }
        }
        return cells + [Array(cell[...].trimmed)]
    }
}
