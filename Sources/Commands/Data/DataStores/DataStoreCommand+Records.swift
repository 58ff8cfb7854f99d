import ArgumentParser
import Engine
import StorageCore
import Stores
import Values

extension DataStoreCommand {
    struct Records: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Print records in the order of their keys, a line of JSON each.")
        @Argument(help: "The data store's id.") var dataStore: Int64
        @Option(help: "Begin behind this key.") var after: String?
        @Option(help: "How many at most.") var limit = 100
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, after, limit) = (DataStore.ID(dataStore), after, limit)
            let lines = try await installation.storage.read { transaction in
                let store = try transaction.dataStore(id)
                var (lines, bytes) = ([String](), 0)
                try DataStoreStore(transaction).scan(store.id, after: after) { key, data, _ in
                    guard lines.count < limit else { return false }
                    let line = (["key": .string(key), "data": Value.collection(data).json] as JSON).text()
                    bytes += line.utf8.count
                    guard bytes <= DataStoreLimits.resultBytes else { return false }
                    lines.append(line)
                    return true
                }
                return lines
            }
            return CommandOutput(lines.joined(separator: "\n"))
        }
    }

    struct Put: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Add or replace records: all of a file's, or none.")
        @Argument(help: "The data store's id.") var dataStore: Int64
        @Option(help: #"A file with a line of JSON for each record: {"key": "a", "data": {}}."#) var from: String
        @OptionGroup var folder: DataOptions
        var files: [String] { [from] }

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, records) = (DataStore.ID(dataStore), try Self.records(files[from] ?? []))
            try await installation.change(id) { book in
                for record in records { try book.add(record.data, key: record.key, overwrite: true) }
            }
            return CommandOutput("Wrote \(records.count) records.")
        }

        private static func records(_ bytes: [UInt8]) throws -> [(key: String, data: Fields)] {
            var records: [(key: String, data: Fields)] = []
            for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
                guard !line.allSatisfy({ " \t\r".utf8.contains($0) }) else { continue }
                guard let json = try? JSON(parsing: Array(line)), let key = json["key"]?.asText,
                    case .collection(let data) = json["data"].map(Value.init)
                else {
                    throw InvalidInput("from", #"Line \#(index + 1) is not {"key": "…", "data": {…}}. Nothing was written."#)
                }
                records.append((key, data))
            }
            return records
        }
    }

    struct Remove: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a record.")
        @Argument(help: "The data store's id.") var dataStore: Int64
        @Argument(help: "The record's key.") var key: String
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let key = key
            guard try await installation.change(DataStore.ID(dataStore), { try $0.delete(key) }) else { throw NotFound("record") }
            return CommandOutput("Deleted '\(key)'.")
        }
    }
}

extension Installation {
    fileprivate func change<Result: Sendable>(
        _ id: DataStore.ID, _ body: @escaping @Sendable (RecordBook) throws -> Result
    ) async throws -> Result {
        let now = engine.now()
        return try await storage.write { transaction in
            let organization = try transaction.dataStore(id).organization
            let zone = try IdentityStore(transaction).organization(organization)?.zone ?? "UTC"
            return try body(RecordBook(id, of: organization, transaction, zone: zone, at: now, writing: true))
        }
    }
}
