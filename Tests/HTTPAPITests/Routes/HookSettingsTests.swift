import Engine
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StorageCore
import Stores
import Testing
import Values

@testable import HTTPAPI

struct HookSettingsTests {
    /// Deliveries are put on disk by the engine, so it is at work.
    private func serving(_ body: @escaping @Sendable (any TestClientProtocol, Installation) async throws -> Void) async throws {
        let installation = try await Installation()
        try await installation.working { try await installation.app.test(.router) { client in try await body(client, installation) } }
    }

    /// A webhook with a scenario that listens to it; its id and its path.
    private func listening(_ client: any TestClientProtocol, _ settings: JSON = [:]) async throws -> (id: Int, path: String) {
        _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.listening.text())])
        let hook = try await client.ask(.get, "hooks?teamId=1")["hooks"]?[0]
        let id = try #require(hook?["id"]?.asInteger)
        let changed = try await client.ask(.post, "hooks/\(id)/set-data", settings)
        #expect(changed.status == .ok, "\(changed.text)")
        let url = try #require(hook?["url"]?.asText)
        return (id, String(url[try #require(url.firstRange(of: "/hook/")).lowerBound...]))
    }

    private func send(
        _ client: any TestClientProtocol, _ path: String, _ body: String = "{}", _ headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        if headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) { Reply($0) }
    }

    private func name(_ text: String) throws -> HTTPField.Name { try #require(HTTPField.Name(text)) }

    /// The bundles that wait for the webhook, as they were kept.
    private func waiting(_ installation: Installation) async throws -> [Value] {
        let organization = installation.ours.id
        return try await installation.engine.storage.write { transaction in
            var bundles: [Value] = []
            for taken in try HeldDeliveries(transaction).take(of: .init(1), in: organization, limit: 1_000).inputs {
                var position = 0
                if case .array(let items) = try ValueCodec.decode(taken.input, at: &position) { bundles += items }
            }
            return bundles
        }
    }

    @Test func `a key in a header opens a webhook, and is never shown`() async throws {
        try await serving { client, _ in
            let (id, path) = try await listening(client, ["apiKey": ["secret": "open sesame"]])
            let missing = try await send(client, path)
            #expect(missing.status == .unauthorized && missing.text.contains("'x-make-apikey' is missing"))
            let wrong = try await send(client, path, "{}", [name("X-Make-ApiKey"): "open sesam"])
            #expect(wrong.status == .unauthorized && !wrong.text.contains("sesame"))
            #expect(try await send(client, path, "{}", [name("X-Make-ApiKey"): "open sesame"]).status == .ok)
            let shown = try await client.ask(.get, "hooks/\(id)")
            #expect(shown["hook", "data", "apiKey"] == ["header": "x-make-apikey", "secretSet": true] && !shown.text.contains("sesame"))
            // Another name of the header keeps the key; null takes it away.
            _ = try await client.ask(.post, "hooks/\(id)/set-data", ["apiKey": ["header": "X-Ours"]])
            #expect(try await send(client, path, "{}", [name("X-Ours"): "open sesame"]).status == .ok)
            _ = try await client.ask(.post, "hooks/\(id)/set-data", ["apiKey": .null])
            #expect(try await send(client, path).status == .ok)
        }
    }

    /// The codes are those of Python's `hmac`.
    @Test(arguments: [
        ("sha256", "hex", "sha256=", "sha256=a09c3292ab4ac586857d4d4289fc9c8027a77e7811bd4b91ffc4631f34f6f3fe"),
        ("sha1", "base64", "", "Cdo26pkV3qtGfo8/8/tTPjuzuAs="),
    ])
    func `a signature of the body opens a webhook`(_ algorithm: String, _ encoding: String, _ prefix: String, _ code: String) async throws {
        try await serving { client, _ in
            let (_, path) = try await listening(
                client,
                [
                    "signature": [
                        "secret": "a shared secret", "header": "X-Hub-Signature", "algorithm": .string(algorithm),
                        "encoding": .string(encoding), "prefix": .string(prefix),
                    ]
                ])
            let body = #"{"zen":"Design for failure."}"#
            let header = try name("X-Hub-Signature")
            #expect(try await send(client, path, body, [header: code]).status == .ok)
            let changed = try await send(client, path, body + " ", [header: code])
            #expect(changed.status == .unauthorized && changed.text.contains("X-Hub-Signature"))
            #expect(try await send(client, path, body, [header: String(code.dropLast(2))]).status == .unauthorized)
            #expect(try await send(client, path, body).status == .unauthorized)
        }
    }

    @Test func `only allowed addresses may deliver`() async throws {
        try await serving { client, _ in
            let (id, path) = try await listening(client, ["ip": "192.0.2.0/24, 2001:db8::/32"])
            let refused = try await send(client, path)
            #expect(refused.status == .forbidden && refused.text.contains("address"))
            let broken = try await client.ask(.post, "hooks/\(id)/set-data", ["ip": "192.0.2.0/33"])
            #expect(broken.status == .badRequest && broken.text.contains("'192.0.2.0/33'"))
            _ = try await client.ask(.post, "hooks/\(id)/set-data", ["ip": .null])
            #expect(try await send(client, path).status == .ok)
        }
    }

    @Test func `a request's headers and method are fields where they are asked for, but for what opens something`() async throws {
        try await serving { client, installation in
            let (id, path) = try await listening(
                client, ["headers": true, "method": true, "apiKey": ["header": "x-key", "secret": "open sesame"]])
            _ = try await send(
                client, path + "?q=1", #"{"a":1}"#,
                [name("x-key"): "open sesame", name("x-event"): "push", .cookie: "session=1", .authorization: "Token x"])
            let bundle = try #require(try await waiting(installation).first)
            #expect(bundle["__IMTMETHOD__"] == "POST" && bundle["a"] == 1 && bundle["q"] == "1")
            let headers = bundle["__IMTHEADERS__"]?.asArray ?? []
            #expect(headers.contains(["name": "x-event", "value": "push"]))
            let names = headers.compactMap { $0["name"]?.asText }
            #expect(!names.contains("x-key") && !names.contains("cookie") && !names.contains("authorization"))
            _ = try await client.ask(
                .post, "hooks/\(id)/set-data", ["headers": false, "method": false, "stringify": true, "apiKey": .null])
            _ = try await send(client, path, #"{"a": 1}"#)
            #expect(try await waiting(installation) == [["value": #"{"a": 1}"#]])
        }
    }

    @Test func `a multipart form is a bundle with its files`() async throws {
        try await serving { client, installation in
            let (_, path) = try await listening(client)
            let body = [
                "--b", #"Content-Disposition: form-data; name="who""#, "", "Ann", "--b",
                #"Content-Disposition: form-data; name="file"; filename="a.txt""#, "Content-Type: text/plain", "", "hello", "--b--", "",
            ].joined(separator: "\r\n")
            #expect(try await send(client, path, body, [.contentType: "multipart/form-data; boundary=b"]).status == .ok)
            let file: Value = ["name": "a.txt", "mime": "text/plain", "data": .buffer(Buffer(bytes: Array("hello".utf8)))]
            #expect(try await waiting(installation) == [["who": "Ann", "file": file]])
            let broken = try await send(client, path, "--c", [.contentType: "multipart/form-data; boundary=b"])
            #expect(broken.status == .badRequest && broken.text.contains("boundary"))
        }
    }

    @Test func `more deliveries than it takes in ten seconds are to come again`() async throws {
        try await serving { client, installation in
            let (_, path) = try await listening(client)
            var last: Reply?
            // A window of ten seconds may end while this goes on; then the next one begins, and is full after as many.
            for _ in 0..<602 {
                let reply = try await send(client, path)
                last = reply
                if reply.status != .ok { break }
            }
            let refused = try #require(last)
            #expect(refused.status == .tooManyRequests)
            #expect((1...10).contains(refused.headers[.retryAfter].flatMap { Int($0) } ?? 0))
        }
    }

    @Test func `a webhook that learns keeps the structure of its next delivery`() async throws {
        try await serving { client, _ in
            let hook = try await client.ask(.post, "hooks", ["name": "Learn", "teamId": 1, "typeName": "gateway-webhook"])
            let id = try #require(hook["hook", "id"]?.asInteger)
            let url = try #require(hook["hook", "url"]?.asText)
            let path = String(url[try #require(url.firstRange(of: "/hook/")).lowerBound...])
            #expect(try await client.ask(.post, "hooks/\(id)/learn-start")["success"] == true)
            #expect(try await client.ask(.get, "hooks/\(id)/ping")["learning"] == true)
            #expect(try await send(client, path, #"{"order":{"id":1,"lines":[{"sku":"a"}]}}"#).status == .ok)
            let ping = try await client.ask(.get, "hooks/\(id)/ping")
            #expect(ping["learning"] == false && ping["attached"] == false)
            let learned: JSON = [
                [
                    "name": "order", "type": "collection",
                    "spec": [
                        ["name": "id", "type": "number"],
                        ["name": "lines", "type": "array", "spec": [["name": "sku", "type": "text"]]],
                    ],
                ]
            ]
            #expect(ping["dataStructure"] == learned)
            #expect(try await client.ask(.get, "hooks/\(id)")["hook", "interface"] == learned)
        }
    }

    @Test func `a webhook's log shows its deliveries, and what was sent`() async throws {
        try await serving { client, installation in
            let (id, path) = try await listening(client)
            #expect(try await send(client, path, #"{"n":"5"}"#).status == .ok)
            #expect(try await send(client, path, "{").status == .badRequest)
            let engine = installation.engine
            let (hook, organization) = (Hook.ID(Int64(id)), installation.ours.id)
            while try await engine.storage.read({
                try HookLogStore($0).entries(of: hook, in: organization, from: nil, to: nil, limit: 10, offset: 0).count
            }) < 2 { await Task.yield() }
            let rows = try #require(try await client.ask(.get, "hooks/\(id)/logs")["hookLogs"]?.asArray)
            #expect(rows.compactMap { $0["statusId"]?.asInteger }.sorted() == [1, 3])
            let good = try #require(rows.first { $0["statusId"] == 1 }?["id"]?.asText)
            let shown = try await client.ask(.get, "hooks/\(id)/logs/\(good)")
            #expect(shown["hookLog", "data", "parsed"] == ["n": "5"])
            #expect(shown["hookLog", "data", "method"] == "POST" && shown["hookLog", "size"] == 9)
            #expect(try await client.ask(.get, "hooks/\(id)/logs?to=1")["hookLogs"] == [])
            #expect(try await client.ask(.get, "hooks/\(id)/logs/nothing").status == .notFound)
        }
    }

    @Test func `deliveries are held to the webhook's data structure`() async throws {
        try await serving { client, _ in
            let spec: JSON = [["name": "n", "type": "number", "required": true]]
            let structure = try await client.ask(.post, "data-structures", ["name": "S", "teamId": 1, "spec": spec, "strict": true])
            let id = try #require(structure["dataStructure", "id"])
            let (_, path) = try await listening(client, ["udt": id])
            #expect(try await send(client, path, #"{"n":"5"}"#).status == .ok)
            let refused = try await send(client, path, #"{"m":5}"#)
            #expect(refused.status == .badRequest && refused.text.contains("'n'"))
        }
    }

    @Test func `a webhook is renamed, switched off and on, emptied and deleted`() async throws {
        try await serving { client, _ in
            let (id, path) = try await listening(client)
            #expect(try await client.ask(.patch, "hooks/\(id)", ["name": "New"])["hook", "name"] == "New")
            _ = try await client.ask(.post, "hooks/\(id)/disable")
            #expect(try await send(client, path).status == .gone)
            _ = try await client.ask(.post, "hooks/\(id)/enable")
            #expect(try await send(client, path).status == .ok)
            #expect(try await client.ask(.get, "hooks/\(id)/incomings")["incomings"]?[0]?["size"] == 2)
            let asked = try await client.ask(.delete, "hooks/\(id)/incomings")
            #expect(asked.status == .notAcceptable && asked["code"] == "IM004")
            _ = try await client.ask(.delete, "hooks/\(id)/incomings?confirmed=true")
            #expect(try await client.ask(.get, "hooks/\(id)/incomings")["incomings"]?.asArray?.isEmpty == true)
            #expect(try await client.ask(.delete, "hooks/\(id)").status == .notAcceptable)
            #expect(try await client.ask(.delete, "hooks/\(id)?confirmed=true")["hook"] == .number("\(id)"))
            #expect(try await send(client, path).status == .notFound)
            #expect(try await client.ask(.get, "hooks/\(id)").status == .notFound)
        }
    }

    @Test func `who may only look changes nothing, and strangers see nothing`() async throws {
        try await serving { client, _ in
            let (id, _) = try await listening(client)
            #expect(try await client.ask(.get, "hooks/\(id)", as: "viewer").status == .ok)
            for (method, path) in [(.patch, ""), (.post, "/set-data"), (.post, "/learn-start"), (.delete, ""), (.delete, "/incomings")]
                as [(HTTPRequest.Method, String)]
            {
                #expect(try await client.ask(method, "hooks/\(id)\(path)", as: "viewer", ["name": "x"]).status == .forbidden)
                #expect(try await client.ask(method, "hooks/\(id)\(path)", as: "stranger", ["name": "x"]).status == .notFound)
            }
        }
    }
}
