import Automation
import ModuleLibrary
import Testing
import Values

struct ToolsTests {
    let library = ModuleLibrary()

    @Test(
        arguments: [
            ("b", false, "two"), ("B", false, "none"), ("abc", false, "none"), ("abc", true, "one"), ("b", true, "one"),
            ("xyz", true, "none"),
            ("", false, "none"),
        ] as [(String, Bool, Value)])
    func `a switch returns the first case that matches`(input: String, expressions: Bool, output: Value) async throws {
        let cases: Value = [["pattern": "[a-b]+", "output": "one"], ["pattern": "b", "output": "two"]]
        let mapper: Fields = ["input": .text(input), "useRegExpMatch": .boolean(expressions), "casesTable": cases, "elseOutput": "none"]
        #expect(try await pure("util:Switcher", mapper) == [["output": output]])
    }

    @Test func `a switch without an else returns nothing`() async throws {
        #expect(try await pure("util:Switcher", ["input": "x", "casesTable": []]) == [["output": nil]])
    }

    @Test func `a text is composed of any value`() async throws {
        #expect(try await pure("util:ComposeTransformer", ["value": "a b"]) == [["value": "a b"]])
        #expect(try await pure("util:ComposeTransformer", ["value": 5]) == [["value": "5"]])
        #expect(try await pure("util:ComposeTransformer") == [["value": ""]])
    }

    @Test(arguments: [("1", 1000), (300, 300_000), (" 5 ", 5000)] as [(Value, Int64)])
    func `a sleep is planned in milliseconds`(duration: Value, milliseconds: Int64) throws {
        guard case .sleep(let planned) = try plan(library, "util:FunctionSleep", ["duration": duration]) else {
            throw Unexpected(what: "no sleep")
        }
        #expect(planned == milliseconds)
    }

    @Test(arguments: ["0", "301", "", "1.5", "long", "-1"])
    func `a sleep beyond its bounds is refused before it begins`(duration: String) async throws {
        let failure = try await failure { _ = try plan(library, "util:FunctionSleep", ["duration": .text(duration)]) }
        #expect(failure.type == "DataError" && !failure.began)
    }

    @Test func `a record is planned with its key, or without`() throws {
        let store: Fields = ["datastore": 7]
        let mapper: Fields = ["key": 12, "overwrite": "true", "data": ["a": 1]]
        guard case .add("12", ["a": 1], true) = try action("datastore:AddRecord", mapper, store) else {
            throw Unexpected(what: "another plan")
        }
        guard case .add(nil, [:], false) = try action("datastore:AddRecord", ["key": ""], ["datastore": "7"]) else {
            throw Unexpected(what: "another plan")
        }
        guard case .get("k", false) = try action("datastore:GetRecord", ["key": "k"], store) else {
            throw Unexpected(what: "another plan")
        }
    }

    private func action(_ module: String, _ mapper: Fields, _ parameters: Fields) throws -> RecordAction {
        guard case .record(let request) = try plan(library, module, mapper, parameters: parameters), request.store == 7 else {
            throw Unexpected(what: "another plan")
        }
        return request.action
    }

    @Test(arguments: [[:], ["datastore": "DATA_STORE_ID"], ["datastore": 0]] as [Fields])
    func `without a data store nothing begins`(parameters: Fields) async throws {
        let failure = try await failure { _ = try plan(library, "datastore:GetRecord", ["key": "k"], parameters: parameters) }
        #expect(failure.type == "InvalidConfigurationError" && !failure.began)
    }
}
