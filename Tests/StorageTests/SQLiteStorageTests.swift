import Foundation
import StorageCore
import StorageSQLite
import TestSupport
import Testing

struct SQLiteStorageTests {
    private let folder = TemporaryFolder()

    private func pragma(_ name: String, _ storage: SQLiteStorage, writing: Bool) async throws -> SQLValue? {
        let statement: SQL = "PRAGMA \(literal: name)"
        return writing
            ? try await storage.write { try $0.row(statement)?[0] }
            : try await storage.read { try $0.row(statement)?[0] }
    }

    @Test func `commits are flushed to disk`() async throws {
        defer { folder.remove() }
        let storage = try SQLiteStorage(folder: folder.path)
        #expect(try await storage.writerSynchronous() == 2)
        try await storage.migrate(Schema.one)
        #expect(try await storage.writerSynchronous() == 2)
        try await storage.close()
        #expect(try await SQLiteStorage(folder: folder.path).writerSynchronous() == 2)
    }

    @Test func `the file is set up so that space can be given back and deletes cost little`() async throws {
        defer { folder.remove() }
        let storage = try SQLiteStorage(folder: folder.path)
        try await storage.migrate(Schema.one)
        #expect(try await pragma("auto_vacuum", storage, writing: false) == .integer(2))
        #expect(try await pragma("journal_mode", storage, writing: true) == .text("wal"))
        #expect(try await pragma("secure_delete", storage, writing: true) == .integer(0))
        #expect(try await pragma("foreign_keys", storage, writing: true) == .integer(1))
        #expect(try await pragma("wal_autocheckpoint", storage, writing: true) == .integer(4000))
        try await storage.close()
    }

    @Test func `a second owner of the folder is refused until the first lets go`() async throws {
        defer { folder.remove() }
        let first = try SQLiteStorage(folder: folder.path)
        #expect(throws: StorageError.owned(folder: folder.path)) { try SQLiteStorage(folder: folder.path) }
        try await first.close()
        try await SQLiteStorage(folder: folder.path).close()
    }

    @Test func `the folder is made on first use, for its owner only`() async throws {
        defer { folder.remove() }
        let storage = try SQLiteStorage(folder: folder.path)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
        try await storage.close()
    }

    @Test func `a closed file is whole without its WAL and opens again`() async throws {
        defer { folder.remove() }
        let storage = try SQLiteStorage(folder: folder.path)
        try await storage.migrate(Schema.one)
        try await storage.write { try $0.execute("INSERT INTO account (id, name) VALUES (1, 'one')") }
        try await storage.close()
        let wal = folder.path + "/flowmeter.sqlite-wal"
        let size = try? FileManager.default.attributesOfItem(atPath: wal)[.size] as? NSNumber
        #expect(size == nil || size == 0)
        let again = try SQLiteStorage(folder: folder.path)
        #expect(try await again.read { try $0.row("SELECT name FROM account")?.text(0) } == "one")
        try await again.close()
    }

    @Test func `a copy of the file is kept before its schema changes, and none of a new file`() async throws {
        defer { folder.remove() }
        let storage = try SQLiteStorage(folder: folder.path)
        try await storage.migrate(Schema.one)
        try await storage.write { try $0.execute("INSERT INTO account (id, name) VALUES (1, 'one')") }
        try await storage.migrate(Schema.one)
        #expect(try copies().isEmpty)
        try await storage.migrate(Schema.two)
        #expect(try copies() == ["flowmeter.sqlite.before-2"])
        try await storage.close()

        let restored = TemporaryFolder()
        defer { restored.remove() }
        try FileManager.default.createDirectory(atPath: restored.path, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: folder.path + "/flowmeter.sqlite.before-2", toPath: restored.path + "/flowmeter.sqlite")
        let before = try SQLiteStorage(folder: restored.path)
        try await before.migrate(Schema.one)
        #expect(try await before.read { try $0.row("SELECT name FROM account")?.text(0) } == "one")
        try await before.close()
    }

    @Test func `two statements in one text, or parameters that don't fit, are refused`() async throws {
        defer { folder.remove() }
        let storage = try SQLiteStorage(folder: folder.path)
        await #expect(throws: StorageError.self) { try await storage.read { try $0.rows("SELECT 1; SELECT 2") } }
        await #expect(throws: StorageError.self) { try await storage.read { try $0.rows(SQL("SELECT ?", [])) } }
        await #expect(throws: StorageError.self) { try await storage.read { try $0.rows("") } }
        #expect(try await storage.read { try $0.row("SELECT 1;\n")?.integer(0) } == 1)
        try await storage.close()
    }

    private func copies() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("before") }
    }
}
