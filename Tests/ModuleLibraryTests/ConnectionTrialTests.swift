import Automation
import ModuleLibrary
import TestSupport
import Testing
import Values

/// What `flowmeter connection test` and the API ask of the library.
@Suite(.timeLimit(.minutes(2))) struct ConnectionTrialTests {
    private let library: ModuleLibrary

    init() throws { library = ModuleLibrary(httpSettings: try .loopback()) }

    @Test func `a mail server is signed in to, and told nothing`() async throws {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let server = try await PeerProgram(
            "smtp.py", ["--certificate", certificate.path, "--secure", "--user", "ada", "--password", "pw"])
        let fields: Fields = ["security": "tls", "user": "ada", "password": "pw", "authorities": .text(try certificate.text())]
        let good = try #require(smtp(server, fields)["account"])
        try await library.verify(good)
        var wrong = fields
        wrong["password"] = "not it"
        let denied = try #require(smtp(server, wrong)["account"])
        let failure = await #expect(throws: ModuleFailure.self) { try await library.verify(denied) }
        #expect(failure?.message.contains("not it") == false)
        // The first mail that the peer tells of is this one.
        let mapper: Fields = ["to": "a@example.com", "subject": "first", "text": "x"]
        _ = try await run(library, "email:ActionSendEmail", mapper, connections: ["account": good])
        #expect(try await server.line().contains("first"))
        await library.shutdown()
    }

    @Test(
        arguments: [
            ("keychain:apikey", ["key": "k", "name": "X-Key", "placement": "header"], true),
            ("keychain:apikey", ["key": "k", "name": "no header", "placement": "header"], false),
            ("keychain:basicauth", ["user": "me"], true), ("keychain:certificate", ["certificate": "no PEM", "key": "x"], false),
            ("account:smtp", ["host": "127.0.0.1", "port": "1", "security": "none", "from": "me@example.com"], false),
            ("account:imap", ["host": "127.0.0.1", "port": "1", "security": "none", "user": "me"], false),
            ("keychain:oauth2", ["tokenUrl": "http://127.0.0.1:1/", "clientId": "me", "clientSecret": "s"], false),
        ] as [(String, Fields, Bool)])
    func `a connection that can't be used says so`(type: String, fields: Fields, isGood: Bool) async {
        do throws(ModuleFailure) {
            try await library.verify(connection(type, fields))
            #expect(isGood)
        } catch {
            #expect(!isGood && !error.message.isEmpty)
        }
        await library.shutdown()
    }
}
