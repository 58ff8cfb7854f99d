import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Stores
import Testing
import Values

@testable import HTTPAPI

struct AccessTests {
    /// Every address that needs someone signed in.
    static let addresses: [(HTTPRequest.Method, String)] = [
        (.get, "users/me"), (.get, "users/me/api-tokens"), (.post, "users/me/api-tokens"), (.delete, "users/me/api-tokens/1"),
        (.get, "organizations"), (.get, "organizations/1"), (.patch, "organizations/1"), (.get, "organizations/1/usage"),
        (.get, "teams?organizationId=1"), (.get, "flowmeter/organizations/1/dashboard"), (.get, "flowmeter/organizations/1/subscription"),
        (.post, "organizations/1/scenarios/executions"), (.get, "scenarios?organizationId=1"), (.post, "scenarios"), (.get, "scenarios/1"),
        (.patch, "scenarios/1"), (.delete, "scenarios/1"), (.get, "scenarios/1/blueprint"), (.get, "flowmeter/scenarios/1/export"),
        (.post, "scenarios/1/start"), (.post, "scenarios/1/stop"), (.post, "scenarios/1/run"), (.post, "flowmeter/scenarios/1/run-once"),
        (.get, "scenarios/1/usage"), (.get, "scenarios/consumptions?organizationId=1"), (.get, "flowmeter/scenarios/1/consumption"),
        (.get, "flowmeter/scenarios/1/estimate"), (.post, "flowmeter/scenarios/1/estimate"), (.get, "scenarios/1/logs"),
        (.get, "scenarios/1/logs/\(runID)"),
        (.get, "flowmeter/scenarios/1/runs/\(runID)"), (.get, "flowmeter/scenarios/1/runs/\(runID)/operations"),
        (.get, "flowmeter/modules"),
        (.get, "flowmeter/functions"), (.get, "flowmeter/expressions"), (.post, "flowmeter/expressions/check"), (.get, "hooks?teamId=1"),
        (.post, "hooks"),
        (.get, "data-stores?teamId=1"), (.post, "data-stores"), (.get, "flowmeter/events?organizationId=1"), (.patch, "flowmeter/settings"),
    ]
    static let runID = String(repeating: "0", count: 32)

    @Test func `a stranger to the server is told to sign in`() async throws {
        try await Installation().app.test(.router) { client in
            for (method, address) in Self.addresses {
                let reply = try await client.ask(method, address, as: nil, method == .get ? nil : [:])
                #expect(reply.status == .unauthorized && reply["code"] == "IM015", "\(method) \(address)")
                let wrong = try await client.ask(method, address, as: "no such token", method == .get ? nil : [:])
                #expect(wrong.status == .unauthorized, "\(method) \(address)")
            }
        }
    }

    @Test func `in another organization nothing exists`() async throws {
        let installation = try await Installation()
        try await installation.app.test(.router) { client in
            let created = try await client.ask(
                .post, "scenarios", ["teamId": .number("\(installation.team.id)"), "blueprint": .string(Blueprints.returning().text())])
            #expect(created.status == .ok)
            for (method, address) in Self.addresses where address.contains("/1") && !address.contains("users/") {
                let reply = try await client.ask(method, address, as: "stranger", method == .get ? nil : ["name": "x", "timezone": "UTC"])
                #expect(reply.status == .notFound && reply["code"] == "SC404", "\(method) \(address)")
            }
            for address in ["teams?organizationId=1", "scenarios?organizationId=1", "hooks?teamId=1", "flowmeter/events?organizationId=1"] {
                #expect(try await client.ask(.get, address, as: "stranger").status == .notFound, "\(address)")
            }
        }
    }

    @Test func `a viewer may look and not touch`() async throws {
        let installation = try await Installation()
        try await installation.app.test(.router) { client in
            _ = try await client.ask(
                .post, "scenarios", ["teamId": .number("\(installation.team.id)"), "blueprint": .string(Blueprints.returning().text())])
            for (method, address) in Self.addresses where address.contains("/1") && method != .get && !address.contains("users/") {
                guard !address.hasSuffix("executions") else { continue }
                let reply = try await client.ask(method, address, as: "viewer", ["name": "x"])
                #expect(reply.status == .forbidden && reply["code"] == "SC403", "\(method) \(address)")
            }
            let create = try await client.ask(
                .post, "scenarios", as: "viewer", ["teamId": .number("\(installation.team.id)"), "blueprint": "{}"])
            #expect(create.status == .forbidden)
            #expect(try await client.ask(.get, "scenarios/1", as: "viewer").status == .ok)
            #expect(try await client.ask(.patch, "flowmeter/settings", as: "owner", ["productName": "x"]).status == .forbidden)
        }
    }

    @Test func `errors have the API's form, and every answer the headers of a careful server`() async throws {
        try await Installation().app.test(.router) { client in
            let missing = try await client.ask(.get, "nothing/here")
            #expect(missing.status == .notFound)
            #expect(missing.text == #"{"code":"SC404","detail":"There is no such address.","message":"Not found"}"#)
            #expect(missing.headers[.contentType] == "application/json; charset=utf-8")
            #expect(missing.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(missing.headers[.xContentTypeOptions] == "nosniff")
            let malformed = try await client.execute(
                uri: "/api/v2/scenarios", method: .post, headers: [.authorization: "Token owner"], body: .init(string: "{")
            ) { Reply($0) }
            #expect(malformed.status == .badRequest && malformed["code"] == "SC400")
            let invalid = try await client.ask(.post, "data-stores", ["teamId": 1])
            #expect(invalid["suberrors"]?[0]?["name"] == "name")
        }
    }
}
