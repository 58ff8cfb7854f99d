import Automation
import ModuleLibrary
import NIOHTTP1
import Testing
import Values

struct HTTPConnectionTests {
    @Test func `connections are used again`() async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            for _ in 0..<20 { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(peer.requests.count == 20 && peer.connections == 1)
        }
    }

    @Test func `the clients kept are bounded`() async throws {
        try await withPeer({ $0.maximumPeers = 2 }, answer: { _ in .text("ok") }) { library, peer in
            for round in 0..<12 {
                let host = ["127.0.0.1", "localhost", "127.1", "2130706433"][round % 4]
                let output = try await run(library, "http:MakeRequest", ["url": .text("http://\(host):\(peer.port)/")])
                #expect(output.bundles.first?["data"] == "ok")
            }
        }
    }

    @Test func `silence ends at the timeout`() async throws {
        try await withPeer(answer: { _ in .silence }) { library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url), "timeout": "1"]) }
            #expect(failure.type == "ModuleTimeoutError" && failure.began && failure.message.contains("http.timeout"), "\(failure)")
        }
    }

    @Test func `a refused connection is an error of its own`() async throws {
        let peer = try await LocalPeer { _ in .text("ok") }
        let url = peer.url
        await peer.stop()
        let library = ModuleLibrary(httpSettings: try .loopback())
        let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(url + "/secret")]) }
        #expect(failure.type == "ConnectionError" && failure.began, "\(failure)")
        #expect(!failure.message.contains("secret"))
        await library.shutdown()
    }

    @Test func `a peer that speaks no TLS is an error of its own`() async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            for host in ["127.0.0.1", "127.1"] {
                let url: Value = .text("https://\(host):\(peer.port)/")
                let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": url, "timeout": 15]) }
                #expect(failure.type == "ConnectionError" && failure.began, "\(failure)")
            }
        }
    }

    @Test func `an unknown host is an error of its own`() async throws {
        let library = ModuleLibrary()
        let failure = try await failure {
            _ = try await run(library, "http:MakeRequest", ["url": "http://no-such-host.invalid/", "timeout": 20])
        }
        #expect(["ConnectionError", "ModuleTimeoutError"].contains(failure.type), "\(failure)")
        await library.shutdown()
    }

    @Test func `a connection that ends under a request is tried once more only if that is harmless`() async throws {
        for (method, attempts) in [("get", 2), ("put", 2), ("post", 1)] {
            try await withPeer(answer: { _ in .hangUp }) { library, peer in
                let failure = try await failure {
                    _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url), "method": .text(method)])
                }
                #expect(failure.type == "ConnectionError", "\(failure)")
                #expect(peer.requests.count == attempts, "\(method)")
            }
        }
    }

    @Test(arguments: [
        (301, "post", "GET"), (302, "post", "GET"), (303, "put", "GET"), (307, "post", "POST"), (308, "put", "PUT"), (301, "put", "PUT"),
        (302, "get", "GET"), (303, "head", "HEAD"),
    ])
    func `redirects change the method as they should`(status: Int, method: String, then: String) async throws {
        try await withPeer(answer: { $0.target == "/a" ? .redirect(status, to: "/b?c=1") : .text("there") }) { library, peer in
            let mapper: Fields = [
                "url": .text(peer.url + "/a"), "method": .text(method), "contentType": "custom", "contentTypeValue": "text/plain",
                "rawBodyContent": "body",
            ]
            _ = try await run(library, "http:MakeRequest", mapper, key: "k")
            let last = try #require(peer.requests.last)
            #expect(last.target == "/b?c=1" && last.method.rawValue == then)
            let becameGet = then == "GET" && method != "get"
            #expect(last.text == (becameGet ? "" : "body"))
            if becameGet { #expect(last.header("Content-Type") == nil && last.header("Idempotency-Key") == nil) }
        }
    }

    @Test func `the older form follows redirects of reading requests, and of others if so wished`() async throws {
        try await withPeer(answer: { $0.target == "/a" ? .redirect(307, to: "/b") : .text("there") }) { library, peer in
            let url: Value = .text(peer.url + "/a")
            for (fields, status) in [
                (["method": "get"], 200), (["method": "post"], 307), (["method": "post", "followAllRedirects": true], 200),
                (["method": "get", "followRedirect": false], 307),
            ] as [(Fields, Int)] {
                var mapper = fields
                mapper["url"] = url
                #expect(try await run(library, "http:ActionSendData", mapper).bundles.first?["statusCode"] == .number(Number(status)))
            }
            let kept = try await run(library, "http:MakeRequest", ["url": url, "allowRedirects": false])
            #expect(kept.bundles.first?["statusCode"] == 307)
        }
    }

    @Test func `credentials stay with the origin that they are for`() async throws {
        let other = try await LocalPeer { _ in .text("there") }
        let otherURL = other.url
        try await withPeer(answer: { request in
            request.target == "/away"
                ? .redirect(302, to: otherURL) : request.target == "/near" ? .redirect(302, to: "/end") : .text("here")
        }) { library, peer in
            let headers: Value = [
                ["name": "Authorization", "value": "Bearer x"], ["name": "X-API-Key", "value": "y"], ["name": "Cookie", "value": "z"],
                ["name": "X-Plain", "value": "1"],
            ]
            _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url + "/near"), "headers": headers])
            #expect(peer.requests.last?.header("Authorization") == "Bearer x" && peer.requests.last?.header("X-API-Key") == "y")
            _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url + "/away"), "headers": headers])
            let away = try #require(other.requests.last)
            #expect(away.header("Authorization") == nil && away.header("X-API-Key") == nil && away.header("Cookie") == nil)
            #expect(away.header("X-Plain") == "1" && away.header("Host") == "127.0.0.1:\(other.port)")
        }
        await other.stop()
    }

    @Test func `redirects in a circle end`() async throws {
        try await withPeer(answer: { _ in .redirect(302, to: "/") }) { library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(failure.type == "RuntimeError" && failure.message.contains("http.redirects"))
            #expect(peer.requests.count == 11)
        }
    }

    @Test func `many at once`() async throws {
        try await withPeer(answer: { .text($0.target) }) { library, peer in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let output = try await run(library, "http:MakeRequest", ["url": .text("\(peer.url)/\(number)")])
                        return output.bundles.first?["data"] == .text("/\(number)")
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
            #expect(peer.connections <= 64)
        }
    }

    @Test func `a library that was shut down says so`() async throws {
        let library = ModuleLibrary(httpSettings: try .loopback())
        await library.shutdown()
        let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": "http://127.0.0.1:9/"]) }
        #expect(failure.type == "ConnectionError" && failure.message.contains("stopping"), "\(failure)")
    }

    @Test func `a library that is let go of without a shutdown does no harm`() async throws {
        let peer = try await LocalPeer { _ in .text("ok") }
        do {
            let library = ModuleLibrary(httpSettings: try .loopback())
            _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)])
        }
        await peer.stop()
    }
}
