import Engine
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import StorageCore
import Stores
import Testing
import Values

@testable import HTTPAPI

struct SignInTests {
    private let own: HTTPFields = [.origin: "http://localhost"]

    @Test func `a password gives a session, which lasts until one signs out`() async throws {
        try await Installation().app.test(.router) { client in
            let wrong = try await client.ask(
                .post, "flowmeter/session", as: nil, ["email": "owner@example.org", "password": "guess"], headers: own)
            #expect(wrong.status == .unauthorized)
            let signedIn = try await client.ask(
                .post, "flowmeter/session", as: nil, ["email": "Owner@example.org", "password": "the password of owner"], headers: own)
            #expect(signedIn["authUser", "roles"]?[0]?["role"] == "owner")
            let cookie = try #require(signedIn.headers[.setCookie])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.hasPrefix("flowmeter_session="))
            let pair = String(cookie.prefix { $0 != ";" })

            var headers: HTTPFields = [.cookie: pair]
            #expect(try await client.ask(.get, "users/me", as: nil, headers: headers)["authUser", "email"] == "owner@example.org")
            headers[.origin] = "http://localhost"
            #expect(try await client.ask(.delete, "flowmeter/session", as: nil, headers: headers).status == .ok)
            #expect(try await client.ask(.get, "users/me", as: nil, headers: headers).status == .unauthorized)
        }
    }

    @Test(arguments: [nil, "http://evil.example", "null", "http://localhost.evil.example"] as [String?])
    func `another site can't act with the cookie`(_ origin: String?) async throws {
        try await Installation().app.test(.router) { client in
            let signedIn = try await client.ask(
                .post, "flowmeter/session", as: nil, ["email": "owner@example.org", "password": "the password of owner"], headers: own)
            var headers: HTTPFields = [.cookie: String(signedIn.headers[.setCookie]?.prefix { $0 != ";" } ?? "")]
            headers[.origin] = origin
            let reply = try await client.ask(.patch, "organizations/1", as: nil, ["name": "Taken"], headers: headers)
            #expect(reply.status == .forbidden)
            #expect(try await client.ask(.get, "organizations/1")["organization", "name"] == "Ours")
        }
    }

    @Test func `guessing is slowed down`() async throws {
        try await Installation().app.test(.router) { client in
            var statuses: Set<Int> = []
            for guess in 0..<12 {
                statuses.insert(
                    try await client.ask(
                        .post, "flowmeter/session", as: nil, ["email": "owner@example.org", "password": .string("guess \(guess)")],
                        headers: own
                    ).status.code)
            }
            #expect(statuses == [401, 429])
        }
    }

    @Test func `a token is shown whole once, works, and can be taken back`() async throws {
        try await Installation().app.test(.router) { client in
            let made = try await client.ask(.post, "users/me/api-tokens", ["label": "CI"])
            #expect(made.status == .ok)
            let token = try #require(made["apiToken", "token"]?.asText)
            let listed = try await client.ask(.get, "users/me/api-tokens", as: token)
            let row = try #require(listed["apiTokens"]?.asArray?.last)
            #expect(row["token"] == .string("\(token.prefix(8))-****"))
            let id = try #require(row["id"]?.asInteger)
            #expect(try await client.ask(.delete, "users/me/api-tokens/\(id)", as: "stranger").status == .notFound)
            #expect(try await client.ask(.delete, "users/me/api-tokens/\(id)").status == .ok)
            #expect(try await client.ask(.get, "users/me", as: token).status == .unauthorized)
            #expect(
                try await client.ask(.get, "users/me", as: nil, headers: [.authorization: "Bearer owner"])["authUser", "name"] == "owner")
        }
    }

    @Test func `the printed link makes the first owner once`() async throws {
        let installation = try await Installation(users: [])
        let engine = installation.engine
        try await engine.storage.write { try IdentityStore($0).addWelcomeCode(hash: Secret.hash("code"), at: engine.now()) }
        try await installation.app.test(.router) { client in
            #expect(try await client.ask(.get, "flowmeter/settings", as: nil)["settings", "firstOwnerNeeded"] == true)
            let body: JSON = ["code": "code", "name": "Ada", "email": "ada@example.org", "password": "long enough for us"]
            var wrong = body.asObject ?? JSONObject()
            wrong["code"] = "guess"
            #expect(try await client.ask(.post, "flowmeter/first-owner", as: nil, .object(wrong)).status == .forbidden)
            wrong["password"] = "short"
            #expect(try await client.ask(.post, "flowmeter/first-owner", as: nil, .object(wrong)).status == .badRequest)
            let made = try await client.ask(.post, "flowmeter/first-owner", as: nil, body)
            #expect(made["authUser", "operator"] == true)
            #expect(try await client.ask(.post, "flowmeter/first-owner", as: nil, body).status == .forbidden)
            #expect(try await client.ask(.get, "flowmeter/settings", as: nil)["settings", "firstOwnerNeeded"] == false)
        }
    }

    @Test func `an operator brands the product`() async throws {
        try await Installation().app.test(.router) { client in
            let changed = try await client.ask(
                .patch, "flowmeter/settings", as: "operator",
                ["productName": "Acme Flow", "scenarioPlural": "recipes", "accent": "#6D28D9"])
            #expect(changed["settings", "accent"] == "#6d28d9")
            let settings = try await client.ask(.get, "flowmeter/settings", as: nil)
            #expect(settings["settings", "productName"] == "Acme Flow" && settings["settings", "scenarioSingular"] == "scenario")
            #expect(try await client.ask(.patch, "flowmeter/settings", as: "operator", ["accent": "red"]).status == .badRequest)
            #expect(try await client.ask(.patch, "flowmeter/settings", as: "operator", ["accent": nil])["settings", "accent"] == .null)
        }
    }
}
