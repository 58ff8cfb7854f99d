import Automation
import TestSupport
import Testing
import Values

@Suite struct BlueprintMergeTests {
    private let original = #"""
        {"name":"N","flow":[
          {"id":1,"module":"a:b","version":1,"mapper":{"10":"x","2":"y","price":1.0,"big":12345678901234567890,"list":[1.0,2.0,3.0]},"metadata":{}},
          {"id":2,"module":"a:c","version":1,"mapper":{"n":5e0},"metadata":{"designer":{"x":300.0,"y":0}}}],
         "metadata":{"zone":"eu1.make.com","scenario":{"roundtrips":1.0}}}
        """#

    private func merged(_ edited: String) throws -> String {
        try Blueprint(parsing: Array(original.utf8)).merging(edited: JSON(parsing: Array(edited.utf8))).json.text()
    }

    private var compact: String {
        get throws { try JSON(parsing: Array(original.utf8)).text() }
    }

    /// As a browser gives it back: integer-like keys first, numbers as doubles.
    private let touched = #"""
        {"name":"N","flow":[
          {"id":1,"module":"a:b","version":1,"mapper":{"2":"y","10":"x","price":1,"big":12345678901234567000,"list":[1,2,3]},"metadata":{}},
          {"id":2,"module":"a:c","version":1,"mapper":{"n":5},"metadata":{"designer":{"x":300,"y":0}}}],
         "metadata":{"zone":"eu1.make.com","scenario":{"roundtrips":1}}}
        """#

    @Test func `what a browser only passed through keeps its form`() throws {
        #expect(try merged(touched) == compact)
    }

    @Test func `a change is taken, and only it`() throws {
        let text = try merged(touched.replacing(#""price":1,"#, with: #""price":2,"new":{"b":1,"a":[]},"#))
        let expected = try compact.replacing(#""price":1.0"#, with: #""price":2"#)
            .replacing(#""list":[1.0,2.0,3.0]"#, with: #""list":[1.0,2.0,3.0],"new":{"b":1,"a":[]}"#)
        #expect(text == expected)
    }

    @Test func `a module keeps its form wherever it went`() throws {
        let text = try merged(
            #"{"name":"N","flow":[{"id":9,"module":"builtin:BasicRouter","routes":[{"flow":[{"id":2,"module":"a:c","version":1,"mapper":{"n":5},"metadata":{"designer":{"x":310,"y":0}}}]}]}],"metadata":{"zone":"eu1.make.com","scenario":{"roundtrips":1}}}"#
        )
        #expect(text.contains(#"{"id":2,"module":"a:c","version":1,"mapper":{"n":5e0},"metadata":{"designer":{"x":310,"y":0}}}"#))
        #expect(!text.contains(#""id":1,"#))
    }

    @Test func `what stands around an inserted item keeps its form`() throws {
        #expect(try merged(touched.replacing("[1,2,3]", with: "[1,7,2,3]")).contains("[1.0,7,2.0,3.0]"))
        #expect(try merged(touched.replacing("[1,2,3]", with: "[2,3]")).contains("[2.0,3.0]"))
        #expect(try merged(touched.replacing("[1,2,3]", with: "[]")).contains(#""list":[]"#))
    }

    @Test(arguments: 0..<40)
    func `whatever was edited is what comes out`(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let before = randomJSON(&random, depth: 3)
        let after = changed(before, &random)
        let blueprint = try Blueprint(["name": "N", "flow": [], "metadata": [:], "x": before])
        let result = try blueprint.merging(edited: ["name": "N", "flow": [], "metadata": [:], "x": after]).json["x"]
        #expect(result.map(sorted) == sorted(after), "seed \(seed)")
    }

    private func randomJSON(_ random: inout Seeded, depth: Int) -> JSON {
        switch random.below(depth > 0 ? 6 : 4) {
        case 0: .null
        case 1: .boolean(random.below(2) == 0)
        case 2: .number("\(random.below(4))")
        case 3: .string("t\(random.below(4))")
        case 4: .array((0..<random.below(4)).map { _ in randomJSON(&random, depth: depth - 1) })
        default:
            .object(
                JSONObject(Set((0..<4).map { _ in "k\(random.below(6))" }).sorted().map { ($0, randomJSON(&random, depth: depth - 1)) }))
        }
    }

    private func changed(_ json: JSON, _ random: inout Seeded) -> JSON {
        if random.below(5) == 0 { return randomJSON(&random, depth: 2) }
        switch json {
        case .array(var items):
            for index in items.indices { items[index] = changed(items[index], &random) }
            if random.below(3) == 0 { items.insert(.number("9"), at: random.below(items.count + 1)) }
            if random.below(3) == 0, !items.isEmpty { items.remove(at: random.below(items.count)) }
            return .array(items)
        case .object(let object):
            var members = object.members.map { ($0.key, changed($0.value, &random)) }
            if random.below(3) == 0 { members.reverse() }
            if random.below(3) == 0, !members.isEmpty { members.removeLast() }
            return .object(JSONObject(members))
        default: return json
        }
    }

    private func sorted(_ json: JSON) -> JSON {
        switch json {
        case .array(let items): .array(items.map(sorted))
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, sorted($0.value)) }.sorted { $0.0 < $1.0 }))
        default: json
        }
    }
}
