import HTTPTypes
import Hummingbird
import HummingbirdTesting
import StorageCore
import Stores
import Testing
import Values

@testable import HTTPAPI

struct ConnectionTests {
    private static let secret = "not-to-be-seen-1234"

    @Test func `a key is made, changed and deleted, and its secret is in no answer`() async throws {
        let installation = try await Installation()
        try await installation.app.test(.router) { client in
            let made = try await client.ask(
                .post, "keys",
                ["teamId": 1, "name": "Peer", "typeName": "basicauth", "parameters": ["user": "me", "password": .string(Self.secret)]])
            #expect(made.status == .ok)
            #expect(made["key", "typeName"] == "basicauth" && made["key", "name"] == "Peer")
            #expect(made["key", "fields"] == ["user": "me"] && made["key", "secretsSet"] == ["password"])
            let id = made["key", "id"]?.asInteger ?? 0
            let changed = try await client.ask(.patch, "keys/\(id)", ["name": "Other", "parameters": ["user": "you"]])
            #expect(changed["key", "name"] == "Other" && changed["key", "fields"] == ["user": "you"])
            #expect(changed["key", "secretsSet"] == ["password"])
            let list = try await client.ask(.get, "keys?teamId=1")
            #expect(list["keys"]?.asArray?.count == 1)
            #expect(try await client.ask(.post, "keys/\(id)/test").json == ["verified": true])
            #expect(try await client.ask(.get, "connections/\(id)").status == .notFound)
            let acts = try await client.ask(.get, "flowmeter/organizations/1/acts")
            for answer in [made, changed, list, acts, try await client.ask(.get, "keys/\(id)")] {
                #expect(!answer.text.contains(Self.secret))
            }
            #expect(acts.text.contains("Renamed the key 'Other', which was 'Peer'"))
            #expect(try await client.ask(.delete, "keys/\(id)?confirmed=true")["key"] == .number("\(id)"))
            #expect(try await client.ask(.get, "keys/\(id)").status == .notFound)
        }
    }

    @Test func `a connection's fields are entered beside its name, changed one by one, and tried only where modules may go`() async throws {
        let installation = try await Installation()
        try await installation.app.test(.router) { client in
            let made = try await client.ask(
                .post, "connections?teamId=1",
                [
                    "accountName": "Mail out", "accountType": "smtp", "host": "127.0.0.1", "user": "me@example.org",
                    "password": .string(Self.secret),
                ])
            #expect(made.status == .ok)
            let id = made["connection", "id"]?.asInteger ?? 0
            #expect(made["connection", "accountName"] == "smtp" && made["connection", "metadata", "value"] == "me@example.org")
            #expect(try await client.ask(.post, "connections/\(id)/set-data", ["port": "2525"]).json == ["changed": true])
            let shown = try await client.ask(.get, "connections/\(id)")
            #expect(shown["connection", "fields", "port"] == 2525 && shown["connection", "fields", "host"] == "127.0.0.1")
            let tried = try await client.ask(.post, "connections/\(id)/test")
            #expect(tried["verified"] == false && tried["message"]?.asText?.isEmpty == false)
            #expect(try await client.ask(.patch, "connections/\(id)", ["name": "Out"])["connection", "name"] == "Out")
            #expect(try await client.ask(.get, "connections?teamId=1&type[]=smtp")["connections"]?.asArray?.count == 1)
            #expect(try await client.ask(.get, "connections?teamId=1&type[]=imap")["connections"]?.asArray?.isEmpty == true)
            #expect(try await client.ask(.get, "connections/\(id)/editable-data-schema")["editableParameters"]?.asArray?.isEmpty == false)
            #expect(!shown.text.contains(Self.secret))
            #expect(try await client.ask(.delete, "connections/\(id)")["connection"] == .number("\(id)"))
        }
    }

    @Test func `what is wrong with what was entered is named`() async throws {
        let installation = try await Installation()
        try await installation.app.test(.router) { client in
            for (body, name) in [
                (["teamId": 1, "name": "A", "typeName": "nothing"], "typeName"),
                (["teamId": 1, "name": "A", "typeName": "basicauth", "parameters": [:]], "user"),
                (["teamId": 1, "name": "A", "typeName": "basicauth", "parameters": ["user": "me", "more": "x"]], "more"),
                (["teamId": 1, "name": "A", "typeName": "apikey", "parameters": ["key": "k", "placement": "cookie"]], "placement"),
            ] as [(JSON, String)] {
                let answer = try await client.ask(.post, "keys", body)
                #expect(answer.status == .badRequest)
                #expect(answer["suberrors"]?[0]?["name"] == .string(name))
            }
        }
    }

    @Test func `who may not build sees connections and makes none, and in another organization there are none`() async throws {
        let installation = try await Installation()
        try await installation.app.test(.router) { client in
            let body: JSON = ["teamId": 1, "name": "Peer", "typeName": "basicauth", "parameters": ["user": "me"]]
            let id = try await client.ask(.post, "keys", as: "member", body)["key", "id"]?.asInteger ?? 0
            #expect(try await client.ask(.post, "keys", as: "viewer", body).status == .forbidden)
            #expect(try await client.ask(.get, "keys/\(id)", as: "viewer").status == .ok)
            #expect(try await client.ask(.delete, "keys/\(id)", as: "viewer").status == .forbidden)
            #expect(try await client.ask(.get, "keys/\(id)", as: "stranger").status == .notFound)
            #expect(try await client.ask(.delete, "keys/\(id)", as: "stranger").status == .notFound)
            #expect(try await client.ask(.get, "keys?teamId=1", as: "stranger").status == .notFound)
            #expect(try await client.ask(.get, "keys/types", as: "viewer")["keysTypes"]?.asArray?.isEmpty == false)
            #expect(try await client.ask(.get, "flowmeter/connection-types", as: "viewer")["connectionTypes"]?.asArray?.isEmpty == false)
        }
    }
}
