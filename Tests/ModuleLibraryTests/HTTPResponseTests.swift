import Automation
import Expressions
import ModuleLibrary
import Testing
import Values

struct HTTPResponseTests {
    /// `{"name":"Ada","items":[1,2,3]}`
    static let gzipped = Base64.decode("H4sIAAAAAAAC/6tWykvMTVWyUnJMSVTSUcosSc0tVrKKNtQx0jGOrQUAq56wXx4AAAA=") ?? []
    /// 200 000 zeros
    static let bomb =
        Base64.decode("H4sIAAAAAAAC/+3BMQEAAADCoErrn84M/kAB" + String(repeating: "A", count: 257) + "K8BlH0jNkANAwA=") ?? []

    @Test(
        arguments: [
            ("application/json", #"{"a":[1,2]}"#, true, ["a": [1, 2]]), ("application/problem+json; charset=utf-8", "5", true, 5),
            ("application/json", #"{"a":1}"#, false, #"{"a":1}"#), ("text/plain", "ü", true, "ü"), ("", "plain", true, "plain"),
            ("application/json", "", true, ""), ("text/plain; charset=\"UTF-8\"", "ü", false, "ü"),
            ("application/xml", "<a/>", true, "<a/>"),
        ] as [(String, String, Bool, Value)])
    func `text and JSON become values`(type: String, body: String, parse: Bool, data: Value) async throws {
        try await withPeer(answer: { _ in .text(body, type: type) }) { library, peer in
            for module in ["http:MakeRequest", "http:ActionSendData"] {
                let output = try await run(library, module, ["url": .text(peer.url), "parseResponse": .boolean(parse)])
                #expect(output.bundles.first?["data"] == data)
                #expect(output.transfer == Int64(body.utf8.count))
            }
        }
    }

    @Test func `what is no text becomes a buffer`() async throws {
        try await withPeer(answer: { request in
            .status(200, headers: [("Content-Type", request.target == "/png" ? "image/png" : "text/plain")], body: [0xff, 0xfe])
        }) { library, peer in
            for path in ["/png", "/text"] {
                let data = try await run(library, "http:MakeRequest", ["url": .text(peer.url + path)]).bundles.first?["data"]
                #expect(data?.asBuffer?.bytes == [0xff, 0xfe])
            }
        }
    }

    @Test func `latin text is read`() async throws {
        try await withPeer(answer: { _ in .status(200, headers: [("Content-Type", "text/html; charset=ISO-8859-1")], body: [0xfc]) }) {
            library, peer in
            let output = try await run(library, "http:MakeRequest", ["url": .text(peer.url)])
            #expect(output.bundles.first?["data"] == "ü")
        }
    }

    @Test(
        arguments: [
            ("text/plain; charset=windows-1252", [0x80, 0xFC], "€ü"), ("text/plain; charset=iso-8859-1", [0x80], "€"),
            ("text/html; Charset=\"Windows-1251\"", [0xFF], "я"), ("text/csv;charset=shift_jis", [0x83, 0x65], "テ"),
            ("text/plain; charset=utf-16", [0xFF, 0xFE, 0x61, 0], "a"), ("text/plain; charset=klingon", [0x61], "a"),
            ("application/json; charset=latin1", [0x22, 0xE9, 0x22], "é"),
            ("application/json; charset=latin1", [0x22, 0xC3, 0xA9, 0x22], "é"),
            ("text/html", Array("<meta charset=windows-1250>".utf8) + [0xE8], "<meta charset=windows-1250>č"),
            (
                "text/html", Array("<META http-equiv=x content=\"text/html; charset=koi8-r\">".utf8) + [0xD0],
                "<META http-equiv=x content=\"text/html; charset=koi8-r\">п"
            ),
            (
                "application/xml", Array("<?xml version='1.0' encoding='windows-1251'?><a>".utf8) + [0xFF] + Array("</a>".utf8),
                "<?xml version='1.0' encoding='windows-1251'?><a>я</a>"
            ),
        ] as [(String, [UInt8], String)])
    func `text is read by its charset, and so is a file of text`(type: String, body: [UInt8], text: String) async throws {
        try await withPeer(answer: { _ in .status(200, headers: [("Content-Type", type)], body: body) }) { library, peer in
            for module in ["http:MakeRequest", "http:ActionSendData"] {
                let data = try await run(library, module, ["url": .text(peer.url), "parseResponse": true]).bundles.first?["data"]
                #expect(data == .text(text), "\(module)")
            }
            let file = try await run(library, "http:DownloadFile", ["url": .text(peer.url)]).bundles.first?["data"] ?? .null
            #expect(file.asBuffer?.bytes == body)
            if !type.contains("klingon"), !type.contains("json") {
                #expect(try Coercion.text(file) == text)
                #expect(try await pure("util:ComposeTransformer", ["value": file]) == [["value": .text(text)]])
            }
        }
    }

    @Test func `headers, cookies and size are in the older output`() async throws {
        let headers = [("X-One", "1"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Type", "text/plain")]
        try await withPeer(answer: { _ in .status(201, headers: headers, body: [65, 66]) }) { library, peer in
            let bundle = try #require(try await run(library, "http:ActionSendData", ["url": .text(peer.url)]).bundles.first)
            #expect(bundle["statusCode"] == 201 && bundle["fileSize"] == 2 && bundle["data"] == "AB")
            #expect(bundle["cookieHeaders"] == ["a=1", "b=2"])
            #expect(bundle["headers"]?[0] == ["name": "x-one", "value": "1"])
        }
    }

    @Test func `JSON that is none fails`() async throws {
        try await withPeer(answer: { _ in .text("{", type: "application/json") }) { library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(failure.type == "DataError" && failure.began)
        }
    }

    @Test func `a compressed answer is unpacked, and counted unpacked`() async throws {
        let headers = [("Content-Type", "application/json"), ("Content-Encoding", "gzip")]
        try await withPeer(answer: { _ in .status(200, headers: headers, body: Self.gzipped) }) { library, peer in
            let output = try await run(library, "http:MakeRequest", ["url": .text(peer.url)])
            #expect(output.bundles.first?["data"] == ["name": "Ada", "items": [1, 2, 3]])
            #expect(output.transfer == 30)
        }
    }

    @Test func `a compressed answer that swells too much is given up`() async throws {
        let headers = [("Content-Type", "text/plain"), ("Content-Encoding", "gzip")]
        try await withPeer(answer: { _ in .status(200, headers: headers, body: Self.bomb) }) { library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(failure.type == "MaxFileSizeExceededError", "\(failure)")
        }
    }

    @Test(arguments: [(404, "RuntimeError"), (500, "RuntimeError"), (429, "RateLimitError")])
    func `4xx and 5xx are errors if so wished`(status: Int, type: String) async throws {
        try await withPeer(answer: { _ in .status(status, headers: [("Content-Type", "application/json")], body: Array(#"{"e":1}"#.utf8)) })
        { library, peer in
            let current = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(current.type == type && current.began && current.detail["data"] == ["e": 1] && current.message.hasPrefix("[\(status)]"))
            let url: Value = .text(peer.url)
            let older = try await failure {
                _ = try await run(library, "http:ActionSendData", ["url": url], parameters: ["handleErrors": true])
            }
            #expect(older.type == type)
            let calm = try await run(library, "http:ActionSendData", ["url": url], parameters: ["handleErrors": false])
            #expect(calm.bundles.first?["statusCode"] == .number(Number(status)))
            let calmer = try await run(library, "http:MakeRequest", ["url": url, "stopOnHttpError": false])
            #expect(calmer.bundles.first?["data"] == ["e": 1])
        }
    }

    @Test func `an answer beyond its bound is given up`() async throws {
        let body = [UInt8](repeating: 65, count: 2000)
        try await withPeer({ $0.maximumResponseBytes = 1000 }, answer: { _ in .status(200, body: body) }) { library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(failure.type == "MaxFileSizeExceededError" && failure.message.contains("http.responseBody"), "\(failure)")
            #expect(!failure.message.contains(peer.url))
        }
    }

    @Test func `a compressed answer may not unpack beyond the bound`() async throws {
        let headers = [("Content-Encoding", "gzip")]
        try await withPeer({ $0.maximumResponseBytes = 20 }, answer: { _ in .status(200, headers: headers, body: Self.gzipped) }) {
            library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(failure.message.contains("http.responseBody"), "\(failure)")
        }
    }

    @Test func `too many headers are given up`() async throws {
        let headers = (0..<30).map { ("X-\($0)", "1") }
        try await withPeer({ $0.maximumHeaders = 20 }, answer: { _ in .status(200, headers: headers) }) { library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(failure.message.contains("http.headers"), "\(failure)")
        }
    }

    @Test(
        arguments: [
            ("/dir/report%20one.pdf?x=1", nil, "report one.pdf"), ("/", nil, "file"),
            ("/x", "attachment; filename=\"a b.txt\"", "a b.txt"), ("/x", "attachment; filename=../../passwd", "passwd"),
            ("/x", "attachment; filename*=UTF-8''na%C3%AFve%20file+1.pdf; filename=\"other.pdf\"", "naïve file+1.pdf"),
            ("/x", "attachment; filename=\"a;b.pdf\"", "a;b.pdf"), ("/x", "inline; FileName=\"a \\\"b\\\".pdf\"", "a \"b\".pdf"),
            ("/x", "attachment; filename*=iso-8859-1'de'%FC.txt", "ü.txt"), ("/x.pdf", "attachment; filename=\"..\"", "x.pdf"),
            ("/x", "attachment; filename=\"C:\\dir\\a.txt\"", "a.txt"), ("/x.pdf", "attachment; filename=\"\"", "x.pdf"),
        ] as [(String, String?, String)])
    func `a file has a name`(path: String, disposition: String?, name: String) async throws {
        let headers = [("Content-Type", "text/plain")] + (disposition.map { [("Content-Disposition", $0)] } ?? [])
        try await withPeer(answer: { _ in .status(200, headers: headers, body: [1, 2, 3]) }) { library, peer in
            for module in ["http:DownloadFile", "http:ActionGetFile"] {
                let bundle = try #require(try await run(library, module, ["url": .text(peer.url + path)]).bundles.first)
                #expect(bundle["fileName"] == .text(name))
                #expect(bundle["data"]?.asBuffer?.bytes == [1, 2, 3] && bundle["fileSize"] == 3)
            }
        }
    }
}
