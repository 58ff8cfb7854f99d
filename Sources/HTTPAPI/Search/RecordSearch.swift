import StorageCore
import Stores
import Values

/// Looks for a text in the records of a data store, in the order of their keys, within a bound of work.
struct RecordSearch {
    let transaction: any Transaction
    let text: TextSearch

    /// Bytes of records that one request reads at most.
    static let bytes = 64 * 1_024 * 1_024

    struct Found {
        var records: [(key: String, data: Fields)] = []
        /// The last key that was looked at, where there may be more behind it.
        var searchedTo: String?
    }

    init(_ transaction: any Transaction, text: String) {
        self.transaction = transaction
        self.text = TextSearch(text)
    }

    /// - Parameter limit: how many records are found at most.
    func search(_ store: DataStore.ID, after key: String?, limit: Int) throws -> Found {
        var found = Found()
        var (read, shown) = (0, 0)
        try DataStoreStore(transaction).scan(store, after: key) { key, data, bytes in
            read += bytes
            if text.holds(key) || text.excerpt(of: .collection(data)) != nil {
                found.records.append((key, data))
                shown += bytes
            }
            guard found.records.count < limit, read < Self.bytes, shown < Limits.recordPage else {
                found.searchedTo = key
                return false
            }
            return true
        }
        return found
    }
}
