package struct DataStore: Hashable, Sendable {
    package typealias ID = Identifier<DataStore>

    package var id: ID
    package var organization: Organization.ID
    package var team: Team.ID
    package var name: String
    package var records: Int64
    /// Bytes of all records, and how many they may be.
    package var size: Int64
    package var maxSize: Int64
    /// What its records are held to.
    package var structure: DataStructure.ID?

    package init(
        id: ID, organization: Organization.ID, team: Team.ID, name: String, records: Int64, size: Int64, maxSize: Int64,
        structure: DataStructure.ID? = nil
    ) {
        self.id = id
        self.organization = organization
        self.team = team
        self.name = name
        self.records = records
        self.size = size
        self.maxSize = maxSize
        self.structure = structure
    }
}

/// Bounds of data stores; each has a name, so that an error and the documents can give it.
package enum DataStoreLimits {
    /// `dataStore.recordBytes`: bytes of one record.
    package static let recordBytes = 4 << 20
    /// Megabytes (of 1,048,576 bytes) that one data store may be given.
    package static let megabytes: Int64 = 1_024
    /// `dataStore.keyBytes`: bytes of a key.
    package static let keyBytes = 512
    /// `dataStore.records`: records of one data store.
    package static let records: Int64 = 1_000_000
    /// `dataStore.resultBytes`: bytes of what one search gives.
    package static let resultBytes = 16 << 20
    /// `dataStore.undoRecords`: records that a run may have changed and not committed.
    package static let undoRecords: Int64 = 100_000
    /// `dataStore.undoBytes`: bytes of what was there before.
    package static let undoBytes: Int64 = 64 << 20
    /// Bytes of records that a search has in memory at a time, beside what it found.
    package static let pageBytes = 8 << 20
}

/// A record was not read or written; the message says why and what to do.
package struct DataStoreRefusal: Error, Hashable, Sendable {
    package enum Reason: Sendable {
        case noSuchStore, noSuchRecord, keyTaken
        /// The store, its number of records, or one record is as large as it may be.
        case full
        /// It does not fit the store's data structure, or its key can't be one.
        case invalid
    }

    package let reason: Reason
    package let message: String

    package init(_ reason: Reason, _ message: String) {
        self.reason = reason
        self.message = message
    }
}

extension DataStoreRefusal {
    package static func noSuchStore(_ id: DataStore.ID) -> DataStoreRefusal {
        DataStoreRefusal(.noSuchStore, "There is no data store \(id) here. Choose one in the module's settings.")
    }
}
