import Automation
import ModuleLibrary
import Testing
import Values

struct WebhookRespondTests {
    let library = ModuleLibrary()

    private func respond(_ mapper: Fields) throws -> (status: Int, headers: [String], body: String) {
        guard case .respond(let status, let headers, let body) = try plan(library, "gateway:WebhookRespond", mapper) else {
            throw Unexpected(what: "no answer")
        }
        return (status, headers.map { "\($0.name): \($0.value)" }, String(decoding: body, as: UTF8.self))
    }

    @Test func `status may be text or a number`() throws {
        #expect(try respond(["status": "201"]).status == 201)
        #expect(try respond(["status": 404]).status == 404)
        #expect(try respond([:]).status == 200)
    }

    @Test(
        arguments: [
            ("hello", "hello", ["content-type: text/plain; charset=utf-8"]),
            (["a": [1]], #"{"a":[1]}"#, ["content-type: application/json; charset=utf-8"]),
            (.buffer(Buffer(bytes: [65])), "A", ["content-type: application/octet-stream"]), (nil, "", []),
        ] as [(Value, String, [String])])
    func `a body has the type that it is`(body: Value, text: String, headers: [String]) throws {
        let answer = try respond(["status": 200, "body": body])
        #expect(answer.body == text)
        #expect(answer.headers == headers)
    }

    @Test func `own headers come first`() throws {
        let headers: Value = [["key": "Content-Type", "value": "text/html"], ["key": "X-A", "value": "1"]]
        #expect(try respond(["body": "<p>", "headers": headers]).headers == ["Content-Type: text/html", "X-A: 1"])
    }

    @Test(
        arguments: [
            ["status": 99], ["status": "600"], ["status": "ok"], ["headers": [["key": "X A", "value": "1"]]],
            ["headers": [["key": "X", "value": "1\r\nSet-Cookie: a=b"]]],
            ["headers": [["key": "Set-Cookie", "value": "flowmeter_session=x"]]],
            ["headers": [["key": "Content-Length", "value": "1"]]],
            ["headers": .array(Array(repeating: ["key": "X", "value": "1"], count: 17))],
        ] as [Fields])
    func `what can't be answered is refused before it begins`(mapper: Fields) async throws {
        let failure = try await failure { _ = try respond(mapper) }
        #expect(failure.type == "DataError" && !failure.began)
    }
}
