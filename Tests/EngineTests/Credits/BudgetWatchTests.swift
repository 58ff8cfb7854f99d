import Ledger
import Stores
import TestSupport
import Testing
import Values

@testable import Engine

/// Which runs that wait for a budget are worth a try.
struct BudgetWatchTests {
    private static func run(of team: Int64, _ test: TestEngine) -> Run {
        Run(
            id: RunID.make(at: test.clock.now.milliseconds), organization: test.organization.id, team: Team.ID(team),
            scenario: Scenario.ID(1),
            version: 1, state: .running, origin: .onDemand, author: nil, options: RunOptions(), started: test.clock.now, ended: nil,
            operations: 0, credits: .zero, transfer: 0, segments: 0, epoch: 1, failure: nil)
    }

    private static func loaded(_ test: TestEngine, spent: Int64) async throws -> LoadedBooks {
        let books = try await test.engine.registry.books(of: test.organization.id, at: test.clock.now)
        let budget = Budget(id: .init(rawValue: 1), scope: .team(1), credits: Credits(10), hardStop: true)
        return LoadedBooks(clock: books.clock, plan: books.plan, budgets: [budget], spent: [.team(1): Credits(spent)])
    }

    @Test func `after a change each is tried once, a part at a time, and a change meanwhile begins with the first again`() async throws {
        let test = try await TestEngine(TestDatabase.sqlite.open())
        let last = Self.run(of: 1, test).id
        var watch = BudgetWatch()
        #expect(watch.takeTrial() == .after(nil))
        #expect(watch.takeTrial() == .none)
        watch.goOn(after: last)
        #expect(watch.takeTrial() == .after(last))
        watch.beginTrial()
        watch.goOn(after: last)
        #expect(watch.takeTrial() == .after(nil))
    }

    @Test func `what is given back by another run makes those worth a try that it kept out, and what is spent does not`() async throws {
        let test = try await TestEngine(TestDatabase.sqlite.open())
        let (first, second) = (Self.run(of: 1, test), Self.run(of: 1, test))
        var (watch, loaded) = (BudgetWatch(), try await Self.loaded(test, spent: 4))
        _ = watch.takeTrial()
        #expect(watch.refusal(of: Credits(5), for: first, loaded) == nil)
        watch.hold(Credits(5), first, loaded)
        #expect(watch.refusal(of: Credits(2), for: second, loaded) != nil)
        watch.released(loaded)
        #expect(watch.takeTrial() == .none)
        watch.hold(-Credits(5), first, loaded)
        watch.released(loaded)
        #expect(watch.takeTrial() == .after(nil))
        watch.hold(Credits(5), first, loaded)
        #expect(watch.refusal(of: Credits(2), for: second, loaded) != nil)
        watch.hold(-Credits(5), first, loaded)
        loaded.spent[.team(1)] = Credits(9)
        watch.released(loaded)
        #expect(watch.takeTrial() == .none)
    }
}
