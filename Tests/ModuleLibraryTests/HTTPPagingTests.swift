import Automation
import Foundation
import ModuleLibrary
import NIOHTTP1
import Testing
import Values

struct HTTPPagingTests {
    /// Ten items, from which a request takes its part.
    private static func part(_ request: LocalPeer.Request) -> LocalPeer.Answer {
        let query = URLComponents(string: request.target)?.queryItems ?? []
        func number(_ name: String) -> Int? { query.first { $0.name == name }?.value.flatMap { Int($0) } }
        let size = number("limit") ?? 4
        let first = number("offset") ?? number("after") ?? ((number("page") ?? 1) - 1) * size
        let items = Array(Array(0..<10).dropFirst(first).prefix(size))
        let next = first + size
        let more = next < 10
        let body =
            #"{"data": {"items": \#(items)}, "next": \#(more ? "\"/?after=\(next)\"" : "null"), "token": \#(more ? "\(next)" : "null")}"#
        var headers = [("Content-Type", "application/json")]
        if more { headers.append(("Link", "<https://example.com/>; rel=\"prev\", </?after=\(next)>; rel=\"next\"")) }
        return .status(200, headers: headers, body: Array(body.utf8))
    }

    @Test(
        arguments: [
            (["paginationType": "pageBased", "paginationItems": "data.items"], 4),
            (["paginationType": "pageBased", "paginationItems": "data.items", "paginationSize": "4"], 3),
            (
                [
                    "paginationType": "offsetBased", "paginationItems": "data.items", "paginationSizeParameter": "limit",
                    "paginationSize": 3,
                ], 4
            ),
            (["paginationType": "offsetBased", "paginationItems": "data.items", "paginationStart": 8], 2),
            (["paginationType": "urlBased"], 3), (["paginationType": "urlBased", "paginationNext": "next"], 3),
            (["paginationType": "tokenBased", "paginationNext": "token", "paginationParameter": "after"], 3),
            (["paginationType": "urlBased", "paginationLimit": 2], 2), (["paginationType": ""], 1),
            (["paginationType": "pageBased"], 1),
        ] as [(Fields, Int)])
    func `pages come one by one until the last`(fields: Fields, count: Int) async throws {
        try await withPeer(answer: Self.part) { library, peer in
            var mapper = fields
            mapper["url"] = .text(peer.url)
            let output = try await run(library, "http:MakeRequest", mapper)
            #expect(output.bundles.count == count && peer.requests.count == count)
            let items = output.bundles.flatMap { $0["data"]?["data"]?["items"]?.asArray ?? [] }
            let first = fields["paginationStart"]?.asInteger ?? 0
            if count > 2 { #expect(items.compactMap(\.asInteger) == Array(first..<10)) }
        }
    }

    @Test func `a next page that leads in a circle ends`() async throws {
        try await withPeer(answer: { _ in .text(#"{"next": "/a"}"#, type: "application/json") }) { library, peer in
            let mapper: Fields = ["url": .text(peer.url), "paginationType": "urlBased", "paginationNext": "next", "paginationLimit": 50]
            let output = try await run(library, "http:MakeRequest", mapper)
            #expect(output.bundles.count == 2)
        }
    }

    @Test func `another origin's page is asked for without credentials`() async throws {
        let other = try await LocalPeer { _ in .text("{}", type: "application/json") }
        try await withPeer(answer: { _ in .text(#"{"next": "http://localhost:\#(other.port)/b"}"#, type: "application/json") }) {
            library, peer in
            let mapper: Fields = [
                "url": .text(peer.url), "paginationType": "urlBased", "paginationNext": "next",
                "headers": [["name": "X-Token", "value": "mine"], ["name": "X-Other", "value": "1"]],
            ]
            _ = try await run(
                library, "http:MakeRequest", mapper, parameters: ["authenticationType": "basicAuth"],
                connections: ["basicAuthKeychain": connection("keychain:basicauth", ["user": "ada"])])
            let request = try #require(other.requests.first)
            #expect(request.header("Authorization") == nil && request.header("X-Token") == nil && request.header("X-Other") == "1")
            #expect(request.header("Host") == "localhost:\(other.port)")
        }
        await other.stop()
    }

    @Test func `a next page in a private network is refused, and what was begun is charged`() async throws {
        try await withPeer(answer: { _ in .text(#"{"next": "http://169.254.169.254/"}"#, type: "application/json") }) { library, peer in
            let mapper: Fields = ["url": .text(peer.url), "paginationType": "urlBased", "paginationNext": "next"]
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", mapper) }
            #expect(failure.type == "ConnectionError" && failure.began, "\(failure)")
        }
    }

    @Test func `a page that fails is an error, or the last`() async throws {
        try await withPeer(answer: { request in
            request.target.contains("page=2") ? .status(500) : .text("[1]", type: "application/json")
        }) { library, peer in
            var mapper: Fields = ["url": .text(peer.url), "paginationType": "pageBased"]
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", mapper) }
            #expect(failure.type == "RuntimeError" && failure.began)
            mapper["stopOnHttpError"] = false
            let output = try await run(library, "http:MakeRequest", mapper)
            #expect(output.bundles.map { $0["statusCode"] } == [200, 500])
        }
    }

    @Test(
        arguments: [["paginationType": "magic"], ["paginationType": "tokenBased"], ["paginationType": "page", "paginationLimit": 101]]
            as [Fields])
    func `pages that can't be asked for are refused`(fields: Fields) async throws {
        try await withPeer(answer: Self.part) { library, peer in
            var mapper = fields
            mapper["url"] = .text(peer.url)
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", mapper) }
            #expect(failure.type == "DataError" && !failure.began, "\(failure)")
        }
    }
}

struct HTTPCookieTests {
    private static func answer(_ request: LocalPeer.Request) -> LocalPeer.Answer {
        switch request.target {
        case "/login":
            .status(
                302,
                headers: [
                    ("Location", "/home"), ("Set-Cookie", "session=abc; Path=/; HttpOnly"), ("Set-Cookie", "deep=1; Path=/deep"),
                    ("Set-Cookie", "gone=1; Max-Age=0"), ("Set-Cookie", "old=1; Expires=Wed, 21-Oct-2015 07:28:00 GMT"),
                    ("Set-Cookie", "secure=1; Secure"), ("Set-Cookie", "foreign=1; Domain=example.com"),
                ])
        default: .text(request.header("Cookie") ?? "none")
        }
    }

    @Test func `modules of a run share the cookies that they want to share`() async throws {
        try await withPeer(answer: Self.answer) { library, peer in
            func call(_ path: String, _ key: String, share: Bool = true, headers: Value = []) async throws -> Value? {
                let mapper: Fields = ["url": .text(peer.url + path), "shareCookies": .boolean(share), "headers": headers]
                return try await run(library, "http:MakeRequest", mapper, key: key).bundles.first?["data"]
            }
            let home = try await call("/login", "run1:1:0")
            #expect(home == "session=abc")
            #expect(try await call("/", "run1:2:0") == "session=abc")
            #expect(try await call("/deep/er", "run1:2:0") == "deep=1; session=abc")
            #expect(try await call("/deeper", "run1:2:0", headers: [["name": "Cookie", "value": "own=1"]]) == "own=1; session=abc")
            #expect(try await call("/", "run1:3:0", share: false) == "none")
            #expect(try await call("/", "run2:2:0") == "none")
        }
    }

    @Test func `a chain of redirects is resolved`() async throws {
        try await withPeer(answer: { request in
            switch request.target {
            case "/a": .redirect(301, to: "/b")
            case "/b": .redirect(302, to: "/c?x=1")
            default: request.method == .HEAD ? .status(405) : .text("end")
            }
        }) { library, peer in
            let output = try await run(library, "http:ActionResolveURL", ["url": .text(peer.url + "/a")])
            #expect(output.bundles == [["url": .text(peer.url + "/c?x=1"), "statusCode": 200]])
        }
    }

    @Test func `headers come one by one`() async throws {
        let headers: Value = [["name": "a", "value": "1"], ["name": "b", "value": "2"]]
        #expect(try await pure("http:ActionRetrieveHeaders", ["headers": headers]) == headers.asArray)
    }
}
