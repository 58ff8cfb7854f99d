package import Values

/// What a module asks of a data store.
package struct RecordRequest: Sendable {
    package var store: Int64
    package var action: RecordAction
    /// The IANA zone in which a text becomes a date.
    package var zone: String

    package init(store: Int64, action: RecordAction, zone: String) {
        self.store = store
        self.action = action
        self.zone = zone
    }
}

package enum RecordAction: Sendable {
    /// Output `{key}`; a key of `nil` is made by the store. Fails if the key is taken and `overwrite` is false.
    case add(key: String?, data: Fields, overwrite: Bool)
    /// Output `{key, data}`, the record as it is then. Fails where there is none, unless `upsert`.
    case update(key: String, data: Fields, upsert: Bool, overwriteArrays: Bool)
    /// Output: the record's fields at the top level, or `{key, data}` if `wrapped`; no record: an empty bundle.
    case get(key: String, wrapped: Bool)
    /// Output `{exist}`.
    case exist(key: String)
    /// Output `{key, deleted}`; that there was none is no failure.
    case delete(key: String)
    /// Output `{count}`: how many there were.
    case deleteAll
    /// A bundle `{key, data}` for each record found.
    case search(RecordQuery)
    /// Output `{count}`.
    case count
}

/// How long a counter counts on.
package enum CounterScope: String, Sendable, CaseIterable {
    case cycle
    case run
    /// Over all runs of the scenario.
    case scenario
}
