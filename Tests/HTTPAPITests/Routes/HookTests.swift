import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Stores
import Testing
import Values

@testable import HTTPAPI

struct HookTests {
    private func address(_ client: any TestClientProtocol) async throws -> String {
        let hooks = try await client.ask(.get, "hooks?teamId=1")
        let url = try #require(hooks["hooks"]?[0]?["url"]?.asText)
        let path = try #require(url.firstRange(of: "/hook/"))
        return String(url[path.lowerBound...])
    }

    @Test func `a delivery is accepted, and waits while its scenario is off`() async throws {
        let installation = try await Installation()
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.listening.text())])
                let address = try await address(client)
                let reply = try await client.ask(.post, address, as: nil, ["text": "hi"], headers: [.contentType: "application/json"])
                #expect(reply.status == .ok && reply.text == "Accepted")
                #expect(reply.headers[.contentSecurityPolicy] == "sandbox")
                #expect(try await client.ask(.get, "\(address)?text=hi", as: nil).status == .ok)
                #expect(try await client.ask(.get, "hooks?teamId=1")["hooks"]?[0]?["queueCount"] == 2)
            }
        }
    }

    @Test func `a respond module answers the caller, without the server's powers`() async throws {
        let ours = try #require(HTTPField.Name("X-Ours"))
        let installation = try await Installation()
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.answering.text())])
                _ = try await client.ask(.post, "scenarios/1/start")
                let address = try await address(client)
                let reply = try await client.ask(.post, address, as: nil, ["text": "hi"], headers: [.contentType: "application/json"])
                #expect(reply.status == .created && reply.text == "You said hi")
                #expect(reply.headers[values: .contentSecurityPolicy] == ["sandbox"])
                #expect(reply.headers[values: ours] == ["yes"])
            }
        }
    }

    @Test func `an address that isn't one, and a body that can't be read, are refused`() async throws {
        try await Installation().app.test(.router) { client in
            #expect(try await client.ask(.post, "/hook/nobody", as: nil, [:]).status == .notFound)
            _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.listening.text())])
            let address = try await address(client)
            let broken = try await client.execute(
                uri: address, method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: "{\"a\":")
            ) { Reply($0) }
            #expect(broken.status == .badRequest && broken.text.contains("line 1"))
            let huge = try await client.execute(
                uri: address, method: .post, headers: [.contentType: "text/plain"],
                body: ByteBuffer(repeating: 65, count: Limits.hookBody + 1)
            ) { Reply($0) }
            #expect(huge.status == .contentTooLarge)
            // Its webhook is there for five days more, for the next scenario.
            _ = try await client.ask(.delete, "scenarios/1")
            let ping = try await client.ask(.get, "hooks/1/ping")
            #expect(ping["attached"] == false && ping["gone"] == false)
        }
    }
}
