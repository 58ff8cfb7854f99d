import Engine
import Foundation
import Hummingbird
import StorageCore
import Stores
import Values

/// The records of a data store.
struct RecordRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("data-stores/:dataStoreId/data", use: list)
        member.post("data-stores/:dataStoreId/data", use: create)
        member.delete("data-stores/:dataStoreId/data", use: delete)
        member.patch("data-stores/:dataStoreId/data/:key") { try await change($0, $1, merging: true) }
        member.put("data-stores/:dataStoreId/data/:key") { try await change($0, $1, merging: false) }
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: DataStore.ID = try context.id("dataStoreId")
        let query = QueryItems(request)
        let page = try Page(query, sorts: ["key"], limit: 50, upTo: Limits.entries)
        let text = query["text"].flatMap { $0.isEmpty ? nil : $0 }
        return try await door.read(context.identity) { access in
            let store = try access.dataStore(id)
            let structure = try store.structure.flatMap {
                try DataStructureStore(access.transaction).structure($0, in: store.organization)
            }
            let records = DataStoreStore(access.transaction)
            var answer: Record = [
                "spec": structure.flatMap { try? JSON(parsing: $0.spec) } ?? [], "strict": structure?.strict ?? false,
                "count": store.records,
                "pg": ["limit": page.limit, "offset": page.offset] as Record,
            ]
            if let text {
                let found = try RecordSearch(access.transaction, text: text).search(id, after: query["after"], limit: page.limit)
                answer["records"] = found.records.map { Self.record($0.key, $0.data) }
                answer["searchedTo"] = found.searchedTo ?? JSON.null
                return answer
            }
            guard try records.bytes(of: id, limit: page.limit, offset: page.offset) <= Limits.recordPage else {
                throw Problem.invalid(
                    "pg[limit]", "These records have more than \(Limits.recordPage) bytes; ask for fewer of them at a time.")
            }
            answer["records"] = try records.records(of: id, limit: page.limit, offset: page.offset).map { Self.record($0.key, $0.data) }
            return answer
        }
    }

    @Sendable func create(_ request: Request, _ context: MemberContext) async throws -> Record {
        let input = try await Input(request, context: context)
        let key = try input.optionalText("key", upTo: DataStoreLimits.keyBytes).flatMap { $0.isEmpty ? nil : $0 } ?? Self.newKey()
        let data = try Self.fields(input["data"] ?? .object(JSONObject()), "data")
        return try await write(context) { book in
            try book.add(data, key: key, overwrite: false)
            return Self.record(key, try book.record(key))
        }
    }

    private func change(_ request: Request, _ context: MemberContext, merging: Bool) async throws -> Record {
        let data = try Self.fields(try await Input(request, context: context).object, "data")
        let key = try Self.key(context)
        return try await write(context) { book in
            guard try book.contains(key) else { throw Problem.notFound("record") }
            if merging {
                _ = try book.update(data, key: key, upsert: false, overwriteArrays: true)
            } else {
                try book.add(data, key: key, overwrite: true)
            }
            return Self.record(key, try book.record(key))
        }
    }

    @Sendable func delete(_ request: Request, _ context: MemberContext) async throws -> Record {
        let selection = try Chosen(
            try await Input(request, context: context), list: "keys", except: "exceptKeys", \.asText)
        try Problem.confirm(request, "The records will be deleted.")
        let id: DataStore.ID = try context.id("dataStoreId")
        return try await write(context) { book in
            let keys = try selection.chosen ?? book.keys(except: Array(selection.excepted), limit: Limits.page)
            // All of a store that is larger than a list may be are gone at once, and need no list.
            guard selection.chosen == nil, selection.excepted.isEmpty else {
                return ["keys": try keys.filter { try book.delete($0) }, "dataStore": id]
            }
            _ = try book.deleteAll()
            return ["keys": keys, "dataStore": id]
        }
    }

    // MARK: Parts

    private func write(_ context: MemberContext, _ body: @escaping @Sendable (RecordBook) throws -> Record) async throws -> Record {
        let id: DataStore.ID = try context.id("dataStoreId")
        let now = door.now()
        return Record(
            try await door.write(context.identity) { access in
                let organization = try access.dataStore(id, .build).organization
                let zone = try IdentityStore(access.transaction).organization(organization)?.zone ?? "UTC"
                return try body(RecordBook(id, of: organization, access.transaction, zone: zone, at: now, writing: true)).wire
            })
    }

    private static func key(_ context: MemberContext) throws -> String {
        guard let key = context.parameters.get("key").map({ $0.removingPercentEncoding ?? $0 }), !key.isEmpty else {
            throw Problem.notFound("record")
        }
        return key
    }

    private static func fields(_ json: JSON, _ name: String) throws -> Fields {
        guard case .collection(let fields) = Value(json) else { throw Problem.invalid(name, "'\(name)' must be an object.") }
        return fields
    }

    private static func newKey() -> String { String(InstallationSecrets.random().prefix(12)) }

    private static func record(_ key: String, _ data: Fields?) -> Record { ["key": key, "data": Value.collection(data ?? [:])] }
}
