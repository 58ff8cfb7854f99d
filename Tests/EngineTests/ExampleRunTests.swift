import Automation
import Engine
import Foundation
import Ledger
import Stores
import StorageCore
import TestSupport
import Testing
import Values

/// The examples of the tree, with figures computed by hand in `Examples/README.md`.
struct ExampleRunTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Examples")

    static func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    static let expected: [(name: String, figures: JSON)] = {
        guard let text = try? text("expected.json"), let json = try? JSON(parsing: Array(text.utf8)), let object = json.asObject else {
            return []
        }
        return object.members.map { ($0.key, $0.value) }
    }()

    @Test(arguments: TestDatabase.available)
    func `every example costs what was computed by hand, and the books balance`(_ database: TestDatabase) async throws {
        try #require(Self.expected.count == 5)
        try await TestEngine(database.open()).working { test in
            for (name, figures) in Self.expected {
                let scenario = try await test.add(Self.text("\(name).blueprint.json"))
                var trigger: [Value]?
                if let input = try? Self.text("\(name).input.json") { trigger = [Value(try JSON(parsing: Array(input.utf8)))] }
                let ended = try await test.engine.runByHand(scenario, author: nil, trigger: trigger)
                #expect(ended.run.state == .success, "\(name): \(ended.run.failure.map { "\($0)" } ?? "")")
                #expect(ended.run.operations == figures["operations"]?.asInteger.map { Int64($0) }, "\(name)")
                #expect("\(ended.run.credits)" == figures["credits"]?.asText, "\(name)")
                var modules: [String: Int64] = [:]
                for line in try await test.lines(of: ended.run) { modules["\(line.moduleId)", default: 0] += line.usage.operations }
                for (module, operations) in figures["modules"]?.asObject?.members.map({ ($0.key, $0.value) }) ?? [] {
                    #expect(modules[module] == operations.asInteger.map { Int64($0) }, "\(name), module \(module)")
                }
                #expect(Value.collection(ended.outputs).json.text() == figures["outputs"]?.text(), "\(name)")
            }
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run is shown by every roll-up with the same figure`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(Self.text("count-the-words.blueprint.json"))
            let run = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
            let period = try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).period(
                containing: test.clock.now)
            try await test.engine.storage.read { transaction in
                let usage = UsageStore(transaction)
                let start = Timestamp(period.start)
                #expect(try usage.total(of: run.organization, period: start).credits == Credits(19))
                #expect(try usage.scenarios(of: run.organization, period: start)[scenario.id]?.usage.credits == Credits(19))
                #expect(try usage.days(of: run.organization, first: "2026-11-22", last: "2026-11-22").first?.usage.credits == Credits(19))
                let modules = try usage.modules(of: run.organization, scenarios: [scenario.id], period: start)
                #expect(modules.reduce(Credits.zero) { $0 + $1.usage.credits } == Credits(19))
                #expect(try LedgerStore(transaction).lots(of: run.organization).reduce(Credits.zero) { $0 + $1.used } == Credits(19))
                #expect(try RunStore(transaction).runs(of: run.organization, RunFilter(), limit: 10).map(\.credits) == [Credits(19)])
            }
        }
    }
}
