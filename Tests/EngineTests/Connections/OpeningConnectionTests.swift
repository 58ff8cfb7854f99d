import Automation
import Engine
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct OpeningConnectionTests {
    static func module(_ type: String = "keychain:basicauth", required: Bool = false) -> ModuleDescriptor {
        ModuleDescriptor(
            name: "test:Call", label: "Call", summary: "", app: AppDescriptor(name: "test", label: "Test", icon: "", color: ""),
            role: .action, effect: .effect, parameters: [FieldDescriptor("auth", "Sign in with", type, required: required)])
    }

    static func input(_ parameters: Fields) -> ModuleInput { ModuleInput(moduleId: 7, module: "test:Call", parameters: parameters) }

    @Test(arguments: TestDatabase.available)
    func `an operation gets the connections that its settings name, and none of another organization`(_ database: TestDatabase) async throws
    {
        let (storage, secrets) = (try await database.open(), InstallationSecrets(.random()))
        let sealed = try await SealedDatabase(storage, secrets)
        let vault = ConnectionVault(storage: storage, secrets: secrets)
        let id = Int(sealed.key.id.rawValue)
        func open(_ value: Value, of organization: Organization.ID, type: String = "keychain:basicauth", required: Bool = false)
            async throws -> Result<[String: Connection], ModuleFailure>
        {
            try await vault.connections(for: Self.module(type, required: required), Self.input(["auth": value]), of: organization)
        }
        for value in [Value.number(Number(id)), .text("\(id)")] {
            let opened = try await open(value, of: sealed.organization).get()["auth"]
            #expect(opened?.fields == ["user": .text("me"), "password": .text(SealedDatabase.password)])
            #expect(opened?.name == "Peer" && opened?.type == "keychain:basicauth")
        }
        #expect(try await open(.text(""), of: sealed.organization).get().isEmpty)
        for (value, organization, type, required) in [
            (Value.number(Number(id)), Organization.ID(99), "keychain:basicauth", false),
            (.number(Number(id + 1)), sealed.organization, "keychain:basicauth", false),
            (.number(Number(id)), sealed.organization, "keychain:apikey", false), (.null, sealed.organization, "keychain:basicauth", true),
        ] {
            let answer = try await open(value, of: organization, type: type, required: required)
            guard case .failure(let refusal) = answer else {
                Issue.record("\(value) of \(organization) was opened as \(type)")
                continue
            }
            #expect(
                !refusal.began && refusal.message.contains("'Sign in with' of module 7")
                    && !refusal.message.contains(SealedDatabase.password))
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a connection that was sealed for one place opens at no other`(_ database: TestDatabase) async throws {
        let (storage, secrets) = (try await database.open(), InstallationSecrets(.random()))
        let sealed = try await SealedDatabase(storage, secrets)
        // Somebody who can write to the database gives another row the sealed bytes.
        try await storage.write { transaction in
            var copy = sealed.key
            copy.id = .init(77)
            try ConnectionStore(transaction).add(copy)
        }
        #expect(try await sealed.unreadable(secrets).count == 1)
        #expect(!sealed.key.sealed.indices.contains { sealed.key.sealed[$0...].starts(with: SealedDatabase.password.utf8.prefix(4)) })
    }
}
