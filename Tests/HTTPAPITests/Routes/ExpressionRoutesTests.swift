import Hummingbird
import HummingbirdTesting
import Testing
import Values

@testable import HTTPAPI

struct ExpressionRoutesTests {
    @Test func `the language is told with everything that completion needs`() async throws {
        try await Installation().app.test(.router) { client in
            let reply = try await client.ask(.get, "flowmeter/expressions")
            #expect(reply.status == .ok)
            let functions = try #require(reply["functions"]?.asArray)
            let substring = try #require(functions.first { $0["name"] == "substring" })
            #expect(substring["signature"] == "substring(text; start; [end])")
            #expect(substring["example"] == ["expression": "substring(\"Hello\"; 0; 3)", "result": "Hel"])
            #expect(substring["parameters"]?.asArray?.last == ["name": "end", "optional": true, "repeated": false, "types": ["number"]])
            for list in ["keywords", "variables", "operators", "references", "dateTokens"] {
                #expect(reply[list]?.asArray?.isEmpty == false, "\(list)")
            }
        }
    }

    @Test func `a check says where, and what to do`() async throws {
        try await Installation().app.test(.router) { client in
            let comma = try await client.ask(.post, "flowmeter/expressions/check", ["text": "a\n{{if(1, 2)}}"])
            #expect(comma["ok"] == .boolean(false))
            #expect((comma["offset"], comma["line"], comma["character"]) == (8, 2, 7))
            #expect(comma["message"] == "arguments are separated by ';', not by ','")
            let unknown = try await client.ask(.post, "flowmeter/expressions/check", ["text": "{{uper(1.a)}}"])
            #expect(unknown["ok"] == .boolean(true))
            #expect(unknown["warnings"]?.asArray?.first?["message"] == "There is no function 'uper'. Did you mean 'upper'?")
            #expect(unknown["warnings"]?.asArray?.first?["character"] == 3)
        }
    }

    @Test func `a check without a text is refused`() async throws {
        try await Installation().app.test(.router) { client in
            let reply = try await client.ask(.post, "flowmeter/expressions/check", ["text": 5])
            #expect(reply.status == .badRequest)
        }
    }
}
