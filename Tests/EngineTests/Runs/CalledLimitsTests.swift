import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// The time, the budget and the end of a run cover the runs that it waits for.
struct CalledLimitsTests {
    private static func parent(_ child: Scenario, _ array: String = "[1,2,3]") -> String {
        """
        {"name":"Parent","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
        {"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":\(array)}},
        {"id":3,"module":"scenario-service:CallSubscenario","version":2,"parameters":{"scenario":\(child.id),"shouldWaitForExecutionEnd":true},
         "mapper":{}}],"metadata":{"version":1}}
        """
    }

    /// Composes so many times.
    private static func worker(_ times: Int) -> String {
        let array = (0..<times).map(String.init).joined(separator: ",")
        return """
            {"name":"Child","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
            {"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":[\(array)]}},
            {"id":3,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}}],"metadata":{"version":1}}
            """
    }

    private static func sleeper(sequential: Bool = false) -> String {
        """
        {"name":"Sleeper","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"mapper":{}},
        {"id":2,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"60"}},
        {"id":3,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}}],
        "metadata":{"version":1,"scenario":{"sequential":\(sequential)}}}
        """
    }

    private static func runs(_ test: TestEngine) async throws -> [Run] {
        try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 100) }.sorted {
            $0.id < $1.id
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that waits has the time of what it waits for, and gives it what is left`(_ database: TestDatabase) async throws {
        let limit: Int64 = 2_000
        let plan = Plan(
            id: "short", name: "Short", creditsPerPeriod: nil, transferPerPeriod: nil, retentionDays: 30,
            limits: [PlanLimit(.runTime, limit)])
        // Each look at the clock is a millisecond: nobody sleeps here, and each operation takes some.
        try await TestEngine(database.open(), plan: plan, clock: TestClock(ticks: true)).working { test in
            let grandchild = try await test.add(Self.worker(100))
            let child = try await test.add(Self.parent(grandchild, "[1]"))
            let parent = try await test.add(Self.parent(child, "[\((0..<40).map(String.init).joined(separator: ","))]"))
            let first = try await test.engine.runToEnd(parent, origin: .onDemand, author: nil, trigger: [[:]]).run
            #expect(first.state == .warning && first.failure?.type == "ExecutionInterruptedError")
            #expect(first.worked >= limit)
            let runs = try await Self.runs(test)
            for (called, name) in [(child, "called"), (grandchild, "called by those")] {
                let own = runs.filter { $0.scenario == called.id }
                #expect(own.count > 1 && own.count < 40, "\(name)")
                var used: Int64 = 0
                for run in own {
                    #expect(try #require(run.options.timeLimit) <= limit - used, "\(name)")
                    used += run.worked
                }
                #expect(used <= first.worked, "\(name)")
            }
            #expect(runs.allSatisfy { $0.ended != nil })
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run's budget bounds what it waits for, and all goes on when it is raised`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let grandchild = try await test.add(Self.worker(2))
            let child = try await test.add(Self.parent(grandchild, "[1]"))
            let parent = try await test.add(Self.parent(child))
            var budget = Budget(id: Budget.ID(rawValue: 1), scope: .run(scenario: parent.id.rawValue), credits: Credits(10))
            func set(_ budget: Budget, isNew: Bool) async throws {
                try await test.engine.storage.write { transaction in
                    let store = BudgetStore(transaction)
                    if isNew {
                        try store.add(budget, of: test.organization.id, at: test.clock.now)
                    } else {
                        try store.save(budget, of: test.organization.id)
                    }
                }
                try await test.engine.registry.reload(test.organization.id, at: test.clock.now)
            }
            try await Alerts.listen(test)
            try await set(budget, isNew: true)
            let id = try await test.engine.start(parent, origin: .onDemand, author: nil, trigger: [[:]])
            try await test.until("one waits for the budget") { try await Self.runs(test).contains { $0.state == .outOfBudget } }
            #expect(try await Self.runs(test).reduce(Credits.zero) { $0 + $1.credits } == Credits(10))
            #expect(try await Alerts.subjects(test).contains { $0.hasSuffix("100 % of the budget are spent") })
            budget.credits = Credits(1_000)
            try await set(budget, isNew: false)
            try await test.idle()
            let runs = try await Self.runs(test)
            #expect(runs.count == 7 && runs.allSatisfy { $0.state == .success })
            let first = try #require(runs.first { $0.id == id })
            #expect(first.credits + first.calledCredits == runs.reduce(Credits.zero) { $0 + $1.credits })
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `who stops a run stops what it waits for, begun or not`(_ database: TestDatabase) async throws {
        for waits in [false, true] {
            try await TestEngine(database.open()).working { test in
                let grandchild = try await test.add(Self.sleeper(sequential: waits))
                let child = try await test.add(Self.parent(grandchild, "[1]"))
                let parent = try await test.add(Self.parent(child))
                if waits {
                    // A run of its own is in the way of the one that is called.
                    _ = try await test.engine.start(grandchild, origin: .onDemand, author: nil, trigger: [[:]])
                    try await test.until("it sleeps") { try await Self.runs(test).contains { $0.state == .sleeping } }
                }
                let id = try await test.engine.start(parent, origin: .onDemand, author: nil, trigger: [[:]])
                try await test.until("everything sleeps or waits") {
                    let queued = try await test.engine.storage.read { try QueueStore($0).count() }
                    let runs = try await Self.runs(test)
                    return runs.count == 3 && queued == (waits ? 1 : 0) && runs.allSatisfy { $0.state == .sleeping }
                        && runs.contains { $0.scenario == child.id }
                }
                try await test.engine.stop(id, in: test.organization.id)
                try await test.until("all of them have stopped") {
                    let runs = try await Self.runs(test)
                    return runs.allSatisfy { $0.state == .stopped || $0.origin == .onDemand && $0.id != id }
                }
                let sleepers = try await Self.runs(test).filter { $0.scenario == grandchild.id }
                #expect(sleepers.count == 1 && sleepers.allSatisfy { $0.operations == 2 })
                #expect(try await test.engine.storage.read { try QueueStore($0).count() } == 0)
                test.clock.advance(milliseconds: 60_000)
                try await test.idle()
                #expect(try await test.findings() == [])
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that is stopped while it makes a call stops what it called when it ends`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            let child = try await test.add(Self.sleeper())
            let parent = try await test.add(Self.parent(child))
            let id = try await test.engine.start(parent, origin: .onDemand, author: nil, trigger: [[:]])
            try await test.until("both sleep") { try await Self.runs(test).count { $0.state == .sleeping } == 2 }
            // As a server sees it that had not heard of the call when it was told to stop the caller.
            try await test.engine.storage.write { _ = try RunStore($0).stop(id, in: test.organization.id) }
            try await test.idle()
            #expect(try await Self.runs(test).map(\.state) == [.stopped, .stopped])
            #expect(try await test.findings() == [])
        }
    }
}
