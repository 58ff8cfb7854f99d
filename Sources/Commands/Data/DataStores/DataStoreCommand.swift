import ArgumentParser
import Engine
import StorageCore
import Stores
import Values

struct DataStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data-store", abstract: "Data stores and their records.",
        subcommands: [List.self, Add.self, Delete.self, Records.self, Put.self, Remove.self])

    struct List: DataCommand {
        static let configuration = CommandConfiguration(abstract: "List data stores with how much is in them.")
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let stores = try await installation.storage.read { transaction in
                try IdentityStore(transaction).organizations().flatMap { try DataStoreStore(transaction).stores(of: $0.id) }
            }
            guard output.json else {
                return CommandOutput(
                    stores.map { "\($0.id)\t\($0.name)\t\($0.records) records\t\($0.size) of \($0.maxSize) bytes" }.joined(separator: "\n"))
            }
            return CommandOutput(
                .array(
                    stores.map { store in
                        [
                            "dataStoreId": .number("\(store.id)"), "name": .string(store.name), "records": .number("\(store.records)"),
                            "size": .number("\(store.size)"), "maxSize": .number("\(store.maxSize)"), "teamId": .number("\(store.team)"),
                        ]
                    }))
        }
    }

    struct Add: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Add a data store and print its id.")
        @Argument(help: "Its name.") var name: String
        @Option(name: .customLong("megabytes"), help: "How much it may hold: 1 to 1024.") var megabytes: Int64 = 1
        @Option(help: "The team; without it the first.") var team: Int64?
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            guard (1...DataStoreLimits.megabytes).contains(megabytes) else {
                throw InvalidInput("megabytes", "A data store holds 1 to \(DataStoreLimits.megabytes) megabytes.")
            }
            let owner = try await installation.team(team)
            let (name, size, now) = (name, megabytes << 20, installation.engine.now())
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

    struct Delete: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a data store with its records.")
        @Argument(help: "Its id.") var dataStore: Int64
        @Flag(help: "Also if it has records.") var confirmed = false
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, confirmed) = (DataStore.ID(dataStore), confirmed)
            return try await installation.storage.write { transaction in
                let store = try transaction.dataStore(id)
                guard confirmed || store.records == 0 else {
                    return .failure(
                        "'\(store.name)' has \(store.records) records. Give --confirmed to delete it all the same.", .badInput)
                }
                try DataStoreStore(transaction).remove(id, in: store.organization)
                return CommandOutput("Deleted '\(store.name)'.")
            }
        }
    }
}

extension Transaction {
    /// Whichever organization's: who can open the data folder may change everything in it.
    func dataStore(_ id: DataStore.ID) throws -> DataStore {
        let stores = DataStoreStore(self)
        guard let organization = try stores.organization(of: id), let store = try stores.store(id, in: organization) else {
            throw NotFound("data store")
        }
        return store
    }
}
