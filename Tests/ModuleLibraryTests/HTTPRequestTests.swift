import Automation
import ModuleLibrary
import NIOHTTP1
import Testing
import Values

struct HTTPRequestTests {
    @Test(arguments: ["get", "post", "put", "patch", "delete", "options", "HEAD"])
    func `methods, query and headers reach the peer`(method: String) async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            let mapper: Fields = [
                "url": .text(peer.url + "/a?x=1"), "method": .text(method),
                "queryParameters": [["name": "q", "value": "ä &="], ["name": "list", "value": [1, 2]]],
                "headers": [
                    ["name": "X-One", "value": "1"], ["name": "User-Agent", "value": "me"], ["name": "Content-Length", "value": "9"],
                ],
            ]
            let output = try await run(library, "http:MakeRequest", mapper, key: "key-1")
            let request = try #require(peer.requests.first)
            #expect(request.method.rawValue == method.uppercased())
            #expect(request.target == "/a?x=1&q=%C3%A4%20%26%3D&list=1&list=2")
            #expect(request.header("X-One") == "1" && request.headers["User-Agent"] == ["me"])
            #expect(request.header("Host") == "127.0.0.1:\(peer.port)")
            #expect(request.header("Accept-Encoding") == "gzip, deflate")
            let changes = !["get", "options", "head"].contains(method.lowercased())
            #expect(request.header("Idempotency-Key") == (changes ? "key-1" : nil))
            #expect(output.bundles.first?["statusCode"] == 200)
        }
    }

    @Test func `the maker's own idempotency key stays`() async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            let headers: Value = [["name": "idempotency-key", "value": "mine"]]
            _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url), "method": "post", "headers": headers], key: "ours")
            #expect(peer.requests.first?.headers["Idempotency-Key"] == ["mine"])
        }
    }

    @Test(
        arguments: [
            (
                ["contentType": "json", "inputMethod": "jsonString", "jsonStringBodyContent": #"{"a": 1}"#], "application/json",
                #"{"a": 1}"#
            ),
            (
                ["contentType": "json", "inputMethod": "dataStructure", "dataStructureBodyContent": ["a": [1]]], "application/json",
                #"{"a":[1]}"#
            ),
            (
                ["contentType": "urlEncoded", "urlEncodedBodyContent": [["name": "a b", "value": "ü&"], ["name": "c", "value": ""]]],
                "application/x-www-form-urlencoded", "a+b=%C3%BC%26&c="
            ),
            (["contentType": "custom", "contentTypeValue": "text/csv", "rawBodyContent": "a;b"], "text/csv", "a;b"),
        ] as [(Fields, String, String)])
    func `bodies of the current form`(fields: Fields, type: String, body: String) async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            var mapper = fields
            mapper["url"] = .text(peer.url)
            mapper["method"] = "post"
            let output = try await run(library, "http:MakeRequest", mapper)
            #expect(peer.requests.first?.header("Content-Type") == type)
            #expect(peer.requests.first?.text == body)
            #expect(output.transfer == Int64(body.utf8.count) + 2)
        }
    }

    @Test(
        arguments: [
            (["bodyType": "raw", "contentType": "application/json", "data": #"{"a":1}"#], "application/json", #"{"a":1}"#),
            (["bodyType": "raw", "contentType": "custom", "data": .buffer(Buffer(bytes: [1, 2]))], nil, "\u{1}\u{2}"),
            (
                ["bodyType": "x_www_form_urlencoded", "formFields": [["key": "a", "value": "1"]]], "application/x-www-form-urlencoded",
                "a=1"
            ),
            (["bodyType": "", "data": "unused"], nil, ""),
        ] as [(Fields, String?, String)])
    func `bodies of the older form`(fields: Fields, type: String?, body: String) async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            var mapper = fields
            mapper["url"] = .text(peer.url)
            mapper["method"] = "post"
            mapper["qs"] = [["name": "q", "value": "1"]]
            _ = try await run(library, "http:ActionSendData", mapper)
            #expect(peer.requests.first?.header("Content-Type") == type)
            #expect(peer.requests.first?.text == body)
            #expect(peer.requests.first?.target == "/?q=1")
        }
    }

    @Test func `a form with a file is sent in parts`() async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            let parts: Value = [
                ["fieldType": "text", "key": "a\"b", "value": "1", "data": ""],
                ["fieldType": "file", "key": "f", "fileName": "x.bin", "data": .buffer(Buffer(bytes: [9, 8]))],
            ]
            let mapper: Fields = ["url": .text(peer.url), "method": "post", "bodyType": "multipart_form_data", "formDataFields": parts]
            _ = try await run(library, "http:ActionSendData", mapper)
            let request = try #require(peer.requests.first)
            let type = try #require(request.header("Content-Type"))
            let boundary = try #require(type.split(separator: "=").last)
            #expect(type.hasPrefix("multipart/form-data; boundary="))
            #expect(
                request.text == "--\(boundary)\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\n1\r\n--\(boundary)\r\n"
                    + "Content-Disposition: form-data; name=\"f\"; filename=\"x.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                    + "\u{9}\u{8}\r\n--\(boundary)--\r\n")
        }
    }

    @Test func `names and passwords become a header`() async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            _ = try await run(library, "http:ActionSendData", ["url": .text(peer.url), "authUser": "ada", "authPass": "pw"])
            _ = try await run(library, "http:MakeRequest", ["url": .text("http://ada:pw@127.0.0.1:\(peer.port)/")])
            #expect(peer.requests.map { $0.header("Authorization") } == ["Basic YWRhOnB3", "Basic YWRhOnB3"])
        }
    }

    @Test(
        arguments: [
            ["method": "steal"], ["headers": [["name": "X Y", "value": "1"]]], ["headers": [["name": "X", "value": "1\r\nHost: b"]]],
            ["timeout": "301"], ["timeout": "0"], ["timeout": "soon"], ["contentType": "secret"],
            ["headers": .array(Array(repeating: ["name": "X", "value": "1"], count: 201))],
        ] as [Fields])
    func `what can't be sent is refused before it begins`(fields: Fields) async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            var mapper = fields
            mapper["url"] = .text(peer.url)
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", mapper) }
            #expect(failure.type == "DataError" && !failure.began, "\(failure)")
            #expect(peer.requests.isEmpty)
        }
    }

    @Test(
        arguments: [
            (["useMtls": true], [:]), (["ca": "PEM"], [:]), ([:], ["proxyKeychain": 5]),
        ] as [(Fields, Fields)])
    func `what is not carried out is refused, not passed over`(fields: Fields, parameters: Fields) async throws {
        try await withPeer(answer: { _ in .text("ok") }) { library, peer in
            var mapper = fields
            mapper["url"] = .text(peer.url)
            let failure = try await failure { _ = try await run(library, "http:ActionSendData", mapper, parameters: parameters) }
            #expect(failure.type == "InvalidConfigurationError" && !failure.began, "\(failure)")
            #expect(peer.requests.isEmpty)
        }
    }

    @Test func `a request body beyond its bound is refused`() async throws {
        try await withPeer({ $0.maximumRequestBytes = 10 }, answer: { _ in .text("ok") }) { library, peer in
            let mapper: Fields = ["url": .text(peer.url), "method": "post", "bodyType": "raw", "data": "12345678901"]
            let failure = try await failure { _ = try await run(library, "http:ActionSendData", mapper) }
            #expect(failure.type == "MaxFileSizeExceededError" && !failure.began && failure.message.contains("http.requestBody"))
        }
    }
}
