import Foundation
import StorageCore
import StorageSQLite
import TestSupport

/// A database whose bytes can be looked at past its driver: the files of SQLite, the rows of PostgreSQL.
struct RawDatabase {
    let storage: any Storage
    private let folder: TemporaryFolder?

    /// Tables that bundles go through.
    private static let tables = ["queue", "run", "segment", "call", "incomplete_execution", "kept_part", "trigger_state", "outbox"]

    init(_ database: TestDatabase) async throws {
        guard database == .sqlite else {
            (storage, folder) = (try await database.open(), nil)
            return
        }
        let folder = TemporaryFolder()
        (storage, self.folder) = (try SQLiteStorage(folder: folder.path), folder)
    }

    func remove() { folder?.remove() }

    /// Where a text lies in the clear.
    func places(of text: String) async throws -> [String] {
        guard let folder else { return try await rows(text) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return names.filter { FileManager.default.contents(atPath: "\(folder.path)/\($0)")?.range(of: Data(text.utf8)) != nil }
    }

    /// Bytes are written in hexadecimal there.
    private func rows(_ text: String) async throws -> [String] {
        let hex = text.utf8.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        return try await storage.read { transaction in
            try Self.tables.filter { table in
                let rows = try transaction.rows("SELECT CAST(t AS TEXT) FROM \(literal: table) AS t")
                return try rows.contains { row in
                    let row = try row.text(0)
                    return row.contains(text) || row.contains(hex)
                }
            }
        }
    }
}
