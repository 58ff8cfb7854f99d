/// A row of a result: values in the order of the statement's columns.
package struct Row: Sendable {
    package let values: [SQLValue]

    package init(_ values: [SQLValue]) { self.values = values }

    package subscript(index: Int) -> SQLValue { values[index] }

    package func integer(_ index: Int) throws -> Int64 {
        guard case .integer(let value) = values[index] else { throw StorageError.unexpectedType(column: index, wanted: "an integer") }
        return value
    }

    package func text(_ index: Int) throws -> String {
        guard case .text(let value) = values[index] else { throw StorageError.unexpectedType(column: index, wanted: "text") }
        return value
    }

    package func bytes(_ index: Int) throws -> [UInt8] {
        guard case .bytes(let value) = values[index] else { throw StorageError.unexpectedType(column: index, wanted: "bytes") }
        return value
    }

    package func flag(_ index: Int) throws -> Bool { try integer(index) != 0 }

    package func optionalInteger(_ index: Int) throws -> Int64? { values[index] == .null ? nil : try integer(index) }

    package func optionalText(_ index: Int) throws -> String? { values[index] == .null ? nil : try text(index) }

    package func optionalBytes(_ index: Int) throws -> [UInt8]? { values[index] == .null ? nil : try bytes(index) }
}

package enum StorageError: Error, Hashable, Sendable {
    case unexpectedType(column: Int, wanted: String)
    /// The database's schema is newer than this program's.
    case schemaTooNew(found: Int, known: Int)
    /// Another process owns this data folder.
    case owned(folder: String)
    /// A rule of the schema refused the write: `UNIQUE`, `CHECK`, `NOT NULL`, a foreign key.
    case constraint(String)
    /// The connection broke while the commit was under way: it may have happened or not. Read before doing it again.
    case outcomeUnknown(String)
    case failed(String)
}
