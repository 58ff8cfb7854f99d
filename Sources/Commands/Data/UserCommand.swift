import StorageCore
import ArgumentParser
import Engine
import Foundation
import HTTPAPI
import Stores
import Values

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add users and give them roles.", subcommands: [Add.self, List.self])

    struct Add: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Add a user; the password is read from a file.")
        @Option(help: "What the user signs in with.") var email: String
        @Option(help: "The user's name.") var name: String
        @Option(name: .customLong("password-file"), help: "A file whose first line is the password.") var passwordFile: String
        @Option(help: "The organization.") var organization: Int64 = 1
        @Option(help: "owner, admin, accountant, member or viewer.") var role: String = "member"
        @Flag(help: "The user runs the installation: may do everything in it.") var `operator` = false
        @OptionGroup var folder: DataOptions

        var files: [String] { [passwordFile] }

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            guard let role = Role(rawValue: role) else { throw InvalidInput("role", "It is owner, admin, accountant, member or viewer.") }
            let line =
                String(decoding: files[passwordFile] ?? [], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).first
                ?? ""
            guard line.count >= PasswordHasher.shortest else {
                throw InvalidInput("password", "It has at least \(PasswordHasher.shortest) characters.")
            }
            let hash = try await PasswordHasher().hash(String(line))
            let (email, name, isOperator, now) = (email, name, `operator`, installation.engine.now())
            let organization = Organization.ID(organization)
            let id = try await installation.storage.write { transaction in
                let identity = IdentityStore(transaction)
                guard try identity.organization(organization) != nil else { throw NotFound("organization") }
                guard try identity.user(email: email) == nil else { throw InvalidInput("email", "Someone signs in with it already.") }
                let id = User.ID(try SequenceStore(transaction).next("user"))
                try identity.add(
                    User(id: id, name: name, email: email, password: hash, isOperator: isOperator, zone: nil, locale: nil), at: now)
                try identity.grant(role, to: id, in: organization)
                try Acts(transaction).add(
                    Act(
                        organization: organization, at: now, kind: .role, summary: "Added \(name) as \(role.rawValue)", author: nil,
                        subject: "user \(id)"))
                return id
            }
            return CommandOutput("Added user \(id).")
        }
    }

    struct List: DataCommand {
        static let configuration = CommandConfiguration(abstract: "List users.")
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let users = try await installation.storage.read { try IdentityStore($0).users() }
            guard output.json else { return CommandOutput(users.map { "\($0.id)\t\($0.email)\t\($0.name)" }.joined(separator: "\n")) }
            return CommandOutput(
                .array(
                    users.map {
                        [
                            "userId": .number("\($0.id)"), "email": .string($0.email), "name": .string($0.name),
                            "operator": .boolean($0.isOperator),
                        ]
                    }))
        }
    }
}
