import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct LoopBreakerTests {
    private static let blueprint = """
        {"name":"Round","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
        {"id":2,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{1.n}}"}}],"metadata":{"version":1}}
        """

    /// Delivers to a webhook of ours in the name of the run before, as its HTTP module would.
    private static func goRound(_ times: Int, allowed: Bool, _ database: TestDatabase) async throws -> [Run] {
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(blueprint, active: true)
            if allowed {
                _ = try await test.scenarios.save(scenario.id, in: test.organization.id, ScenarioEdits(allowsLoops: true), author: nil)
            }
            let secret = String(test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
            var sender: String?
            for number in 0..<times {
                let answer = try await test.hooks.deliver(secret: secret, bundle: ["n": .number(Number(number))], bytes: 1, sender: sender)
                try await test.idle()
                if case .stopped = answer { #expect(!allowed) }
                let last = try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 1) }
                    .first
                sender = last.map { "\($0.id)-2-0" }
                test.clock.advance(milliseconds: 100)
            }
            #expect(try await test.findings() == [])
            return try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 100) }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a chain that leads back to its own scenario is stopped, and says why and what it cost`(_ database: TestDatabase) async throws {
        let runs = try await Self.goRound(11, allowed: false, database)
        #expect(runs.first?.state == .stopped)
        #expect(runs.first?.credits == .zero)
        #expect(
            runs.first?.failure?.message
                == "It led back to itself 10 times within 60 s, by a webhook that it calls, and was stopped. The chain has cost 20 "
                + "credits. If it is meant to, allow loops in its settings.")
        #expect(runs.dropFirst().allSatisfy { $0.state == .success })
        #expect(Set(runs.compactMap(\.root)).count == 1)
    }

    @Test func `a loop that is meant goes on`() async throws {
        #expect(try await Self.goRound(15, allowed: true, .sqlite).allSatisfy { $0.state == .success })
    }
}
