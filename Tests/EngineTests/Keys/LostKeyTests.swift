import Automation
import Engine
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct LostKeyTests {
    @Test(arguments: TestDatabase.available)
    func `without its key file the program says what is to be entered again, and nothing else breaks`(_ database: TestDatabase) async throws
    {
        let (storage, old, new) = (try await database.open(), InstallationKeys.random(), InstallationKeys.random())
        let sealed = try await SealedDatabase(storage, InstallationSecrets(old))
        let secrets = InstallationSecrets(new)
        let report = try await KeyCheck(storage: storage, secrets: secrets).run()
        #expect(report.unreadable.count == 3)
        #expect(report.unreadable.contains { $0.contains("'Peer'") })
        #expect(report.readdressed == 1)
        #expect(try await KeyCheck(storage: storage, secrets: secrets).run().readdressed == 0)
        // Who knows the old address goes on; the one that is shown now works as well.
        for keys in [old, new] {
            let secret = InstallationSecrets.hash(InstallationSecrets(keys).hookSecret(for: sealed.hook.id))
            #expect(try await storage.read { try HookStore($0).hook(secretHash: secret)?.id } == sealed.hook.id)
        }
        let refused = try await Self.open(sealed, with: secrets)
        guard case .failure(let failure) = refused else {
            Issue.record("a connection that can't be opened was opened")
            return
        }
        #expect(!failure.began && failure.message.contains("'Peer'") && failure.message.contains("Enter"))
        // All of it has to be entered again, and then it opens.
        let now = TestClock().now
        await #expect(throws: InvalidInput.self) {
            try await storage.write { try ConnectionDesk($0, secrets, at: now).change(sealed.key, ["password": "new"]) }
        }
        _ = try await storage.write { try ConnectionDesk($0, secrets, at: now).change(sealed.key, ["user": "me", "password": "new"]) }
        guard case .success(let opened) = try await Self.open(sealed, with: secrets) else {
            Issue.record("a connection that was entered again was not opened")
            return
        }
        #expect(opened["auth"]?.fields == ["user": .text("me"), "password": .text("new")])
    }

    static func open(_ sealed: SealedDatabase, with secrets: InstallationSecrets) async throws -> Result<
        [String: Connection], ModuleFailure
    > {
        try await ConnectionVault(storage: sealed.storage, secrets: secrets).connections(
            for: OpeningConnectionTests.module(), OpeningConnectionTests.input(["auth": .number(Number(Int(sealed.key.id.rawValue)))]),
            of: sealed.organization)
    }
}
