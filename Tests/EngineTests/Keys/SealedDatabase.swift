import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Values

/// A database with something of each kind that is sealed, and what it was.
struct SealedDatabase {
    let storage: any Storage
    let organization: Organization.ID
    let key: StoredConnection
    let hook: Hook

    static let password = "pa55-word of the peer"
    static let mail = "the mail's own secret"
    static let alerts = "whsec_of the alerts"

    init(_ storage: any Storage, _ secrets: InstallationSecrets) async throws {
        let test = try await TestEngine(storage)
        let (team, organization, now) = (test.team, test.organization.id, test.clock.now)
        self.storage = storage
        self.organization = organization
        hook = try await HookDesk(engine: test.engine, secrets: secrets).create(name: "In", team: team.id, organization: organization)
        key = try await storage.write { transaction in
            var settings = AlertSettings.standard
            settings.webhookSecret = try secrets.seal(Array(Self.alerts.utf8))
            try AlertStore(transaction).save(settings, of: organization)
            try SettingStore(transaction).set("mail.password", Hex.text(try secrets.seal(Array(Self.mail.utf8))))
            let form = try ConnectionForm(type: "basicauth", prefix: "keychain:", field: "type")
            return try ConnectionDesk(transaction, secrets, at: now).add(
                form, name: "Peer", ["user": "me", "password": .string(Self.password)], team: team)
        }
    }

    /// What can't be read with these secrets.
    func unreadable(_ secrets: InstallationSecrets) async throws -> [String] {
        try await KeyCheck(storage: storage, secrets: secrets).run().unreadable
    }
}
