import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Values

@testable import HTTPAPI

struct DataStoreTests {
    private static let spec: JSON = [
        ["name": "name", "type": "text", "label": "Name", "required": true], ["name": "price", "type": "number", "default": 1],
    ]

    @Test func `a data store is made, changed and deleted`() async throws {
        try await Installation().app.test(.router) { client in
            let made = try await client.ask(.post, "data-stores", ["name": "Customers", "teamId": 1, "maxSizeMB": 1])
            #expect(
                made["dataStore"] == [
                    "datastructureId": .null, "id": 1, "maxSize": "1048576", "name": "Customers", "records": 0, "size": "0", "teamId": 1,
                ])
            let changed = try await client.ask(.patch, "data-stores/1", ["name": "People", "maxSizeMB": 2])
            #expect(changed["dataStore", "name"] == "People" && changed["dataStore", "maxSize"] == "2097152")
            let list = try await client.ask(.get, "data-stores?teamId=1&pg%5Blimit%5D=10")
            #expect(list["dataStores"]?.asArray?.count == 1)
            #expect(list["pg"] == ["limit": 10, "offset": 0, "sortBy": "name", "sortDir": "asc"])
            #expect(try await client.ask(.post, "data-stores", ["name": "B", "teamId": 1])["dataStore", "id"] == 2)
            _ = try await client.ask(.post, "data-stores/1/data", ["key": "a", "data": [:]])
            #expect(try await client.ask(.delete, "data-stores/1")["code"] == "IM004")
            #expect(try await client.ask(.delete, "data-stores/1?confirmed=true")["dataStore"] == 1)
            #expect(try await client.ask(.get, "data-stores/1").status == .notFound)
            #expect(try await client.ask(.delete, "data-stores?teamId=1&confirmed=true", ["ids": [2]])["dataStores"] == [2])
        }
    }

    @Test func `records are written, merged, replaced and deleted`() async throws {
        try await Installation().app.test(.router) { client in
            _ = try await client.ask(.post, "data-stores", ["name": "S", "teamId": 1])
            let made = try await client.ask(.post, "data-stores/1/data", ["data": ["name": "Ann", "n": 1]])
            let key = try #require(made["key"]?.asText)
            #expect(key.utf8.count == 12 && made["data"] == ["name": "Ann", "n": 1])
            #expect(try await client.ask(.patch, "data-stores/1/data/\(key)", ["n": 2])["data"] == ["name": "Ann", "n": 2])
            #expect(try await client.ask(.put, "data-stores/1/data/\(key)", ["m": 3])["data"] == ["m": 3])
            #expect(try await client.ask(.patch, "data-stores/1/data/nobody", ["n": 2]).status == .notFound)
            _ = try await client.ask(.post, "data-stores/1/data", ["key": "a b/ü", "data": [:]])
            #expect(try await client.ask(.patch, "data-stores/1/data/a%20b%2F%C3%BC", ["n": 2])["key"] == "a b/ü")
            let taken = try await client.ask(.post, "data-stores/1/data", ["key": "a b/ü", "data": [:]])
            #expect(taken.status == .badRequest)
            let list = try await client.ask(.get, "data-stores/1/data?pg%5Blimit%5D=1&pg%5Boffset%5D=0")
            #expect(list["count"] == 2 && list["records"]?.asArray?.count == 1 && list["strict"] == false && list["spec"] == [])
            #expect(try await client.ask(.delete, "data-stores/1/data", ["keys": ["a b/ü"]]).status == .notAcceptable)
            let deleted = try await client.ask(.delete, "data-stores/1/data?confirmed=true", ["keys": ["a b/ü", "nobody"]])
            #expect(deleted["keys"] == ["a b/ü"])
            let rest = try await client.ask(.delete, "data-stores/1/data?confirmed=true", ["all": true])
            #expect(rest["keys"] == [.string(key)])
            #expect(try await client.ask(.get, "data-stores/1")["dataStore", "size"] == "0")
        }
    }

    @Test func `records are searched in keys, names and values, from a key on`() async throws {
        try await Installation().app.test(.router) { client in
            _ = try await client.ask(.post, "data-stores", ["name": "S", "teamId": 1])
            for (key, data) in [
                ("ada", ["city": "Brno"]), ("bob", ["tags": ["x", "PRAGUE"]]), ("eve", ["prague": 1]), ("prague", ["n": 1]),
                ("zoe", ["n": 17]),
            ] as [(String, JSON)] {
                _ = try await client.ask(.post, "data-stores/1/data", ["key": .string(key), "data": data])
            }
            /// The keys, and behind them where the search ended before the last record.
            func found(_ query: String) async throws -> [JSON] {
                let answer = try await client.ask(.get, "data-stores/1/data?\(query)")
                return (answer["records"]?.asArray ?? []).compactMap { $0["key"] } + [answer["searchedTo"] ?? "missing"]
            }
            #expect(try await found("text=Prague") == ["bob", "eve", "prague", .null])
            #expect(try await found("text=prague&pg%5Blimit%5D=2") == ["bob", "eve", "eve"])
            #expect(try await found("text=prague&pg%5Blimit%5D=2&after=eve") == ["prague", .null])
            #expect(try await found("text=17") == ["zoe", .null])
            #expect(try await found("text=nobody") == [.null])
        }
    }

    @Test func `records are held to the data structure`() async throws {
        try await Installation().app.test(.router) { client in
            let structure = try await client.ask(
                .post, "data-structures", ["name": "Person", "teamId": 1, "spec": Self.spec, "strict": true])
            #expect(
                structure["dataStructure"] == ["id": 1, "name": "Person", "spec": Self.spec, "strict": true, "teamId": 1])
            _ = try await client.ask(.post, "data-stores", ["name": "S", "teamId": 1, "datastructureId": 1])
            #expect(
                try await client.ask(.post, "data-stores/1/data", ["key": "a", "data": ["name": 5]])["data"] == ["name": "5", "price": 1])
            let refused = try await client.ask(.post, "data-stores/1/data", ["data": ["price": 5]])
            #expect(refused.status == .badRequest && refused.text.contains("'name'"))
            let list = try await client.ask(.get, "data-stores/1/data")
            #expect(list["spec"] == Self.spec && list["strict"] == true)
            #expect(try await client.ask(.delete, "data-structures/1").status == .notAcceptable)
            #expect(try await client.ask(.delete, "data-structures/1?confirmed=true")["dataStructure"] == 1)
            #expect(try await client.ask(.get, "data-stores/1")["dataStore", "datastructureId"] == .null)
        }
    }

    @Test func `a data structure is listed, changed and cloned`() async throws {
        try await Installation().app.test(.router) { client in
            _ = try await client.ask(.post, "data-structures", ["name": "B", "teamId": 1, "spec": Self.spec])
            let clone = try await client.ask(.post, "data-structures/1/clone", ["name": "A", "targetTeamId": 1])
            #expect(clone["dataStructure", "id"] == 2 && clone["dataStructure", "spec"] == Self.spec)
            let list = try await client.ask(.get, "data-structures?teamId=1")
            #expect(list["dataStructures"] == [["id": 2, "name": "A", "teamId": 1], ["id": 1, "name": "B", "teamId": 1]])
            let changed = try await client.ask(.patch, "data-structures/1", ["strict": true, "spec": []])
            #expect(changed["dataStructure", "strict"] == true && changed["dataStructure", "spec"] == [])
            let broken = try await client.ask(.patch, "data-structures/1", ["spec": [["name": "a", "type": "dragon"]]])
            #expect(broken.status == .badRequest && broken["suberrors"]?[0]?["name"] == "spec[0].type")
        }
    }

    @Test func `who may only look changes nothing, and strangers see nothing`() async throws {
        try await Installation().app.test(.router) { client in
            _ = try await client.ask(.post, "data-stores", ["name": "S", "teamId": 1])
            _ = try await client.ask(.post, "data-structures", ["name": "S", "teamId": 1])
            for (method, path) in [
                (.patch, "data-stores/1"), (.delete, "data-stores/1?confirmed=true"), (.post, "data-stores/1/data"),
                (.put, "data-stores/1/data/a"), (.delete, "data-stores/1/data?confirmed=true"), (.patch, "data-structures/1"),
                (.delete, "data-structures/1?confirmed=true"),
            ] as [(HTTPRequest.Method, String)] {
                let body: JSON = ["name": "x", "all": true]
                #expect(try await client.ask(method, path, as: "viewer", body).status == .forbidden, "\(path)")
                #expect(try await client.ask(method, path, as: "stranger", body).status == .notFound, "\(path)")
            }
            #expect(try await client.ask(.get, "data-stores/1/data", as: "viewer").status == .ok)
            #expect(try await client.ask(.get, "data-stores/1/data", as: "stranger").status == .notFound)
            #expect(try await client.ask(.get, "data-structures?teamId=1", as: "stranger").status == .notFound)
        }
    }
}
