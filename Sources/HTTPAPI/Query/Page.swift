/// Which rows of a list are asked for, `pg[limit]` and so on; the answer says it again.
struct Page {
    let limit: Int
    let offset: Int
    let sortBy: String
    let descending: Bool

    /// - Parameter sorts: what the list can be sorted by, the default first.
    init(_ query: QueryItems, sorts: [String], descending: Bool = false, limit: Int = Limits.page, upTo most: Int = Limits.page) throws {
        self.limit = try Self.count(query, "limit", upTo: most) ?? limit
        offset = try Self.count(query, "offset", upTo: Int(Int32.max)) ?? 0
        let sort = query["pg", "sortBy"] ?? sorts[0]
        guard sorts.contains(sort) else {
            throw Problem.invalid("pg[sortBy]", "The list can be sorted by \(sorts.joined(separator: ", ")); not by '\(sort)'.")
        }
        sortBy = sort
        switch query["pg", "sortDir"] {
        case nil: self.descending = descending
        case "asc": self.descending = false
        case "desc": self.descending = true
        default: throw Problem.invalid("pg[sortDir]", "'pg[sortDir]' must be asc or desc.")
        }
    }

    private static func count(_ query: QueryItems, _ name: String, upTo most: Int) throws -> Int? {
        guard let text = query["pg", name] else { return nil }
        let count = try QueryItems.integer(text, "pg[\(name)]")
        guard count >= 0 else { throw Problem.invalid("pg[\(name)]", "'pg[\(name)]' must not be below zero.") }
        return Int(min(count, Int64(most)))
    }

    /// A page of a list that is shown newest first, and in no other order.
    init(newestFirst query: QueryItems) throws {
        try self.init(query, sorts: ["at"], descending: true, limit: 50, upTo: Limits.entries)
    }

    var record: Record { ["limit": limit, "offset": offset, "sortBy": sortBy, "sortDir": descending ? "desc" : "asc"] }

    /// The rows of this page, for lists that are short enough to be sorted here.
    func slice<Row>(_ rows: [Row], by precedes: (Row, Row) -> Bool) -> [Row] {
        let sorted = rows.sorted(by: precedes)
        return Array((descending ? sorted.reversed() : sorted).dropFirst(offset).prefix(limit))
    }
}
