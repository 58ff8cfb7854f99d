package import Engine
package import Ledger
import Logging
import ModuleLibrary
package import StorageCore
package import Stores
import Synchronization
package import Values

/// An engine at work on a database of its own, with one organization.
package final class TestEngine: Sendable {
    package let engine: EngineService
    package let scenarios: ScenarioDesk
    package let hooks: HookDesk
    package let organization: Organization
    package let team: Team
    package let clock: TestClock

    /// - Parameter storage: migrated already, or empty.
    package init(
        _ storage: any Storage, plan: Plan = .selfHosted, clock: TestClock = TestClock(), folder: String = "test",
        settings change: (inout EngineSettings) -> Void = { _ in }, allowing destinations: [String] = [],
        providers: PaymentProviders = PaymentProviders(), plans others: [Plan] = [],
        rates: RateCards = .shipped
    ) async throws {
        try await storage.migrate(Schema.migrations)
        let now = clock.now
        let made = try await storage.write { transaction -> (Organization, Team) in
            let identity = IdentityStore(transaction)
            if let known = try identity.organizations().first, let team = try identity.teams(of: known.id).first { return (known, team) }
            let organization = try OrganizationMaker(transaction, at: now).make(name: "Test", zone: "Europe/Prague", plan: plan)
            guard let team = try identity.teams(of: organization.id).first else { throw NotFound("team") }
            return (organization, team)
        }
        (organization, team) = made
        var settings = EngineSettings(folder: folder)
        settings.tickMilliseconds = 10
        change(&settings)
        var http = HTTPSettings()
        http.allowed = try AllowedDestinations(parsing: destinations)
        let secrets = InstallationSecrets(key: Array(repeating: 7, count: 32))
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        engine = EngineService(
            storage: storage, library: ModuleLibrary(httpSettings: http),
            catalog: Catalog(plans: [plan] + others + Plan.shipped, rates: rates),
            secrets: secrets, settings: settings, providers: providers,
            logger: logger, now: { clock.now })
        scenarios = ScenarioDesk(engine: engine, secrets: secrets)
        hooks = HookDesk(engine: engine, secrets: secrets)
        self.clock = clock
    }

    /// Runs the engine for as long as `body` takes, then stops it and lets it end.
    package func working<Result: Sendable>(_ body: @Sendable (TestEngine) async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.engine.run() }
            let result: Result
            do {
                result = try await body(self)
            } catch {
                self.engine.stop()
                try await group.waitForAll()
                await self.engine.library.shutdown()
                throw error
            }
            engine.stop()
            try await group.waitForAll()
            await engine.library.shutdown()
            return result
        }
    }

    package func add(_ blueprint: String, active: Bool = false) async throws -> Scenario {
        let made = try await scenarios.create(blueprint: Array(blueprint.utf8), team: team.id, organization: organization.id, author: nil)
            .scenario
        guard active else { return made }
        return try await scenarios.save(made.id, in: organization.id, ScenarioEdits(active: true), author: nil).scenario
    }

    /// What does not balance; empty: everything does.
    package func findings() async throws -> [String] {
        try await Auditor(storage: engine.storage, rates: engine.rates, plans: engine.plans).audit(at: clock.now).flatMap(\.findings)
    }

    package func lines(of run: Run) async throws -> [LedgerStore.ChargeLine] {
        try await engine.storage.read { try LedgerStore($0).lines(of: run.id, in: run.organization) }
    }

    /// Waits until nothing waits and nothing runs; paused runs do wait.
    package func idle() async throws {
        try await until("nothing waits and nothing runs") {
            try await self.engine.storage.read { transaction in
                try QueueStore(transaction).count() + RunStore(transaction).liveCount()
            } == 0
        }
    }

    /// Waits until something holds. It is a failure, not a hang, if that takes longer than any machine needs.
    package func until(_ what: String, _ holds: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while try await !holds() {
            guard ContinuousClock.now < deadline else { throw NeverHeld(what: what) }
            await Task.yield()
        }
    }

    package struct NeverHeld: Error { package let what: String }
}

/// A clock that stands still unless told to go on.
package final class TestClock: Sendable {
    private let state: Mutex<Timestamp>
    private let ticks: Bool

    /// - Parameter ticks: whether it goes on by a millisecond each time that somebody looks, so that the times tell an order.
    package init(_ start: String = "2026-11-22T10:00:00.000Z", ticks: Bool = false) {
        state = Mutex(Timestamp(iso8601: start) ?? Timestamp(milliseconds: 0))
        self.ticks = ticks
    }

    package var now: Timestamp {
        state.withLock { now in
            if ticks { now.milliseconds += 1 }
            return now
        }
    }
    package func advance(milliseconds: Int64) { state.withLock { $0.milliseconds += milliseconds } }
}
