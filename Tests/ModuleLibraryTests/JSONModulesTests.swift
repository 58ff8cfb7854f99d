import Automation
import ModuleLibrary
import Testing
import Values

struct JSONModulesTests {
    @Test(
        arguments: [
            (#"{"a":1,"b":{"c":[true,null]}}"#, [["a": 1, "b": ["c": [true, nil]]]]),
            ("5", [["value": 5]]), (#""text""#, [["value": "text"]]), ("null", [["value": nil]]), ("[]", []),
            (#"[{"a":1},7]"#, [["a": 1], ["value": 7]]),
            ("[[1]]", [["value": [1]]]),
        ] as [(String, [Value])])
    func `JSON is read into bundles`(json: String, bundles: [Value]) async throws {
        #expect(try await pure("json:ParseJSON", ["json": .text(json)]) == bundles)
    }

    @Test func `a buffer and a value that was read already are accepted`() async throws {
        #expect(try await pure("json:ParseJSON", ["json": .buffer(Buffer(bytes: Array(#"{"a":1}"#.utf8)))]) == [["a": 1]])
        #expect(try await pure("json:ParseJSON", ["json": ["a": 1]]) == [["a": 1]])
    }

    @Test func `what is not JSON fails with the place`() async throws {
        let failure = try await failure { _ = try await pure("json:ParseJSON", ["json": "{\n  \"a\": ]"]) }
        #expect(failure.type == "DataError" && failure.began)
        #expect(failure.message.contains("line 2, column 8"), "\(failure.message)")
        #expect(try await ModuleLibraryTests.failure { _ = try await pure("json:ParseJSON", ["json": ""]) }.type == "DataError")
    }

    @Test func `fields are written in their order`() async throws {
        let mapper: Fields = ["b": 1, "a": ["x": [1, "y"]], "t": "ü\"\n"]
        #expect(try await pure("json:CreateJSON", mapper) == [["json": #"{"b":1,"a":{"x":[1,"y"]},"t":"ü\"\n"}"#]])
        let indented = try await pure("json:CreateJSON", ["b": 1], parameters: ["space": "2"])
        #expect(indented == [["json": "{\n  \"b\": 1\n}"]])
    }

    @Test(arguments: [(nil, "null"), ([1, "a"], #"[1,"a"]"#), ("x", #""x""#), (["k": true], #"{"k":true}"#)] as [(Value, String)])
    func `any value is written`(value: Value, json: String) async throws {
        #expect(try await pure("json:TransformToJSON", ["object": value]) == [["json": .text(json)]])
    }
}
