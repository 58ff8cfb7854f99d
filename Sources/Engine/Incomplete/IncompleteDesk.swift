import Automation
import Ledger
import StorageCore
package import Stores
package import Values

/// Incomplete executions as people see to them: tried again, mended, thrown away.
package struct IncompleteDesk: Sendable {
    private let engine: EngineService

    package init(engine: EngineService) { self.engine = engine }

    /// Queues an attempt. Throws ``InvalidInput`` where one is under way, or nothing is left to be done.
    /// - Parameter latest: by the scenario's blueprint as it is now, and not as it was when the bundle failed.
    @discardableResult
    package func retry(_ id: String, in organization: Organization.ID, by author: User.ID?, latest: Bool = false) async throws -> Run.ID {
        let run = engine.ids.next(at: engine.now().milliseconds)
        let now = engine.now()
        try await engine.storage.write { transaction in
            let store = IncompleteStore(transaction)
            guard let kept = try store.execution(id, in: organization) else { throw NotFound("incomplete execution") }
            let scenario = try ScenarioStore(transaction).scenario(kept.scenario, in: organization)
            try Self.check(scenario, transaction)
            guard try store.begin(id, in: organization, run: run) else {
                throw InvalidInput(
                    "state", kept.state == .resolved ? "It is resolved already." : "An attempt is under way; wait until it has ended.")
            }
            var version: Int64?
            if latest { version = scenario?.version }
            try QueueStore(transaction).add([Self.attempt(kept, run: run, version: version, by: author, at: now)])
        }
        engine.notify()
        return run
    }

    /// Throws ``InvalidInput`` where the scenario has no runs now, or they follow each other and one goes on.
    private static func check(_ scenario: Scenario?, _ transaction: any Transaction) throws {
        guard let scenario, scenario.deleted == nil else {
            throw InvalidInput("scenario", "Its scenario was deleted, so there is nothing to go on with.")
        }
        guard scenario.active || scenario.schedule?.timing == .onDemand else {
            throw InvalidInput(
                "scenario", "'\(scenario.name)' is switched off. Switch it on, or set its scheduling to on-demand, and try again.")
        }
        guard scenario.sequential else { return }
        guard try RunStore(transaction).liveCount(of: scenario.id, in: scenario.organization) == 0 else {
            throw InvalidInput(
                "scenario", "The runs of '\(scenario.name)' follow each other, and one goes on. Try again when it has ended.")
        }
    }

    /// Puts another blueprint, or other bundles, in the place of what failed. Throws ``BlueprintError``.
    package func mend(
        _ id: String, in organization: Organization.ID, blueprint: [UInt8]?, bundles: [Int: Value]?, by author: User.ID?
    ) async throws -> IncompleteExecution {
        let (engine, secrets, now) = (engine, engine.secrets, engine.now())
        let text = try blueprint.map { try Blueprint(parsing: $0) }
        if let text { _ = try Program(text, catalog: engine.library) }
        return try await engine.storage.write { transaction in
            let store = IncompleteStore(transaction)
            guard let kept = try store.execution(id, in: organization) else { throw NotFound("incomplete execution") }
            guard kept.state == .unresolved || kept.state == .pending else {
                throw InvalidInput("state", "It is \(kept.state == .resolved ? "resolved already" : "being tried") and can't be changed.")
            }
            let version = try text.map {
                try ScenarioStore(transaction).addMended($0.exportText(), of: kept.scenario, author: author, at: now)
            }
            var content: EncodedBundle?
            if let bundles {
                let reading = KeptBundles(transaction, secrets)
                var bundle = try reading.bundle(of: kept)
                bundle.point.bundles.merge(bundles) { $1 }
                content = try reading.encoded(bundle, for: kept)
            }
            guard try store.mend(kept, version: version, content: content), let mended = try store.execution(id, in: organization) else {
                throw NotFound("incomplete execution")
            }
            return mended
        }
    }

    /// Says how many went; those that are being tried stay.
    package func remove(_ ids: [String], in organization: Organization.ID) async throws -> Int {
        let now = engine.now()
        let removed = try await engine.storage.write { transaction -> Int in
            let store = IncompleteStore(transaction)
            let scenarios = Set(try ids.compactMap { try store.execution($0, in: organization)?.scenario })
            let removed = try store.remove(ids, in: organization, at: now)
            // A scenario whose runs follow each other waited for them.
            for scenario in scenarios where try store.openCount(of: scenario, in: organization) == 0 {
                try QueueStore(transaction).release(scenario, in: organization)
            }
            return removed
        }
        engine.notify()
        return removed
    }

    static func attempt(_ kept: IncompleteExecution, run: Run.ID, version: Int64?, by author: User.ID?, at now: Timestamp) -> QueuedRun {
        var options = RunOptions()
        options.incomplete = kept.id
        options.source = kept.run
        return QueuedRun(
            id: run, organization: kept.organization, team: kept.team, scenario: kept.scenario, version: version ?? kept.version, hook: nil,
            origin: .retry, author: author, input: nil, options: options, transfer: 0, received: now)
    }
}

/// Tries incomplete executions again when their time has come, a few of a scenario at a time.
struct IncompleteRetries: Sendable {
    let storage: any Storage
    let ids: RunIDSequence
    let settings: EngineSettings

    /// Attempts that begin in one transaction.
    private static let limit = 64

    /// Says how many attempts began.
    func step(at now: Timestamp) async throws -> Int {
        let parallel = settings.parallelAttempts
        guard try await storage.read({ try IncompleteStore($0).isAnyDue(at: now, parallel: parallel) }) else { return 0 }
        let runs = (0..<Self.limit).map { _ in ids.next(at: now.milliseconds) }
        return try await storage.write { transaction in
            let store = IncompleteStore(transaction)
            var attempts: [QueuedRun] = []
            for (kept, run) in zip(try store.due(at: now, parallel: parallel, limit: Self.limit), runs) {
                guard try store.begin(kept.id, in: kept.organization, run: run) else { continue }
                attempts.append(IncompleteDesk.attempt(kept, run: run, version: nil, by: nil, at: now))
            }
            try QueueStore(transaction).add(attempts)
            return attempts.count
        }
    }
}
