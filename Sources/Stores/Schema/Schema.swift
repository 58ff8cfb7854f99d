package import StorageCore

/// The schema's history. A migration that shipped is never edited; a new one is added at the end.
package enum Schema {
    package static let migrations: [Migration] = [
        Migration(version: 1, name: "identity", statements: identity),
        Migration(version: 2, name: "scenarios", statements: scenarios),
        Migration(version: 3, name: "runs", statements: runs),
        Migration(version: 4, name: "ledger", statements: ledger),
        Migration(version: 5, name: "usage", statements: usage),
        Migration(version: 6, name: "data stores", statements: dataStores),
        Migration(version: 7, name: "credits", statements: credits),
        Migration(version: 8, name: "alerts", statements: alerts),
        Migration(version: 9, name: "data structures", statements: dataStructures),
        Migration(version: 10, name: "hook settings", statements: hookSettings),
        Migration(version: 11, name: "schedules", statements: schedules),
        Migration(version: 12, name: "connections", statements: connections),
        Migration(version: 13, name: "engine", statements: engine),
        Migration(version: 15, name: "run names", statements: runNames),
        Migration(version: 16, name: "undo of records", statements: recordUndo),
        Migration(version: 17, name: "kept", statements: kept),
        Migration(version: 18, name: "limits", statements: limits),
        Migration(version: 19, name: "runs of deliveries", statements: hookLogRuns),
    ]
}
