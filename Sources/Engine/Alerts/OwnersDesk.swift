package import Automation
import Mail
import ModuleLibrary
package import StorageCore
import Stores
import Values

/// Writes to whoever a scenario belongs to, through the installation's own mail server.
package struct OwnersDesk: OwnersMail {
    /// `mail.messageBytes`: of one message.
    static let limit = 10_000_000

    private let storage: any Storage
    private let mail: MailDesk

    package init(storage: any Storage, mail: MailDesk) {
        self.storage = storage
        self.mail = mail
    }

    package func send(subject: String, html: String, to: String?, scenario: Int64, key: String) async throws(ModuleFailure) -> Int64 {
        guard html.utf8.count < Self.limit else {
            throw ModuleFailure(
                "MaxFileSizeExceededError", "The email is larger than \(Self.limit) bytes (limit mail.messageBytes).", began: false)
        }
        let people = try await recipients(to, of: .init(scenario))
        let id = String(key.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(100))
        do throws(MailFailure) {
            var addresses: [MailAddress] = []
            for person in people { addresses.append(try MailAddress(person.email, name: person.name)) }
            return try await mail.send(subject, "", html: html, to: addresses, id: id, at: .now())
        } catch {
            throw ModuleFailure(error.isTemporary ? "ConnectionError" : "RuntimeError", error.message)
        }
    }

    private func recipients(_ to: String?, of scenario: Scenario.ID) async throws(ModuleFailure) -> [User] {
        let people: ScenarioPeople
        let isConfigured: Bool
        do {
            people = try await storage.read { try ScenarioPeople($0, of: scenario) }
            isConfigured = try await mail.isConfigured
        } catch {
            throw ModuleFailure("RuntimeError", "The scenario's owner could not be looked up. Try again.", began: false)
        }
        guard isConfigured else {
            throw ModuleFailure(
                "InvalidConfigurationError",
                "No mail server is set up here. The operator can name one in the administration, or use 'Send an email' with a connection.",
                began: false)
        }
        guard let to else {
            guard !people.owners.isEmpty else {
                throw ModuleFailure("InvalidConfigurationError", "The organization has no owner to write to. Add one.", began: false)
            }
            return people.owners
        }
        guard let chosen = people.members.first(where: { $0.email == to.lowercased() }) else {
            throw ModuleFailure(
                "InvalidConfigurationError",
                "'\(to.prefix(80))' is no member of the organization. Name one by their address, or leave the field empty.", began: false)
        }
        return [chosen]
    }
}

/// Who has to do with a scenario.
private struct ScenarioPeople: Sendable {
    var members: [User] = []
    /// Whoever made it; the organization's owners where that is nobody, or somebody who has left.
    var owners: [User] = []

    init(_ transaction: any Transaction, of scenario: Scenario.ID) throws {
        let scenarios = ScenarioStore(transaction)
        guard let organization = try scenarios.organization(of: scenario) else { return }
        let people = try IdentityStore(transaction).members(of: organization)
        members = people.map(\.user)
        let maker = try scenarios.scenario(scenario, in: organization)?.createdBy
        owners = members.filter { $0.id == maker }
        // As many as a message may have.
        if owners.isEmpty { owners = people.filter { $0.role == .owner }.prefix(100).map(\.user) }
    }
}
