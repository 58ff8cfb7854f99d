import ArgumentParser
import Automation
import Engine
import StorageCore
import Stores
import Values

struct ConnectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connection", abstract: "Connections and keys that modules use.",
        subcommands: [List.self, Add.self, Change.self, Test.self, Delete.self])

    struct List: DataCommand {
        static let configuration = CommandConfiguration(abstract: "List connections and keys; never their secrets.")
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (secrets, now) = (installation.secrets, installation.engine.now())
            let views = try await installation.storage.read { transaction in
                let desk = ConnectionDesk(transaction, secrets, at: now)
                return try ConnectionStore(transaction).all().map(desk.view)
            }
            if output.json {
                return CommandOutput(
                    .array(
                        views.map { view in
                            [
                                "connectionId": .number("\(view.stored.id)"), "type": .string(view.stored.type),
                                "name": .string(view.stored.name),
                                "readable": .boolean(view.isReadable),
                            ]
                        }))
            }
            return CommandOutput(
                views.map { "\($0.stored.id)\t\($0.stored.type)\t\($0.stored.name)\($0.isReadable ? "" : "\tto be entered again")" }
                    .joined(separator: "\n"))
        }
    }

    struct Add: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Add a connection or a key and print its id.")
        @Argument(help: "Its type, such as account:smtp or keychain:apikey.") var type: String
        @Argument(help: "Its name.") var name: String
        @Option(help: "A file with the fields as a JSON object, so that no secret stands on the command line.") var from: String
        @Option(help: "The team; without it the first.") var team: Int64?
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag
        var files: [String] { [from] }

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let prefix = type.hasPrefix("keychain:") ? "keychain:" : "account:"
            let (form, fields) = (try ConnectionForm(type: type, prefix: prefix, field: "type"), try Fields.read(from, files))
            let (team, name, secrets, now) = (try await installation.team(team), name, installation.secrets, installation.engine.now())
            let added = try await installation.storage.write { transaction in
                try ConnectionDesk(transaction, secrets, at: now).add(form, name: name, fields, team: team)
            }
            return output.json ? CommandOutput(["connectionId": .number("\(added.id)")]) : CommandOutput("Added connection \(added.id).")
        }
    }

    struct Change: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Enter fields of a connection or a key anew; the others stay.")
        @Argument(help: "Its id.") var connection: Int64
        @Option(help: "A file with the fields as a JSON object.") var from: String
        @OptionGroup var folder: DataOptions
        var files: [String] { [from] }

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, fields) = (StoredConnection.ID(connection), try Fields.read(from, files))
            let (secrets, now) = (installation.secrets, installation.engine.now())
            let changed = try await installation.storage.write { transaction in
                try ConnectionDesk(transaction, secrets, at: now).change(try Fields.found(id, transaction), fields)
            }
            return CommandOutput("Changed '\(changed.name)'.")
        }
    }

    struct Test: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Sign in where a connection leads, and do nothing there.")
        @Argument(help: "Its id.") var connection: Int64
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let id = StoredConnection.ID(connection)
            let found = try await installation.storage.read { try Fields.found(id, $0) }
            do {
                try await ConnectionTrial(installation.engine.library, installation.secrets).verify(found)
                return CommandOutput("'\(found.name)' can be used.")
            } catch {
                return .failure(error.message, .failed)
            }
        }
    }

    struct Delete: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a connection or a key.")
        @Argument(help: "Its id.") var connection: Int64
        @Flag(help: "Also if scenarios use it.") var confirmed = false
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, confirmed, library) = (StoredConnection.ID(connection), confirmed, installation.engine.library)
            let (secrets, now) = (installation.secrets, installation.engine.now())
            let found = try await installation.storage.write { transaction in
                let found = try Fields.found(id, transaction)
                try ConnectionDesk(transaction, secrets, at: now).remove(found, confirmed: confirmed, library: library)
                return found
            }
            return CommandOutput("Deleted '\(found.name)'.")
        }
    }

    private enum Fields {
        static func read(_ path: String, _ files: [String: [UInt8]]) throws -> JSONObject {
            guard let json = try? JSON(parsing: files[path] ?? []), let object = json.asObject else {
                throw InvalidInput("from", "The file must hold a JSON object with the fields.")
            }
            return object
        }

        /// Whichever organization's: who can open the data folder may change everything in it.
        static func found(_ id: StoredConnection.ID, _ transaction: any Transaction) throws -> StoredConnection {
            let store = ConnectionStore(transaction)
            guard let organization = try store.organization(of: id), let found = try store.connection(id, in: organization) else {
                throw NotFound("connection")
            }
            return found
        }
    }
}
