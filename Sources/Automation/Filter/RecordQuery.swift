import Expressions
package import Values

/// A search in a data store.
package struct RecordQuery: Sendable {
    package struct Sort: Sendable {
        let path: [String]
        let descending: Bool

        package init(field: String, descending: Bool) {
            path = RecordPath.parts(field)
            self.descending = descending
        }
    }

    package struct Found: Sendable {
        package var key: String
        package var data: Fields

        package init(key: String, data: Fields) {
            self.key = key
            self.data = data
        }
    }

    package var filter: RecordFilter
    /// Without any, in the order of the keys.
    package var sort: [Sort]
    package var limit: Int
    /// A search that finds nothing gives an empty bundle, so that the modules after it go on.
    package var continuesWithoutResults: Bool

    package init(filter: RecordFilter, sort: [Sort], limit: Int, continuesWithoutResults: Bool) {
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.continuesWithoutResults = continuesWithoutResults
    }

    /// In the order that is asked for, and of two that are alike in that, the one with the smaller key.
    package func precedes(_ left: Found, _ right: Found) -> Bool {
        for sort in sort {
            let (a, b) = (
                RecordPath.value(at: sort.path, of: left.data, key: left.key),
                RecordPath.value(at: sort.path, of: right.data, key: right.key)
            )
            // Where there is no value is last, in both directions.
            if a.isNull != b.isNull { return b.isNull }
            if Comparison.precedes(a, b) { return !sort.descending }
            if Comparison.precedes(b, a) { return sort.descending }
        }
        return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
}
