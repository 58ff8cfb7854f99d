import Values

/// The names under which a row's cells are found: by position, and by header where there is one.
struct CSVColumns {
    private var numbered: [String] = []
    /// By position; `nil` where a header is empty, stands there twice or looks like a position.
    private let headers: [String?]

    init(headers: [String]) {
        var seen: Set<String> = [""]
        self.headers = headers.map { header in
            let isPosition = header.hasPrefix("col") && Int(header.dropFirst(3)) != nil
            return !isPosition && seen.insert(header).inserted ? header : nil
        }
    }

    mutating func bundle(_ row: [String], atLeast count: Int) -> Value {
        let width = max(row.count, count)
        while numbered.count < width { numbered.append("col\(numbered.count + 1)") }
        var fields = Fields()
        fields.reserveCapacity(width + min(width, headers.count))
        for position in 0..<width { fields[numbered[position]] = cell(row, position) }
        for (position, header) in headers.prefix(width).enumerated() {
            if let header { fields[header] = cell(row, position) }
        }
        return .collection(fields)
    }

    private func cell(_ row: [String], _ position: Int) -> Value { position < row.count ? .text(row[position]) : .null }
}
