import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Modules that go by a data structure.
struct StructureModuleTests {
    private static let spec = #"""
        [{"name":"name","type":"text","required":true},{"name":"age","type":"number"},{"name":"born","type":"date"},
         {"name":"city","type":"text","default":"Brno"}]
        """#

    private static func addStructure(_ test: TestEngine, _ id: Int64 = 4, in organization: Organization.ID? = nil, strict: Bool = true)
        async throws
    {
        let (own, team, now) = (test.organization.id, test.team.id, test.clock.now)
        try await test.engine.storage.write {
            try DataStructureStore($0).add(
                DataStructure(
                    id: .init(id), organization: organization ?? own, team: team, name: "Person", spec: spec, strict: strict), at: now)
        }
    }

    private static func run(_ test: TestEngine, _ module: String) async throws -> CompletedRun {
        let blueprint = #"""
            {"name":"Structures","flow":[\#(module),{"id":2,"module":"scenario-service:ReturnData","version":2,"parameters":{},
             "mapper":{"json":"{{1.json}}","name":"{{1.name}}","age":"{{1.age}}","city":"{{1.city}}","born":"{{1.born}}"}}],
             "metadata":{"version":1}}
            """#
        return try await test.engine.runByHand(test.add(blueprint), author: nil, trigger: nil)
    }

    private static func module(_ name: String, _ mapper: String, type: String = "4") -> String {
        #"{"id":1,"module":"\#(name)","version":1,"parameters":{"type":\#(type)},"mapper":\#(mapper)}"#
    }

    @Test(arguments: TestDatabase.available)
    func `JSON is written as its data structure says`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStructure(test)
            let ended = try await Self.run(test, Self.module("json:CreateJSON", #"{"name":"Ann","age":"41"}"#))
            #expect(ended.outputs["json"] == .text(#"{"name":"Ann","age":41,"city":"Brno"}"#))
        }
    }

    @Test(arguments: TestDatabase.available)
    func `JSON that was read is held to its data structure`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStructure(test)
            let text = #"{"json":"{\"name\":\"Ann\",\"age\":\"41\",\"born\":\"1985-03-01T00:00:00Z\"}"}"#
            let ended = try await Self.run(test, Self.module("json:ParseJSON", text, type: #""4""#))
            #expect(ended.run.state == .success, "\(ended.run.failure.map { "\($0)" } ?? "")")
            #expect(ended.outputs["age"] == 41 && ended.outputs["city"] == "Brno")
            #expect(ended.outputs["born"] == .date(try #require(Timestamp(iso8601: "1985-03-01T00:00:00.000Z"))))
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what does not fit is refused before it is written, and is an error once it was read`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStructure(test)
            for (module, mapper, message, operations) in [
                ("json:CreateJSON", #"{"age":"41"}"#, "'name' is required", Int64(0)),
                ("json:CreateJSON", #"{"name":"Ann","age":"many"}"#, "'age' must be of type number", 0),
                ("json:ParseJSON", #"{"json":"{\"name\":\"Ann\",\"pets\":2}"}"#, "no field 'pets'", 1),
            ] {
                let ended = try await Self.run(test, Self.module(module, mapper))
                #expect(ended.run.state == .error && ended.run.operations == operations)
                #expect(ended.run.failure?.type == "DataError")
                #expect(ended.run.failure?.message.contains(message) == true, "\(ended.run.failure.map { "\($0)" } ?? "")")
            }
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `nothing is held to a data structure that is not here, or of another organization`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let now = test.clock.now
            let other = try await test.engine.storage.write {
                try OrganizationMaker($0, at: now).make(name: "Other", zone: "UTC", plan: .selfHosted).id
            }
            try await Self.addStructure(test, in: other)
            for type in ["4", "310264", #""""#, "null"] {
                let ended = try await Self.run(test, Self.module("json:CreateJSON", #"{"age":"41"}"#, type: type))
                #expect(ended.outputs["json"] == .text(#"{"age":"41"}"#), "\(type)")
            }
        }
    }
}
