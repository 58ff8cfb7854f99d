import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct DataStoreModuleTests {
    private static func module(_ id: Int, _ name: String, _ mapper: String, _ parameters: String = "") -> String {
        let parameters = parameters.isEmpty ? "" : ", \(parameters)"
        return #"{"id":\#(id),"module":"datastore:\#(name)","version":1,"parameters":{"datastore":1\#(parameters)},"mapper":\#(mapper)}"#
    }

    private static func returning(_ id: Int, _ mapper: String) -> String {
        #"{"id":\#(id),"module":"scenario-service:ReturnData","version":2,"parameters":{},"mapper":\#(mapper)}"#
    }

    private static func blueprint(_ modules: String...) -> String {
        #"{"name":"Stores","flow":[\#(modules.joined(separator: ","))],"metadata":{"version":1}}"#
    }

    private static func addStore(_ test: TestEngine, spec: String? = nil, strict: Bool = true, maxSize: Int64 = 1 << 20) async throws {
        let (organization, team, now) = (test.organization.id, test.team.id, test.clock.now)
        try await test.engine.storage.write { transaction in
            if let spec {
                try DataStructureStore(transaction).add(
                    DataStructure(id: .init(1), organization: organization, team: team, name: "Person", spec: spec, strict: strict), at: now
                )
            }
            try DataStoreStore(transaction).add(
                DataStore(
                    id: .init(1), organization: organization, team: team, name: "Store", records: 0, size: 0, maxSize: maxSize,
                    structure: spec == nil ? nil : .init(1)), at: now)
        }
    }

    private static func put(_ records: [(String, Fields)], _ test: TestEngine) async throws {
        let (organization, now) = (test.organization.id, test.clock.now)
        try await test.engine.storage.write { transaction in
            for (key, data) in records {
                try DataStoreStore(transaction).put(data, key: key, into: .init(1), of: organization, overwrite: true, at: now)
            }
        }
    }

    private static func record(_ key: String, _ test: TestEngine) async throws -> Fields? {
        try await test.engine.storage.read { try DataStoreStore($0).record(key, of: .init(1)) }
    }

    private static func run(_ test: TestEngine, _ blueprint: String) async throws -> CompletedRun {
        try await test.engine.runByHand(test.add(blueprint), author: nil, trigger: nil)
    }

    @Test(arguments: TestDatabase.available)
    func `an update merges, and says what the record is then`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStore(test)
            try await Self.put([("a", ["name": "Ann", "address": ["city": "Brno", "zip": "60200"], "tags": ["x"], "n": 1])], test)
            let change = #""data":{"address":{"city":"Praha"},"tags":["y"],"n":2}"#
            let ended = try await Self.run(
                test,
                Self.blueprint(
                    Self.module(1, "UpdateRecord", #"{"key":"a","upsert":false,"overwriteArrays":false,\#(change)}"#),
                    Self.returning(2, #"{"name":"{{1.data.name}}","city":"{{1.data.address.city}}"}"#)))
            #expect(ended.run.state == .success && ended.outputs == ["name": "Ann", "city": "Praha"])
            let merged: Fields = ["name": "Ann", "address": ["city": "Praha", "zip": "60200"], "tags": ["x", "y"], "n": 2]
            #expect(try await Self.record("a", test) == merged)
            _ = try await Self.run(
                test, Self.blueprint(Self.module(1, "UpdateRecord", #"{"key":"a","overwriteArrays":"true",\#(change)}"#)))
            #expect(try await Self.record("a", test)?["tags"] == ["y"])
            let missing = try await Self.run(test, Self.blueprint(Self.module(1, "UpdateRecord", #"{"key":"b",\#(change)}"#)))
            #expect(missing.run.state == .error && missing.run.failure?.type == "DataError")
            _ = try await Self.run(test, Self.blueprint(Self.module(1, "UpdateRecord", #"{"key":"b","upsert":true,\#(change)}"#)))
            #expect(try await Self.record("b", test)?["n"] == 2)
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `records are looked for, counted and deleted`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStore(test)
            try await Self.put([("a", [:]), ("b", [:]), ("c", [:])], test)
            let ended = try await Self.run(
                test,
                Self.blueprint(
                    Self.module(1, "ExistRecord", #"{"key":"a"}"#), Self.module(2, "DeleteRecord", #"{"key":"a"}"#),
                    Self.module(3, "DeleteRecord", #"{"key":"a"}"#), Self.module(4, "ExistRecord", #"{"key":"a"}"#),
                    Self.module(5, "CountRecords", "{}"), Self.module(6, "DeleteAllRecords", "{}"), Self.module(7, "CountRecords", "{}"),
                    Self.returning(
                        8,
                        #"{"was":"{{1.exist}}","first":"{{2.deleted}}","second":"{{3.deleted}}","is":"{{4.exist}}","count":"{{5.count}}","all":"{{6.count}}","left":"{{7.count}}"}"#
                    )))
            #expect(
                ended.outputs == ["was": true, "first": true, "second": false, "is": false, "count": 2, "all": 2, "left": 0])
            #expect(try await test.findings() == [])
        }
    }

    /// A filter, a sort, a limit, and the keys that are found in their order.
    private static let searches: [(filter: String, sort: String, limit: Int, keys: String)] = [
        ("[]", "[]", 10, "a,b,c,d"), ("[]", "[]", 2, "a,b"),
        (#"[[{"a":"age","o":"number:greater","b":"30"}]]"#, "[]", 10, "b,c"),
        (#"[[{"a":"age","o":"number:greater","b":"30"},{"a":"city","o":"text:equal:ci","b":"brno"}]]"#, "[]", 10, "b"),
        (#"[[{"a":"age","o":"number:less","b":"30"}],[{"a":"address.zip","o":"exist"}]]"#, "[]", 10, "a,c"),
        (#"[[{"a":"key","o":"text:equal","b":"d"}]]"#, "[]", 10, "d"), (#"[[{"a":"city","o":"number:greater","b":"1"}]]"#, "[]", 10, ""),
        ("[]", #"[{"key":"age","order":"desc"}]"#, 2, "c,b"), ("[]", #"[{"key":"age","order":"asc"}]"#, 10, "a,b,c,d"),
        ("[]", #"[{"key":"city","order":"asc"},{"key":"age","order":"desc"}]"#, 10, "b,a,c,d"),
    ]

    @Test(arguments: TestDatabase.available)
    func `a search finds what passes its filter, sorted and bounded`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStore(test)
            try await Self.put(
                [
                    ("a", ["age": 20, "city": "Brno"]), ("b", ["age": 40, "city": "Brno"]), ("d", ["age": .null]),
                    ("c", ["age": 50, "city": "Praha", "address": ["zip": "1"]]),
                ], test)
            for search in Self.searches {
                let ended = try await Self.run(
                    test,
                    Self.blueprint(
                        Self.module(
                            1, "SearchRecord", #"{"filter":\#(search.filter),"sort":\#(search.sort)}"#, #""limit":\#(search.limit)"#),
                        #"{"id":2,"module":"util:TextAggregator","version":1,"parameters":{"feeder":1,"rowSeparator":"other","otherRowSeparator":","},"mapper":{"value":"{{1.key}}"}}"#,
                        Self.returning(3, #"{"keys":"{{2.text}}"}"#)))
                #expect(ended.outputs["keys"] == .text(search.keys), "\(search)")
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a search that finds nothing ends there, or goes on if it is told to`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStore(test)
            func search(_ parameters: String) async throws -> CompletedRun {
                try await Self.run(
                    test,
                    Self.blueprint(
                        Self.module(1, "SearchRecord", "{}", parameters), Self.returning(2, #"{"reached":"yes"}"#)))
            }
            let ends = try await search("")
            #expect(ends.run.state == .success && ends.outputs == [:] && ends.run.operations == 1)
            #expect(try await search(#""continueWhenNoRes":true"#).outputs == ["reached": "yes"])
            let unknown = try await Self.run(
                test, Self.blueprint(Self.module(1, "SearchRecord", #"{"filter":[[{"a":"x","o":"text:sounds","b":"y"}]]}"#)))
            #expect(unknown.run.failure?.type == "InvalidConfigurationError" && unknown.run.credits == .zero)
        }
    }

    private static let person = #"""
        [{"name":"name","type":"text","required":true},{"name":"age","type":"number"},{"name":"state","type":"text","default":"new"},
         {"name":"born","type":"date"},{"name":"home","type":"collection","spec":[{"name":"city","type":"text","required":true}]}]
        """#

    @Test(arguments: TestDatabase.available)
    func `records are held to their store's data structure`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStore(test, spec: Self.person)
            func add(_ data: String) async throws -> RunFailure? {
                try await Self.run(
                    test, Self.blueprint(Self.module(1, "AddRecord", #"{"key":"a","overwrite":true,"data":\#(data)}"#))
                ).run.failure
            }
            #expect(try await add(#"{"name":"Ann","age":"41","born":"1985-02-03"}"#) == nil)
            let record = try #require(try await Self.record("a", test))
            #expect(record["age"] == 41 && record["state"] == "new" && record["born"]?.asDate != nil)
            for (data, named) in [
                (#"{"age":1}"#, "'name'"), (#"{"name":"x","age":"many"}"#, "'age'"), (#"{"name":"x","more":1}"#, "'more'"),
                (#"{"name":"x","home":{}}"#, "'home.city'"),
            ] {
                let failure = try await add(data)
                #expect(failure?.type == "DataError" && failure?.message.contains(named) == true, "\(data)")
            }
            #expect(try await Self.record("a", test) == record)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a store that is full says so, and lets its records shrink`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Self.addStore(test, maxSize: 100)
            func add(_ key: String, _ text: String) async throws -> RunFailure? {
                try await Self.run(
                    test, Self.blueprint(Self.module(1, "AddRecord", #"{"key":"\#(key)","overwrite":true,"data":{"t":"\#(text)"}}"#))
                ).run.failure
            }
            #expect(try await add("a", String(repeating: "x", count: 80)) == nil)
            #expect(try await add("b", String(repeating: "x", count: 80))?.type == "OutOfSpaceError")
            #expect(try await add("a", "small") == nil)
            #expect(try await add("b", "small") == nil)
            let taken = try await Self.run(test, Self.blueprint(Self.module(1, "AddRecord", #"{"key":"a","data":{}}"#)))
            #expect(taken.run.failure?.type == "DuplicateDataError")
        }
    }

    @Test(arguments: TestDatabase.available)
    func `an increment counts within the run, or over all runs`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            func increment(_ id: Int, _ reset: String) -> String {
                #"{"id":\#(id),"module":"util:FunctionIncrement","version":1,"parameters":{"reset":"\#(reset)"},"mapper":{}}"#
            }
            let scenario = try await test.add(
                Self.blueprint(
                    #"{"id":1,"module":"builtin:BasicFeeder","version":1,"parameters":{},"mapper":{"array":["a","b","c"]}}"#,
                    increment(2, "execution"), increment(3, "scenario"),
                    #"{"id":4,"module":"util:TextAggregator","version":1,"parameters":{"feeder":1,"rowSeparator":"other","otherRowSeparator":","},"mapper":{"value":"{{2.i}}/{{3.i}}"}}"#,
                    Self.returning(5, #"{"text":"{{4.text}}"}"#)))
            for expected in ["1/1,2/2,3/3", "1/4,2/5,3/6"] {
                let ended = try await test.engine.runByHand(scenario, author: nil, trigger: nil)
                #expect(ended.outputs["text"] == .text(expected))
            }
        }
    }
}
