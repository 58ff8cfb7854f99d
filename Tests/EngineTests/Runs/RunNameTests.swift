import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct RunNameTests {
    private static func blueprint(_ names: String...) -> String {
        let modules = names.enumerated().map { index, name in
            #"{"id":\#(index + 1),"module":"scenario-service:CustomizeRunName","version":2,"parameters":{},"mapper":{"name":"\#(name)"}}"#
        }
        return #"{"name":"Named","flow":[\#(modules.joined(separator: ","))],"metadata":{"version":1}}"#
    }

    private static func named(_ test: TestEngine, _ blueprint: String) async throws -> Run {
        let ended = try await test.engine.runByHand(test.add(blueprint), author: nil, trigger: nil)
        return try #require(try await test.engine.storage.read { try RunStore($0).run(ended.run.id, in: test.organization.id) })
    }

    @Test(arguments: TestDatabase.available)
    func `a run has the name that its last module gives it, for an operation and no credits`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let run = try await Self.named(test, Self.blueprint("first", "Order {{1 + 41}} \\n of  Ada"))
            #expect(run.name == "Order 42 of Ada")
            #expect(run.operations == 2 && run.credits == .zero)
            #expect(try await Self.named(test, Self.blueprint("first", "")).name == nil)
            #expect(try await Self.named(test, Self.blueprint(String(repeating: "a", count: 300))).name?.count == 200)
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `the history finds a run by a part of its name`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let run = try await Self.named(test, Self.blueprint("Order 100% of Ada"))
            _ = try await Self.named(test, Self.blueprint("Order 1000 of Bob"))
            for (part, found) in [("ada", [run.id]), ("100%", [run.id]), ("order", nil), ("eve", [])] {
                var filter = RunFilter()
                filter.runName = part
                let runs = try await test.engine.storage.read { [filter] in
                    try RunStore($0).runs(of: test.organization.id, filter, limit: 10).map(\.id)
                }
                if let found { #expect(runs == found, "\(part)") } else { #expect(runs.count == 2, "\(part)") }
            }
        }
    }
}
