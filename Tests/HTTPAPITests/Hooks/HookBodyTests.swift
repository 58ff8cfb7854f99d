import Testing
import Values

@testable import HTTPAPI

struct HookBodyTests {
    private func bundle(_ query: String = "", _ type: String? = nil, _ body: String = "") throws -> Value {
        try HookBody.bundle(query: QueryItems(query), contentType: type, body: Array(body.utf8))
    }

    @Test func `the query alone is a bundle`() throws {
        #expect(try bundle("a=1&b=x+y&c[]=1&c[]=2&d=1&d=2") == ["a": "1", "b": "x y", "c": ["1", "2"], "d": ["1", "2"]])
        #expect(try bundle() == [:])
    }

    @Test(arguments: ["application/json", "application/json; charset=utf-8", "application/vnd.api+json", "Application/JSON"])
    func `a JSON object's fields go over the query's`(_ type: String) throws {
        #expect(try bundle("a=1&b=2", type, #"{"b":3,"c":{"d":[true,null]}}"#) == ["a": "1", "b": 3, "c": ["d": [true, .null]]])
    }

    @Test func `JSON that is no object is the value`() throws {
        #expect(try bundle("", "application/json", "[1,2]") == ["value": [1, 2]])
        #expect(try bundle("", "application/json", "\"x\"") == ["value": "x"])
    }

    @Test func `JSON that can't be read is refused`() {
        #expect(throws: Problem.self) { try bundle("", "application/json", "{\"a\":") }
    }

    @Test func `a form is fields`() throws {
        #expect(
            try bundle("", "application/x-www-form-urlencoded", "name=J%C3%BCrgen&tag[]=a&tag[]=b") == [
                "name": "Jürgen", "tag": ["a", "b"],
            ])
    }

    @Test func `text is text and bytes are bytes`() throws {
        #expect(try bundle("", "text/plain", "hello") == ["value": "hello"])
        #expect(try bundle("", nil, "hello") == ["value": "hello"])
        let bytes = try HookBody.bundle(query: QueryItems(""), contentType: "image/png", body: [0x89, 0x50])
        #expect(bytes == ["value": .buffer(Buffer(bytes: [0x89, 0x50]))])
    }
}
