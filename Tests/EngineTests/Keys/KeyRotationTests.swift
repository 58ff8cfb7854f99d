import Engine
import StorageCore
import Stores
import Synchronization
import TestSupport
import Testing
import Values

struct KeyRotationTests {
    private struct PowerCut: Error {}

    private struct Cut {
        var file: Int?
        var database: Int?
    }

    /// A key file that loses its power before or after one of its writes.
    private final class CuttableFile: Sendable {
        private let state: Mutex<(keys: InstallationKeys, writes: Int, cutAt: Int?)>

        init(_ keys: InstallationKeys, cutAt: Int?) { state = Mutex((keys, 0, cutAt)) }

        var keys: InstallationKeys { state.withLock { $0.keys } }

        /// Each write counts twice: cut before it, or after.
        func write(_ keys: InstallationKeys) throws {
            try state.withLock { state in
                state.writes += 1
                if state.writes == state.cutAt { throw PowerCut() }
                state.keys = keys
                state.writes += 1
                if state.writes == state.cutAt { throw PowerCut() }
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `wherever a rotation is cut off, everything opens with the keys of the file, and the next start ends it`(_ database: TestDatabase)
        async throws
    {
        let storage = try await database.open()
        var keys = InstallationKeys.random()
        let sealed = try await SealedDatabase(storage, InstallationSecrets(keys))
        let address = InstallationSecrets(keys).hookSecret(for: sealed.hook.id)
        // Each write of the file, before and after; and each write to the database.
        let cuts = (1...4).map { Cut(file: $0) } + (1...9).map { Cut(database: $0) }
        for cut in cuts {
            let before = keys
            let file = CuttableFile(keys, cutAt: cut.file)
            let failing = FailingStorage(storage, failAt: cut.database)
            let rotation = KeyRotation(storage: failing, secrets: InstallationSecrets(keys)) { try file.write($0) }
            let wasCut: Bool
            do {
                try await rotation.rotate(keys)
                wasCut = false
            } catch {
                wasCut = true
            }
            // Three things are sealed anew twice, each time with a commit.
            #expect(wasCut == (cut.database != 9))
            // The next start.
            keys = file.keys
            let secrets = InstallationSecrets(keys)
            #expect(try await sealed.unreadable(secrets) == [], "cut at \(cut)")
            if keys != keys.newestOnly {
                let resealed = try await KeyRotation(storage: storage, secrets: secrets) { try file.write($0) }.finish(keys)
                #expect(resealed.count == 3 && resealed.unreadable == 0)
                keys = file.keys
                #expect(try await sealed.unreadable(InstallationSecrets(keys)) == [])
                #expect(try await sealed.unreadable(InstallationSecrets(before)).count == 3)
            }
            #expect(InstallationSecrets(keys).hookSecret(for: sealed.hook.id) == address)
        }
    }

    @Test func `everything in the process seals and opens by the new key at once`() async throws {
        let keys = InstallationKeys.random()
        let secrets = InstallationSecrets(keys)
        let sealed = try await SealedDatabase(try await TestDatabase.sqlite.open(), secrets)
        let copy = secrets
        let file = CuttableFile(keys, cutAt: nil)
        try await KeyRotation(storage: sealed.storage, secrets: secrets) { try file.write($0) }.rotate(keys)
        #expect(try await sealed.unreadable(copy) == [])
        #expect(file.keys.sealing.count == 1 && file.keys.addresses == keys.addresses && file.keys.sealing != keys.sealing)
    }

    @Test func `a key file holds its keys, for its owner only, and is refused when it is damaged`() throws {
        let folder = TemporaryFolder()
        try FolderMaking.make(folder.path)
        defer { folder.remove() }
        let file = KeyFile(path: folder.path + "/secret.key")
        let keys = try file.read()
        #expect(keys.bytes.count == 32)
        #expect(try file.read() == keys)
        let rotated = keys.addingKey()
        try file.write(rotated)
        #expect(try file.read() == rotated)
        #expect(rotated.bytes.count == 96 && rotated.newestOnly.bytes.count == 64)
        #expect(try FolderMaking.permissions(file.path) == 0o600)
        try FolderMaking.write("short", to: file.path)
        #expect(throws: DamagedKeyFile.self) { try file.read() }
    }
}
