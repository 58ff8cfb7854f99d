import StorageCore
import ArgumentParser
import Engine
import Stores
import Values

struct DataStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "data-store", abstract: "Data stores.", subcommands: [Add.self])

    struct Add: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Add a data store and print its id.")
        @Argument(help: "Its name.") var name: String
        @Option(name: .customLong("megabytes"), help: "How much it may hold.") var megabytes: Int64 = 1
        @Option(help: "The team; without it the first.") var team: Int64?
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let owner = try await installation.team(team)
            let (name, size, now) = (name, megabytes * 1_048_576, installation.engine.now())
            let id = try await installation.storage.write { transaction in
                let id = DataStore.ID(try SequenceStore(transaction).next("dataStore"))
                let store = DataStore(
                    id: id, organization: owner.organization, team: owner.id, name: name, records: 0, size: 0, maxSize: size)
                try DataStoreStore(transaction).add(store, at: now)
                return id
            }
            return output.json ? CommandOutput(["dataStoreId": .number("\(id)")]) : CommandOutput("Added data store \(id).")
        }
    }
}
