import Automation
import Values

/// `regexp:HTMLTableParser2`
struct HTMLTableParser: PureModule {
    let descriptor = ModuleDescriptor(
        name: "regexp:HTMLTableParser2", label: "Get content from HTML table",
        summary: "Reads the rows of a page's tables; a bundle for each.", app: .regexp, role: .search, effect: .pure,
        parameters: [RegExpFields.goOn], mapper: [HTMLFields.html],
        output: [
            FieldDescriptor("col1", "Column 1", help: "The second column is col2, and so on. Below a row of headers also by their names."),
            FieldDescriptor("tableIndex", "Table", "uinteger", help: "The number of the table on the page, from 1."),
        ])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        var tables = HTMLTables()
        for token in HTMLTokens(try HTMLFields.text(input.mapper["html"])) {
            tables.take(token.kind)
            guard tables.rows.count <= HTMLFields.maximumElements else { throw HTMLFields.tooMany("rows") }
        }
        tables.finish()
        var bundles: [Value] = []
        var table = 0
        var columns = CSVColumns(headers: [])
        for row in tables.rows {
            if row.table != table {
                table = row.table
                columns = CSVColumns(headers: row.isHeader ? row.cells : [])
                if row.isHeader { continue }
            }
            guard case .collection(var fields) = columns.bundle(row.cells, atLeast: 0) else { continue }
            fields["tableIndex"] = .number(Number(row.table))
            bundles.append(.collection(fields))
        }
        if bundles.isEmpty, input.parameters.flag("continueWhenNoRes", false) { return [[:]] }
        return bundles
    }
}

/// The rows of all tables; a table within a cell is text of that cell.
private struct HTMLTables {
    struct Row {
        var table: Int
        var cells: [String] = []
        var isHeader = true
    }

    private(set) var rows: [Row] = []
    private var row: Row?
    private var cell: String?
    private var depth = 0
    private var count = 0

    mutating func take(_ kind: HTMLTokens.Kind) {
        switch kind {
        case .open("table", _):
            depth += 1
            if depth == 1 { count += 1 }
        case .close("table"):
            if depth == 1 { finish() }
            depth = max(0, depth - 1)
        case .open("tr", _) where depth == 1:
            finish()
            row = Row(table: count)
        case .close("tr") where depth == 1: finish()
        case .open("td", _) where depth == 1, .open("th", _) where depth == 1:
            endCell()
            if kind.isOpening("td") { row?.isHeader = false }
            cell = ""
        case .close("td") where depth == 1, .close("th") where depth == 1: endCell()
        case .text(let text): cell? += text
        case .open("br", _): cell? += " "
        default: break
        }
    }

    mutating func finish() {
        endCell()
        if let row, !row.cells.isEmpty { rows.append(row) }
        row = nil
    }

    private mutating func endCell() {
        guard let text = cell else { return }
        cell = nil
        if row == nil { row = Row(table: count) }
        row?.cells.append(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
}

extension HTMLTokens.Kind {
    fileprivate func isOpening(_ wanted: String) -> Bool {
        guard case .open(let name, _) = self else { return false }
        return name == wanted
    }
}
