import Automation
import ModuleLibrary
import Testing
import Values

struct PlainConnectionTests {
    @Test func `requests beyond the bound wait for a connection`() async throws {
        try await withPeer({ $0.connectionsPerPeer = 2 }, answer: { .text($0.target) }) { library, peer in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let output = try await run(library, "http:MakeRequest", ["url": .text("\(peer.url)/\(number)")])
                        return output.bundles.first?["data"] == .text("/\(number)")
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
            #expect(peer.connections <= 2)
        }
    }

    @Test func `a request that waits for a connection ends at its timeout too`() async throws {
        try await withPeer({ $0.connectionsPerPeer = 1 }, answer: { _ in .silence }) { library, peer in
            let mapper: Fields = ["url": .text(peer.url), "timeout": "1"]
            async let first = failure { _ = try await run(library, "http:MakeRequest", mapper) }
            async let second = failure { _ = try await run(library, "http:MakeRequest", mapper) }
            let types = try await [first.type, second.type]
            #expect(types == ["ModuleTimeoutError", "ModuleTimeoutError"])
        }
    }

    @Test func `a connection that the peer ends after an answer is not used again`() async throws {
        let headers = [("Connection", "close"), ("Content-Type", "text/plain")]
        try await withPeer(answer: { _ in .status(200, headers: headers, body: [65]) }) { library, peer in
            for _ in 0..<3 {
                let output = try await run(library, "http:MakeRequest", ["url": .text(peer.url), "method": "post"])
                #expect(output.bundles.first?["data"] == "A")
            }
            #expect(peer.connections == 3)
        }
    }

    @Test func `a request that nobody waits for any more ends at once`() async throws {
        try await withPeer(answer: { $0.target == "/" ? .silence : .text("ok") }) { library, peer in
            let silent = Task { try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) } }
            _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url + "/after")])
            silent.cancel()
            #expect(try await silent.value.type == "ConnectionError")
        }
    }
}
