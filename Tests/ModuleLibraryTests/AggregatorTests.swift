import Automation
import ModuleLibrary
import Testing
import Values

struct AggregatorTests {
    @Test(
        arguments: [
            ("sum", 6), ("avg", 2), ("count", 3), ("min", 0), ("max", 4),
        ] as [(String, Value)])
    func `numbers become one`(function: String, result: Value) async throws {
        let items: [Value] = [["value": 4], ["value": "2"], ["value": nil], ["value": ""], ["value": 0]]
        #expect(try await aggregated("util:FunctionAggregator2", items, parameters: ["fn": .text(function)]) == ["result": result])
    }

    @Test(arguments: [("sum", 0), ("avg", nil), ("count", 0), ("min", nil), ("max", nil)] as [(String, Value)])
    func `of nothing there is still a result`(function: String, result: Value) async throws {
        #expect(try await aggregated("util:FunctionAggregator2", [], parameters: ["fn": .text(function)]) == ["result": result])
    }

    @Test func `bundles are counted without a value, and what is no number is named`() async throws {
        #expect(try await aggregated("util:FunctionAggregator2", [[:], [:]], parameters: ["fn": "count"]) == ["result": 2])
        let failure = try await failure {
            _ = try await aggregated("util:FunctionAggregator2", [["value": "many"]], parameters: ["fn": "sum"])
        }
        #expect(failure.type == "DataError" && failure.message.contains("'many'"))
        let unknown = try await ModuleLibraryTests.failure {
            _ = try await aggregated("util:FunctionAggregator2", [], parameters: ["fn": "product"])
        }
        #expect(!unknown.began)
    }

    @Test func `sums are exact`() async throws {
        let items = [Value](repeating: ["value": .number(Number(parsing: "0.1") ?? 0)], count: 10)
        #expect(try await aggregated("util:FunctionAggregator2", items, parameters: ["fn": "sum"]) == ["result": 1])
    }

    @Test func `a table has a row for each bundle`() async throws {
        let items: [Value] = [["a": 1, "b": "x"], ["a": 2], ["b": "y", "c": true]]
        let parameters: Fields = ["columnSeparator": "\t", "rowSeparator": "other", "otherRowSeparator": "|"]
        #expect(try await aggregated("util:AggregateAggregator", items, parameters: parameters) == ["text": "1\tx\t|2\t\t|\ty\ttrue"])
        #expect(try await aggregated("util:AggregateAggregator", items) == ["text": "1x2ytrue"])
    }

    @Test func `bundles become one JSON array`() async throws {
        let items: [Value] = [["item": 1], ["item": "x"]]
        #expect(try await aggregated("json:AggregateToJSON", items) == ["json": #"[{"item":1},{"item":"x"}]"#])
        #expect(try await aggregated("json:AggregateToJSON", []) == ["json": "[]"])
        let tabbed = try await aggregated("json:AggregateToJSON", [["a": "  b\n"]], parameters: ["space": "tab"])
        #expect(tabbed == ["json": "[\n\t{\n\t\t\"a\": \"  b\\n\"\n\t}\n]"])
    }

    @Test func `a basic trigger gives what is written down`() async throws {
        let values: Value = [["spec": [["name": "a", "value": 1], ["name": "b", "value": "x"]]], ["spec": []], ["spec": [["value": 2]]]]
        #expect(try await pure("util:BasicTrigger", parameters: ["values": values]) == [["a": 1, "b": "x"], [:], [:]])
        #expect(try await pure("util:BasicTrigger").isEmpty)
    }

    @Test(
        arguments: [
            ("iso-8859-1", "ü", [0xFC]), ("windows-1252", "€", [0x80]), ("windows-1250", "č", [0xE8]), ("ISO-8859-2", "č", [0xE8]),
            ("utf-16le", "a€", [0x61, 0, 0xAC, 0x20]), ("utf-8", "ü", [0xC3, 0xBC]), ("windows-1251", "я", [0xFF]),
        ] as [(String, String, [UInt8])])
    func `a text's encoding is converted, there and back`(encoding: String, text: String, bytes: [UInt8]) async throws {
        let there = try await pure("util:TransformEncoding", ["data": .text(text), "outputEncoding": .text(encoding)])
        #expect(there.first?["data"]?.asBuffer?.bytes == bytes)
        let back: Fields = ["data": .buffer(Buffer(bytes: bytes)), "inputEncoding": .text(encoding), "outputEncoding": "UTF8"]
        #expect(try await pure("util:TransformEncoding", back).first?["data"]?.asBuffer?.bytes == Array(text.utf8))
    }

    @Test func `what an encoding doesn't have fails`() async throws {
        let signs: Fields = ["data": "€", "outputEncoding": "iso-8859-1"]
        #expect(try await failure { _ = try await pure("util:TransformEncoding", signs) }.began)
        let unknown: Fields = ["data": "a", "outputEncoding": "klingon"]
        #expect(try await failure { _ = try await pure("util:TransformEncoding", unknown) }.began == false)
    }
}
