@testable import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct BudgetTests {
    private static func set(_ scope: Budget.Scope, _ credits: Int64, hardStop: Bool = true, _ test: TestEngine) async throws -> Budget {
        let now = test.clock.now
        let budget = try await test.engine.storage.write { transaction in
            let id = Budget.ID(rawValue: try SequenceStore(transaction).next("budget"))
            let budget = Budget(id: id, scope: scope, credits: Credits(credits), hardStop: hardStop)
            try BudgetStore(transaction).add(budget, of: test.organization.id, at: now)
            return budget
        }
        try await test.engine.registry.reload(test.organization.id, at: now)
        return budget
    }

    @Test(arguments: TestDatabase.available)
    func `a budget stops a run before the operation that it can't pay, and the run goes on when it is raised`(_ database: TestDatabase)
        async throws
    {
        for scope in ["team", "scenario", "run"] {
            try await TestEngine(database.open()).working { test in
                let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
                let bounded: Budget.Scope =
                    switch scope {
                    case "team": .team(test.team.id.rawValue)
                    case "scenario": .scenario(scenario.id.rawValue)
                    default: .run(scenario: nil)
                    }
                var budget = try await Self.set(bounded, 7, test)
                let run = try await test.engine.runByHand(scenario, author: nil, trigger: nil).run
                #expect(run.state == .outOfBudget, "\(scope)")
                #expect(run.credits == Credits(7))
                budget.credits = Credits(19)
                let raised = budget
                try await test.engine.storage.write { try BudgetStore($0).save(raised, of: test.organization.id) }
                try await test.engine.registry.reload(test.organization.id, at: test.clock.now)
                try await test.idle()
                let ended = try await test.engine.storage.read { try RunStore($0).run(run.id, in: test.organization.id) }
                #expect(ended?.state == .success)
                #expect(ended?.credits == Credits(19))
                #expect(try await test.findings() == [])
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a budget without a hard stop only tells, each threshold once a period`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Alerts.listen(test)
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            _ = try await Self.set(.scenario(scenario.id.rawValue), 25, hardStop: false, test)
            for _ in 0..<3 { #expect(try await test.engine.runByHand(scenario, author: nil, trigger: nil).run.state == .success) }
            #expect(
                try await Alerts.subjects(test).sorted()
                    == ["100 %", "75 %", "90 %"].map { "\(scenario.name): \($0) of the budget are spent" }.sorted())
        }
    }

    @Test(arguments: TestDatabase.available)
    func `however many runs wait for a budget, all go on when it is raised`(_ database: TestDatabase) async throws {
        let count = 2 * Resumption.limit + 5
        try await TestEngine(database.open()).working { test in
            let scenario = try await test.add(
                """
                {"name":"Hook","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
                {"id":2,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{1.n}}"}}],"metadata":{"version":1}}
                """, active: true)
            var budget = try await Self.set(.scenario(scenario.id.rawValue), 1, test)
            let secret = String(test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
            for number in 0..<count {
                _ = try await test.hooks.deliver(secret: secret, bundle: ["n": .number(Number(number))], bytes: 10)
            }
            try await test.until("all wait") { try await test.runs().count { $0.state == .outOfBudget } == count }
            budget.credits = Credits(10 * Int64(count))
            let raised = budget
            try await test.engine.storage.write { try BudgetStore($0).save(raised, of: test.organization.id) }
            try await test.engine.registry.reload(test.organization.id, at: test.clock.now)
            try await test.until("all have ended") { try await test.runs().count { $0.state == .success } == count }
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a scope has one budget`(_ database: TestDatabase) async throws {
        let test = try await TestEngine(database.open())
        _ = try await Self.set(.run(scenario: nil), 5, test)
        await #expect(throws: BudgetTaken.self) { try await Self.set(.run(scenario: nil), 6, test) }
    }
}

/// What an organization is told.
enum Alerts {
    /// Messages go to a webhook that is not reached, so they stay in the outbox.
    static func listen(_ test: TestEngine) async throws {
        var settings = AlertSettings.standard
        settings.webhook = "http://127.0.0.1:9/"
        let listening = settings
        try await test.engine.storage.write { try AlertStore($0).save(listening, of: test.organization.id) }
        try await test.engine.registry.reload(test.organization.id, at: test.clock.now)
    }

    static func subjects(_ test: TestEngine) async throws -> [String] {
        try await test.engine.storage.read { try OutboxStore($0).messages(of: test.organization.id, limit: 100) }.map(\.subject)
    }
}
