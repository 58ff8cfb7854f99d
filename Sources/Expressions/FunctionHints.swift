/// What someone meant who called a function that does not exist.
enum FunctionHints {
    /// Names of other languages, and of the same language's other dialects, with what they are called here.
    private static let others: [String: String] = [
        "and": "Write 'a & b'.", "or": "Write 'a | b'.", "not": "Write '!a'.", "multiply": "Write 'a * b'.", "divide": "Write 'a / b'.",
        "subtract": "Write 'a - b'.", "mod": "Write 'a % b'.", "concat": "Write 'a + b', or use 'join' for an array.",
        "greaterorequal": "Write 'a >= b'.", "lessorequal": "Write 'a <= b'.", "exists": "Write 'a != null'.",
        "isblank": "Write 'ifempty(a; b)'.",
        "coalesce": "Use 'ifempty'.", "tojson": "Use 'toString', or the module that creates JSON.",
        "createjson": "Use 'toString', or the module that creates JSON.", "parsejson": "Use the module that parses JSON.",
        "tonumber": "Use 'parseNumber'.", "urlencode": "Use 'encodeURL'.", "urldecode": "Use 'decodeURL'.", "nth": "Use 'get'.",
        "count": "Use 'length'.", "size": "Use 'length'.", "startofday": "Use 'formatDate(date; \"YYYY-MM-DD\")'.",
        "endofday": "Use 'formatDate(date; \"YYYY-MM-DD\")'.",
        "filter": "Use 'map' with a key and values to choose by, or a module's filter.",
        "match": "Use 'replace' with a /pattern/, or the text parser's module.",
        "test": "Use 'contains', or the text parser's module.", "removeaccents": "Use 'ascii(text; true)'.",
        "arraydifference": "Use 'arrayDiff'.",
        "left": "Use 'substring'.", "right": "Use 'substring'.",
    ]

    static func hint(for name: String) -> String {
        if let nearest = nearest(to: name, within: 0) { return "Did you mean '\(nearest)'?" }
        if let other = others[name.lowercased()] { return other }
        return nearest(to: name, within: max(1, name.count / 3)).map { "Did you mean '\($0)'?" } ?? ""
    }

    /// The sentence for a call of it, with the hint where there is one.
    static func message(for name: String) -> String {
        let hint = hint(for: name)
        return "Unknown function '\(Coercion.excerpt(name))'." + (hint.isEmpty ? "" : " " + hint)
    }

    /// The function whose name takes the fewest changes; upper and lower case are no change.
    private static func nearest(to name: String, within most: Int) -> String? {
        guard name.utf8.count <= 40 else { return nil }
        let wanted = Array(name.lowercased().utf8)
        let names = FunctionTable.groups.flatMap { $0.descriptions.map(\.name) }
        let near = names.map { (name: $0, distance: distance(wanted, Array($0.lowercased().utf8))) }.min { $0.distance < $1.distance }
        return near.flatMap { $0.distance <= most ? $0.name : nil }
    }

    /// Letters to put in, take out or exchange (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
