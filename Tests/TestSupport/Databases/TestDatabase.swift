import FoundationEssentials
package import StorageCore
import StoragePostgres
import StorageSQLite

/// The databases that tests run against: `@Test(arguments: TestDatabase.available)`.
package enum TestDatabase: Hashable, Sendable, CustomStringConvertible {
    case sqlite
    case postgres(major: Int, connection: String)

    /// SQLite always; PostgreSQL where the environment says how to reach one (`dev/postgres/start` prints it).
    package static let available: [TestDatabase] =
        [.sqlite]
        + [15, 18].compactMap { major in
            ProcessInfo.processInfo.environment["FLOWMETER_TEST_POSTGRES\(major)"].flatMap { connection in
                connection.isEmpty ? nil : .postgres(major: major, connection: connection)
            }
        }

    /// Those of ``available`` that several processes may share.
    package static var postgres: [TestDatabase] { available.filter { $0 != .sqlite } }

    package var description: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgres(let major, _): "PostgreSQL \(major)"
        }
    }

    /// A fresh database without tables, which goes when the last reference to it does.
    package func open() async throws -> any Storage {
        switch self {
        case .sqlite:
            let folder = TemporaryFolder()
            return TemporaryStorage(try SQLiteStorage(folder: folder.path), removing: { folder.remove() })
        case .postgres(_, let connection):
            let schema = TemporarySchema(connection: connection)
            let storage = try await schema.open()
            return TemporaryStorage(storage, removing: { schema.remove() })
        }
    }
}
