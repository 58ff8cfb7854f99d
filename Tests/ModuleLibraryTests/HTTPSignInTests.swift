import Automation
import ModuleLibrary
import NIOHTTP1
import Synchronization
import TestSupport
import Testing
import Values

func connection(_ type: String, _ fields: Fields, id: Int64 = 1) -> Connection {
    Connection(id: id, type: type, name: "Mine", fields: fields)
}

struct HTTPSignInTests {
    @Test(
        arguments: [
            ("http:MakeRequest", ["authenticationType": "apiKey"], "apiKeyKeychain"), ("http:ActionSendDataAPIKeyAuth", [:], "auth"),
            ("http:DownloadFile", ["authenticationType": "apiKey"], "apiKeyKeychain"),
        ] as [(String, Fields, String)])
    func `a key is sent where its connection says`(module: String, parameters: Fields, field: String) async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            let mapper: Fields = ["url": .text(peer.url + "/a?x=1&k=old")]
            let header = connection("keychain:apikey", ["key": "s3cret", "placement": "header", "name": "X-Key"])
            _ = try await run(library, module, mapper, parameters: parameters, connections: [field: header])
            let query = connection("keychain:apikey", ["key": "s3 cret", "placement": "query", "name": "k"])
            _ = try await run(library, module, mapper, parameters: parameters, connections: [field: query])
            #expect(peer.requests.map { $0.header("X-Key") } == ["s3cret", nil])
            #expect(peer.requests.map(\.target) == ["/a?x=1&k=old", "/a?x=1&k=s3%20cret"])
        }
    }

    @Test(
        arguments: [
            ("http:MakeRequest", ["authenticationType": "basicAuth"], "basicAuthKeychain"), ("http:ActionSendDataBasicAuth", [:], "auth"),
        ] as [(String, Fields, String)])
    func `a stored name and password become a header`(module: String, parameters: Fields, field: String) async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            let mapper: Fields = ["url": .text(peer.url), "headers": [["name": "authorization", "value": "mine"]]]
            let stored = connection("keychain:basicauth", ["user": "ada", "password": "pw"])
            _ = try await run(library, module, mapper, parameters: parameters, connections: [field: stored])
            #expect(peer.requests.first?.headers["Authorization"] == ["Basic YWRhOnB3"])
        }
    }

    @Test(
        arguments: [
            ("http:MakeRequest", ["authenticationType": "apiKey"]), ("http:MakeRequest", ["authenticationType": "basicAuth"]),
            ("http:MakeRequest", ["authenticationType": "oAuth"]), ("http:MakeRequest", ["tlsType": "mTls"]),
            ("http:MakeRequest", ["authenticationType": "magic"]), ("http:DownloadFile", ["authenticationType": "apiKey"]),
            ("http:ActionSendDataBasicAuth", [:]), ("http:ActionSendDataAPIKeyAuth", [:]), ("http:ActionSendDataOAuth", ["account": 5]),
            ("email:ActionSendEmail", [:]), ("email:TriggerNewEmail", [:]), ("email:ActionSendMeEmail", [:]),
        ] as [(String, Fields)])
    func `without its connection a module is not set up`(module: String, parameters: Fields) async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            let failure = try await failure { _ = try await run(library, module, ["url": .text(peer.url)], parameters: parameters) }
            #expect(failure.type == "InvalidConfigurationError" && !failure.began, "\(failure)")
            #expect(peer.requests.isEmpty)
        }
    }

    @Test func `a connection of another kind is refused`() async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            let failure = try await failure {
                _ = try await run(
                    library, "http:ActionSendDataAPIKeyAuth", ["url": .text(peer.url)],
                    connections: ["auth": connection("keychain:basicauth", ["user": "ada"])])
            }
            #expect(failure.type == "InvalidConfigurationError" && failure.message.contains("keychain:apikey"), "\(failure)")
        }
    }

    @Test func `a stored key does not go to where a redirect leads`() async throws {
        let other = try await LocalPeer { _ in .text("there") }
        try await withPeer(answer: { _ in .redirect(307, to: "http://localhost:\(other.port)/") }) { library, peer in
            let stored = connection("keychain:apikey", ["key": "s3cret", "name": "X-Mine"])
            let output = try await run(
                library, "http:MakeRequest", ["url": .text(peer.url)], parameters: ["authenticationType": "apiKey"],
                connections: ["apiKeyKeychain": stored])
            #expect(output.bundles.first?["data"] == "there")
            #expect(peer.requests.first?.header("X-Mine") == "s3cret")
            #expect(other.requests.first?.header("X-Mine") == nil)
        }
        await other.stop()
    }
}

/// A token server and what it guards, as one peer.
struct OAuthTests {
    final class Tokens: Sendable {
        private let state = Mutex((made: 0, valid: Set<String>()))

        var made: Int { state.withLock { $0.made } }

        func make() -> String {
            state.withLock { state in
                state.made += 1
                state.valid.insert("t\(state.made)")
                return "t\(state.made)"
            }
        }

        func withdrawAll() { state.withLock { $0.valid = [] } }

        func accepts(_ header: String?) -> Bool { state.withLock { state in state.valid.contains { header == "Bearer \($0)" } } }

        @Sendable func answer(_ request: LocalPeer.Request) -> LocalPeer.Answer {
            guard request.target == "/token" else {
                return accepts(request.header("Authorization")) ? .text("in") : .status(401)
            }
            let isClient = request.header("Authorization") == "Basic aWQ6c2VjJTIwcmV0" || request.text.contains("client_secret=sec+ret")
            guard isClient, request.text.contains("grant_type=client_credentials") else { return .status(400, body: Array("sec ret".utf8)) }
            return .text(#"{"access_token": "\#(make())", "expires_in": 3600}"#, type: "application/json")
        }
    }

    private func stored(_ peer: LocalPeer, _ change: Fields = [:], id: Int64 = 1) -> Connection {
        var fields: Fields = ["tokenUrl": .text(peer.url + "/token"), "clientId": "id", "clientSecret": "sec ret", "scope": "read write"]
        for (key, value) in change { fields[key] = value }
        return connection("keychain:oauth2", fields, id: id)
    }

    private func call(_ library: ModuleLibrary, _ peer: LocalPeer, _ stored: Connection) async throws -> Value? {
        try await run(
            library, "http:MakeRequest", ["url": .text(peer.url), "stopOnHttpError": false], parameters: ["authenticationType": "oAuth"],
            connections: ["oAuthKeychain": stored]
        ).bundles.first
    }

    @Test func `a token is asked for once, and again where it is no longer accepted`() async throws {
        let tokens = Tokens()
        try await withPeer(answer: tokens.answer) { library, peer in
            for _ in 0..<3 { #expect(try await call(library, peer, stored(peer))?["data"] == "in") }
            #expect(tokens.made == 1)
            #expect(peer.requests.first?.text == "grant_type=client_credentials&scope=read+write")
            tokens.withdrawAll()
            #expect(try await call(library, peer, stored(peer))?["data"] == "in")
            #expect(tokens.made == 2)
            #expect(try await call(library, peer, stored(peer, id: 2))?["data"] == "in")
            #expect(tokens.made == 3)
            _ = try await run(
                library, "http:ActionSendDataOAuth", ["url": .text(peer.url)], connections: ["account": stored(peer)])
            #expect(tokens.made == 3)
        }
    }

    @Test func `the client can sign in in the body`() async throws {
        let tokens = Tokens()
        try await withPeer(answer: tokens.answer) { library, peer in
            let answer = try await call(library, peer, stored(peer, ["clientAuthentication": "body"]))
            #expect(answer?["data"] == "in")
            #expect(peer.requests.first?.header("Authorization") == nil)
        }
    }

    @Test func `a refused client is an error that doesn't tell its secret`() async throws {
        let tokens = Tokens()
        try await withPeer(answer: tokens.answer) { library, peer in
            let failure = try await failure { _ = try await call(library, peer, stored(peer, ["clientId": "other"])) }
            #expect(failure.type == "InvalidAccessTokenError" && failure.message.contains("400"), "\(failure)")
            #expect(!"\(failure)".contains("sec ret"))
            await #expect(throws: ModuleFailure.self) { try await library.verify(stored(peer, ["clientId": "other"])) }
            try await library.verify(stored(peer))
            #expect(tokens.made == 1)
        }
    }

    @Test func `a fresh token that is not accepted is not replaced again and again`() async throws {
        try await withPeer(answer: { request in
            request.target == "/token" ? .text(#"{"access_token": "t"}"#, type: "application/json") : .status(401)
        }) { library, peer in
            for _ in 0..<2 {
                let answer = try await call(library, peer, stored(peer))
                #expect(answer?["statusCode"] == 401)
            }
            #expect(peer.requests.map(\.target) == ["/token", "/", "/", "/token", "/"])
        }
    }
}

@Suite(.timeLimit(.minutes(2))) struct ClientCertificateTests {
    @Test func `a server that wants a certificate gets it, and one with a certificate of its own is trusted`() async throws {
        let server = try Certificate()
        let client = try Certificate()
        defer {
            server.remove()
            client.remove()
        }
        let peer = try await PeerProgram("https.py", ["--certificate", server.path, "--client", client.path])
        let library = ModuleLibrary(httpSettings: try .loopback())
        let mapper: Fields = ["url": .text("https://127.0.0.1:\(peer.port)/")]
        func call(_ fields: Fields) async throws -> Value? {
            try await run(
                library, "http:MakeRequest", mapper, parameters: ["tlsType": "mTls"],
                connections: ["tlsKeychain": connection("keychain:certificate", fields)]
            ).bundles.first?["data"]
        }
        let trust = Value.text(try server.text())
        let own = Value.text(try client.text())
        #expect(try await call(["certificate": own, "key": own, "authorities": trust]) == "hello 127.0.0.1")
        let stranger = try await failure { _ = try await call(["authorities": trust]) }
        #expect(stranger.type == "ConnectionError", "\(stranger)")
        let unknown = try await failure { _ = try await call(["certificate": own, "key": own]) }
        #expect(unknown.type == "ConnectionError" && unknown.message.contains("can't be verified"), "\(unknown)")
        let damaged = try await failure { _ = try await call(["certificate": "PEM", "key": own]) }
        #expect(damaged.type == "InvalidConfigurationError" && !damaged.began, "\(damaged)")
        await library.shutdown()
    }

    @Test func `the older form trusts a certificate that is given, and any where it is told so`() async throws {
        let server = try Certificate()
        defer { server.remove() }
        let peer = try await PeerProgram("https.py", ["--certificate", server.path])
        let library = ModuleLibrary(httpSettings: try .loopback())
        let mapper: Fields = ["url": .text("https://127.0.0.1:\(peer.port)/"), "ca": .text(try server.text())]
        #expect(try await run(library, "http:ActionSendData", mapper).bundles.first?["data"] == "hello ")
        var anybody = mapper
        anybody["ca"] = nil
        let stranger = try await failure { _ = try await run(library, "http:ActionSendData", anybody) }
        #expect(stranger.message.contains("certificate can't be verified"))
        anybody["rejectUnauthorized"] = false
        #expect(try await run(library, "http:ActionSendData", anybody).bundles.first?["data"] == "hello ")
        await library.shutdown()
    }
}
