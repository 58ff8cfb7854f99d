package import StorageCore
package import Values
package import Ledger

/// Integer ids for what people make, counted per kind.
package struct SequenceStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The next id of a kind: 1, 2, 3 ...
    package func next(_ name: String) throws -> Int64 {
        guard
            let row = try transaction.row(
                """
                INSERT INTO sequence (name, value) VALUES (\(name), 1)
                ON CONFLICT (name) DO UPDATE SET value = sequence.value + 1 RETURNING value
                """)
        else { throw StorageError.failed("The sequence '\(name)' gave no value.") }
        return try row.integer(0)
    }
}

/// Settings of the installation: the product's name, its words, the accent colour.
package struct SettingStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func all() throws -> [String: String] {
        var settings: [String: String] = [:]
        for row in try transaction.rows("SELECT name, value FROM setting") { settings[try row.text(0)] = try row.text(1) }
        return settings
    }

    package func set(_ name: String, _ value: String) throws {
        try transaction.execute(
            "INSERT INTO setting (name, value) VALUES (\(name), \(value)) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    }
}

extension Timestamp: SQLParameter {
    package var sqlValue: SQLValue { .integer(milliseconds) }
}

extension Credits: SQLParameter {
    package var sqlValue: SQLValue { .integer(centicredits) }
}

extension Row {
    package func timestamp(_ index: Int) throws -> Timestamp { Timestamp(milliseconds: try integer(index)) }
    package func optionalTimestamp(_ index: Int) throws -> Timestamp? { try optionalInteger(index).map(Timestamp.init(milliseconds:)) }
    package func credits(_ index: Int) throws -> Credits { Credits(centicredits: try integer(index)) }
}
