import Automation
import Engine
import Foundation
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// A run equals itself: cut off anywhere and taken up again, it ends with the same outputs, operations and credits.
struct CutRunTests {
    private struct End: Equatable {
        var state: RunState
        var outputs: Value?
        var operations: Int64
        var credits: Credits
        var incomplete: [String]
    }

    private static let id = RunID(rawValue: "019a0000000070008000000000000001")

    /// Flows of the modules that everybody has, with loops, handlers, branches and data stores in any order.
    private static func blueprint(_ seed: UInt64) -> String {
        var random = Seeded(seed)
        var id = 1
        func next() -> Int {
            id += 1
            return id
        }
        func module(_ name: String, _ mapper: String, parameters: String = "{}", more: String = "") -> String {
            #"{"id":\#(next()),"module":"\#(name)","version":1,"parameters":\#(parameters),"mapper":\#(mapper)\#(more)}"#
        }
        func flow(_ depth: Int, seen: Int) -> [String] {
            var (modules, near): ([String], Int) = ([], seen)
            for _ in 0..<random.below(4) + 1 {
                let text = "{{\(near).value}}{{\(near).n}}{{random}}"
                switch random.below(9) {
                case 0:
                    let feeder = id + 1
                    modules.append(module("builtin:BasicFeeder", #"{"array":["a","b",{"n":"c"}]}"#))
                    near = feeder
                    if random.below(2) == 0 {
                        modules.append(module("util:ComposeTransformer", #"{"value":"{{\#(feeder).value}}!"}"#))
                        modules.append(
                            module(
                                "util:TextAggregator", #"{"value":"{{\#(id).value}}"}"#,
                                parameters: #"{"feeder":\#(feeder),"rowSeparator":","}"#))
                        near = id
                    }
                case 1: modules.append(module("util:SetVariable2", #"{"name":"v","scope":"roundtrip","value":"\#(text)"}"#))
                case 2:
                    let handler = module("builtin:\(["Ignore", "Resume", "Break", "Commit"][random.below(4)])", #"{"value":"{{random}}"}"#)
                    let filter = #","filter":{"conditions":[[{"a":"{{\#(near).value}}","o":"text:notequal","b":"a"}]]}"#
                    modules.append(
                        module(
                            "builtin:ThrowError", #"{"message":"\#(text)"}"#,
                            more: #","onerror":[\#(handler)]\#(random.below(2) == 0 ? filter : "")"#))
                case 3: modules.append(module("util:FunctionSleep", #"{"duration":"1"}"#))
                case 4 where depth < 2:
                    let routes = (0..<2).map { _ in #"{"flow":[\#(flow(depth + 1, seen: near).joined(separator: ","))]}"# }
                    modules.append(
                        #"{"id":\#(next()),"module":"builtin:BasicRouter","version":1,"mapper":null,"routes":[\#(routes.joined(separator: ","))]}"#
                    )
                    return modules
                case 5: modules.append(module("scenario-service:ReturnData", #"{"o\#(random.below(3))":"\#(text)"}"#))
                case 6: modules.append(module("json:CreateJSON", #"{"x":"\#(text)"}"#))
                default: modules.append(module("util:ComposeTransformer", #"{"value":"\#(text)"}"#)); near = id
                }
            }
            return modules
        }
        let modules = flow(0, seen: 1) + flow(0, seen: 1)
        return """
            {"name":"Seed \(seed)","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},\(modules.joined(separator: ","))],
            "metadata":{"version":1,"scenario":{"dlq":true}}}
            """
    }

    private static func end(_ test: TestEngine, _ scenario: Scenario) async throws -> End? {
        let run = try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 9) }
            .first { $0.origin == .onDemand }
        guard let run else { return nil }
        let (outputs, kept) = try await test.engine.storage.read {
            (
                try RunStore($0).outputs(of: run.id, in: run.organization),
                try IncompleteStore($0).executions(of: scenario.id, in: run.organization, limit: 100)
            )
        }
        return End(
            state: run.state, outputs: outputs, operations: run.operations, credits: run.credits,
            incomplete: kept.map(\.failure.message).sorted())
    }

    /// Lets the clock go until everything has ended.
    private static func settle(_ test: TestEngine, reading storage: any Storage) async throws {
        try await test.until("everything has ended") {
            test.clock.advance(milliseconds: 1_000)
            return try await storage.read { try QueueStore($0).count() + RunStore($0).liveCount() } == 0
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that was cut off at any write ends as one that wasn't`(_ database: TestDatabase) async throws {
        let seeds = ProcessInfo.processInfo.environment["FLOWMETER_CUT_RUNS"].flatMap(UInt64.init) ?? 6
        var (cuts, compared) = (0, 0)
        for seed in 0..<seeds {
            let id = try #require(Self.id)
            let whole = try await TestEngine(database.open())
            let expected = try await whole.working { test -> End? in
                let scenario = try await test.add(Self.blueprint(seed))
                _ = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["value": "v", "n": 1]], id: id)
                try await Self.settle(test, reading: test.engine.storage)
                return try await Self.end(test, scenario)
            }
            var failAt = Int(seed % 3) + 2
            while true {
                let storage = try await database.open()
                let prepared = try await TestEngine(storage)
                let scenario = try await prepared.add(Self.blueprint(seed))
                let failing = FailingStorage(storage, failAt: failAt)
                // Where the start itself is cut off there may be no run; whatever was begun is taken up by the next process.
                _ = try? await TestEngine(failing, clock: prepared.clock).working { test in
                    _ = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["value": "v", "n": 1]], id: id)
                    try await Self.settle(test, reading: storage)
                }
                let end = try await TestEngine(storage, clock: prepared.clock).working { test in
                    try await Self.settle(test, reading: storage)
                    return try await Self.end(test, scenario)
                }
                if let end {
                    #expect(end == expected, "seed \(seed), cut at write \(failAt)")
                    compared += 1
                }
                #expect(try await prepared.findings() == [], "seed \(seed), cut at write \(failAt)")
                guard failing.hasFired else { break }
                cuts += 1
                failAt += 3
            }
        }
        #expect(compared > cuts / 2)
        print("\(database): \(cuts) cuts of \(seeds) runs, \(compared) compared, seeds 0..<\(seeds)")
    }
}
