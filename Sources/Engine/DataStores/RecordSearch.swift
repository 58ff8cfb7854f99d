import Automation
import Stores

/// What a search has found while it looks through a data store: never much more than it was asked for.
struct RecordSearch {
    private let query: RecordQuery
    private var found: [(record: RecordQuery.Found, bytes: Int)] = []
    private var bytes = 0

    init(_ query: RecordQuery) { self.query = query }

    var results: [RecordQuery.Found] {
        guard !query.sort.isEmpty else { return found.map(\.record) }
        return found.map(\.record).sorted(by: query.precedes).prefix(query.limit).map { $0 }
    }

    /// Looks at the next record; false: it needs to see no more.
    mutating func see(_ record: RecordQuery.Found, bytes size: Int) throws -> Bool {
        guard query.filter.matches(key: record.key, record.data) else { return true }
        found.append((record, size))
        bytes += size
        if !query.sort.isEmpty, found.count >= 2 * query.limit || bytes > DataStoreLimits.resultBytes { keepFirst() }
        guard bytes <= DataStoreLimits.resultBytes else {
            throw DataStoreRefusal(
                .full,
                "The search finds more than \(DataStoreLimits.resultBytes) bytes (dataStore.resultBytes). Lower the limit, or narrow the filter."
            )
        }
        return !query.sort.isEmpty || found.count < query.limit
    }

    private mutating func keepFirst() {
        found.sort { query.precedes($0.record, $1.record) }
        found.removeLast(max(0, found.count - query.limit))
        bytes = found.reduce(0) { $0 + $1.bytes }
    }
}
