import ArgumentParser
import Engine
import Foundation
import StorageCore
import Stores
import Values

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "token", abstract: "API tokens.", subcommands: [Create.self])

    struct Create: DataCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API token and print it, once. Without --user it is the operator's.",
            discussion: "Use it as 'Authorization: Token <uuid>'. Only its hash is kept.")
        @Option(help: "The e-mail of the user whose token it is.") var user: String?
        @Option(help: "What it is for.") var label: String = "command line"
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let token = UUID().uuidString.lowercased()
            let (email, label, now) = (user, label, installation.engine.now())
            try await installation.storage.write { transaction in
                let identity = IdentityStore(transaction)
                let owner = try Self.owner(email, transaction, at: now)
                let id = APIToken.ID(try SequenceStore(transaction).next("token"))
                try identity.addToken(
                    APIToken(id: id, user: owner.id, hint: String(token.prefix(8)), label: label, created: now),
                    hash: InstallationSecrets.hash(token))
                for membership in try identity.memberships(of: owner.id) {
                    try Acts(transaction).add(
                        Act(
                            organization: membership.organization.id, at: now, kind: .token,
                            summary: "Made the API token \(token.prefix(8)) (\(label)) for \(owner.name)", author: nil,
                            subject: "token \(id)"))
                }
            }
            return output.json ? CommandOutput(["token": .string(token)]) : CommandOutput(token)
        }

        /// The user of that e-mail; without one the operator, made on first use and without a password.
        private static func owner(_ email: String?, _ transaction: any Transaction, at now: Timestamp) throws -> User {
            let identity = IdentityStore(transaction)
            if let email {
                guard let user = try identity.user(email: email) else { throw NotFound("user") }
                return user
            }
            if let known = try identity.users().first(where: \.isOperator) { return known }
            let user = User(
                id: .init(try SequenceStore(transaction).next("user")), name: "Operator", email: "operator@localhost", password: nil,
                isOperator: true,
                zone: nil, locale: nil)
            try identity.add(user, at: now)
            for organization in try identity.organizations() { try identity.grant(.owner, to: user.id, in: organization.id) }
            return user
        }
    }
}
