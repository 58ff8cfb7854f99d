package import Automation
import Ledger
import ModuleLibrary
import StorageCore
package import Stores
import Values

/// What an editor changes; `nil` stays as it is.
package struct ScenarioEdits: Sendable {
    package var name: String?
    package var blueprint: [UInt8]?
    package var scheduling: String?
    package var active: Bool?
    package var allowsLoops: Bool?
    /// The version that the editor began with; another one since then is a ``VersionConflict``.
    package var basedOn: Int64?

    package init(
        name: String? = nil, blueprint: [UInt8]? = nil, scheduling: String? = nil, active: Bool? = nil, allowsLoops: Bool? = nil,
        basedOn: Int64? = nil
    ) {
        self.name = name
        self.blueprint = blueprint
        self.scheduling = scheduling
        self.active = active
        self.allowsLoops = allowsLoops
        self.basedOn = basedOn
    }
}

/// No such thing in this organization.
package struct NotFound: Error, Hashable, Sendable {
    package let what: String

    package init(_ what: String) { self.what = what }
}

/// Input that breaks a rule; the message says which and what to do.
package struct InvalidInput: Error, Hashable, Sendable {
    package let field: String
    package let message: String

    package init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}

/// Makes and changes scenarios: reads blueprints, keeps them as they were written, gives a webhook to those that begin with one.
package struct ScenarioDesk: Sendable {
    private let engine: EngineService
    private let secrets: InstallationSecrets

    /// What is dropped in one transaction of all that waits for a scenario that was deleted.
    private static let dropLimit = 256

    /// Characters of a scenario's name.
    package static let nameLimit = 120

    package init(engine: EngineService, secrets: InstallationSecrets) {
        self.engine = engine
        self.secrets = secrets
    }

    package typealias Saved = (scenario: Scenario, warnings: [BlueprintWarning])

    /// Adds a scenario from a blueprint in any envelope. Throws ``BlueprintError``; then nothing was added.
    package func create(
        blueprint bytes: [UInt8], scheduling: String? = nil, team: Team.ID, organization: Organization.ID, author: User.ID?
    ) async throws -> Saved {
        let blueprint = try Blueprint(parsing: bytes)
        let program = try Program(blueprint, catalog: engine.library)
        let now = engine.now()
        let text = blueprint.exportText()
        if let scheduling { try await limits(organization).check(scheduling: try checked(scheduling)) }
        var warnings = program.warnings
        let scheduling = try scheduling.map(checked) ?? kept(blueprint.scheduling, &warnings) ?? Self.scheduling(of: program)
        let name = Self.name(blueprint.name)
        let secrets = secrets
        let scenario = try await engine.storage.write { transaction in
            let sequence = SequenceStore(transaction)
            let hook = try Self.hook(for: program, current: nil, name: name, team, organization, secrets, at: now, transaction)
            var scenario = Scenario(
                id: .init(try sequence.next("scenario")), organization: organization, team: team, name: name, version: 1, active: false,
                invalid: false,
                scheduling: scheduling, hook: hook, responds: Self.responds(program), created: now, createdBy: author, edited: now,
                editedBy: author,
                deleted: nil)
            scenario.sequential = blueprint.settings.sequential
            scenario.confidential = blueprint.settings.confidential
            try ScenarioStore(transaction).add(scenario, blueprint: text)
            if let hook {
                try QueueStore(transaction).adopt(hook, by: scenario, held: true)
                if scenario.confidential { try HookLogStore(transaction).removeContent(of: hook, in: organization) }
            }
            return scenario
        }
        return (scenario, warnings)
    }

    /// The schedule that came with a blueprint: one that can't be understood is no reason to refuse the rest.
    private func kept(_ scheduling: JSON?, _ warnings: inout [BlueprintWarning]) -> String? {
        guard let scheduling, scheduling != .null else { return nil }
        do throws(ScheduleProblem) {
            _ = try Schedule(scheduling)
            return scheduling.text()
        } catch {
            warnings.append(BlueprintWarning(path: error.field, message: "\(error.message) The scenario was added without its schedule."))
            return nil
        }
    }

    /// Saves edits. A blueprint is merged into the kept tree, so that what was not touched keeps its form.
    package func save(_ id: Scenario.ID, in organization: Organization.ID, _ edits: ScenarioEdits, author: User.ID?) async throws -> Saved {
        let (engine, secrets, now) = (engine, secrets, engine.now())
        let (scheduling, limits) = (try edits.scheduling.map(checked), try await limits(organization))
        return try await engine.storage.write { transaction in
            let store = ScenarioStore(transaction)
            guard var scenario = try store.scenario(id, in: organization), scenario.deleted == nil else { throw NotFound("scenario") }
            if let basedOn = edits.basedOn, basedOn != scenario.version {
                throw VersionConflict(basedOn: basedOn, current: scenario.version)
            }
            let before = (schedule: scenario.schedule, active: scenario.active, hook: scenario.hook)
            var text: String?
            var warnings: [BlueprintWarning] = []
            if let bytes = edits.blueprint {
                let kept = try store.blueprint(of: id, version: scenario.version).map { try Blueprint(parsing: Array($0.utf8)) }
                let edited = try Blueprint(parsing: bytes)
                let merged = try kept.map { try $0.merging(edited: edited.json) } ?? edited
                let program = try Program(merged, catalog: engine.library)
                text = merged.exportText()
                warnings = program.warnings
                scenario.version += 1
                if !merged.name.isEmpty { scenario.name = Self.name(merged.name) }
                scenario.responds = Self.responds(program)
                scenario.sequential = merged.settings.sequential
                scenario.confidential = merged.settings.confidential
                if !scenario.sequential { try QueueStore(transaction).releaseAll(id, in: organization) }
                let hook = try Self.hook(
                    for: program, current: scenario.hook, name: scenario.name, scenario.team, organization, secrets, at: now, transaction)
                // One that begins with a webhook now runs for its deliveries, until somebody chooses another schedule.
                let begins = scenario.schedule?.timing == (hook == nil ? .immediately : .onDemand)
                if (hook == nil) != (scenario.hook == nil), begins { scenario.scheduling = Self.scheduling(of: program) }
                scenario.hook = hook
            }
            if let name = edits.name { scenario.name = Self.name(name) }
            if let scheduling { scenario.scheduling = scheduling }
            let begins = edits.active == true && !scenario.active
            if scheduling != nil || begins { try limits.check(scheduling: scenario.scheduling) }
            if begins, try Self.isEmpty(text ?? store.blueprint(of: id, version: scenario.version)) {
                throw InvalidInput("flow", "There is nothing to run yet. Add a first module, then switch it on.")
            }
            if begins { try limits.check(active: store.activeCount(of: organization)) }
            if let allowsLoops = edits.allowsLoops { scenario.allowsLoops = allowsLoops }
            if let active = edits.active {
                scenario.active = active
                if active {
                    scenario.invalid = false
                    scenario.errors = 0
                }
            }
            scenario.edited = now
            scenario.editedBy = author
            try store.save(scenario, blueprint: text)
            if scenario.confidential, let hook = scenario.hook {
                try HookLogStore(transaction).removeContent(of: hook, in: organization)
            }
            if before.hook != scenario.hook {
                if let left = before.hook { try HookStore(transaction).detach(left, in: organization, at: now) }
                if let hook = scenario.hook {
                    try QueueStore(transaction).adopt(hook, by: scenario, held: !scenario.takesDeliveriesAtOnce)
                }
            }
            if (before.schedule, before.active) != (scenario.schedule, scenario.active) {
                try QueueStore(transaction).hold(!scenario.takesDeliveriesAtOnce, of: id, in: organization)
                if before.active != scenario.active {
                    try BackOffStore(transaction).remove(id, in: organization)
                    try QueueStore(transaction).holdScheduled(!scenario.active, of: id, in: organization)
                }
                try SchedulePlanning(transaction, plan: limits.plan, at: now).plan(scenario, begins: begins)
            }
            return (scenario, warnings)
        }
    }

    /// Takes a scenario away, with all that waits for it; its name and figures stay in every view of usage.
    /// Runs that have begun go on to their end.
    package func delete(_ id: Scenario.ID, in organization: Organization.ID, author: User.ID?) async throws {
        let now = engine.now()
        try await engine.storage.write { transaction in
            let store = ScenarioStore(transaction)
            guard var scenario = try store.scenario(id, in: organization), scenario.deleted == nil else { throw NotFound("scenario") }
            scenario.deleted = now
            scenario.active = false
            scenario.editedBy = author
            try store.save(scenario, blueprint: nil)
            if let hook = scenario.hook { try HookStore(transaction).detach(hook, in: organization, at: now) }
            try ScheduleStore(transaction).set(nil, of: id, in: organization)
            try BackOffStore(transaction).remove(id, in: organization)
            try TriggerStateStore(transaction).forget(id, in: organization)
        }
        try await dropWaiting(for: id, in: organization)
        try await engine.storage.write { try IncompleteStore($0).removeOfDeletedScenarios(of: organization) }
    }

    /// What waits for a scenario that was deleted, a part at a time, since it may be much.
    private func dropWaiting(for id: Scenario.ID, in organization: Organization.ID) async throws {
        let (now, limit) = (engine.now(), Self.dropLimit)
        var dropped: [Run.ID] = []
        repeat {
            dropped = try await engine.storage.write { transaction in
                let runs = try QueueStore(transaction).waiting(for: id, in: organization, limit: limit).map(\.id)
                let leaving = Abandonment(transaction, at: now)
                for run in runs {
                    _ = try leaving.abandon(run, in: organization, because: "The scenario was deleted before the run began.")
                }
                return runs
            }
            for run in dropped { engine.giveUp(run) }
        } while dropped.count == limit
        engine.wakeUp()
    }

    package func program(of scenario: Scenario) async throws -> Program {
        guard let text = try await engine.storage.read({ try ScenarioStore($0).blueprint(of: scenario.id, version: scenario.version) })
        else {
            throw NotFound("blueprint")
        }
        return try Program(Blueprint(parsing: Array(text.utf8)), catalog: engine.library)
    }

    // MARK: Parts

    private func limits(_ organization: Organization.ID) async throws -> ScenarioLimits {
        ScenarioLimits(plan: try await engine.registry.books(of: organization, at: engine.now()).plan)
    }

    private static func isEmpty(_ blueprint: String?) throws -> Bool {
        try blueprint.map { try Blueprint(parsing: Array($0.utf8)).flow.isEmpty } ?? true
    }

    private static func name(_ name: String) -> String {
        let trimmed = String(name.prefix(nameLimit))
        return trimmed.allSatisfy(\.isWhitespace) ? "Untitled" : trimmed
    }

    private static func responds(_ program: Program) -> Bool { program.nodes.contains { $0.module == "gateway:WebhookRespond" } }

    private static func scheduling(of program: Program) -> String {
        Hook.Kind(startedBy: program.first?.module) != nil ? #"{"type":"immediately"}"# : #"{"type":"on-demand"}"#
    }

    private func checked(_ scheduling: String) throws -> String {
        guard let json = try? JSON(parsing: Array(scheduling.utf8)) else {
            throw InvalidInput("scheduling", #"Scheduling is an object with a type, such as {"type":"on-demand"}."#)
        }
        do throws(ScheduleProblem) {
            _ = try Schedule(json)
        } catch {
            throw InvalidInput(error.field, error.message)
        }
        return scheduling
    }

    /// The webhook of a scenario that begins with one: the one that its module names, if it is here; the one that it has; or a new one.
    private static func hook(
        for program: Program, current: Hook.ID?, name: String, _ team: Team.ID, _ organization: Organization.ID,
        _ secrets: InstallationSecrets,
        at now: Timestamp, _ transaction: any Transaction
    ) throws -> Hook.ID? {
        guard let kind = Hook.Kind(startedBy: program.first?.module) else { return nil }
        let store = HookStore(transaction)
        if let named = program.blueprint.flow.first?.parameters["hook"]?.asInteger,
            let hook = try store.hook(.init(Int64(named)), in: organization), hook.kind == kind, hook.team == team
        {
            let taken = try ScenarioStore(transaction).scenario(hook: hook.id, in: organization) != nil
            if !taken || hook.id == current { return hook.id }
        }
        if let current, try store.hook(current, in: organization)?.kind == kind { return current }
        let id = Hook.ID(try SequenceStore(transaction).next("hook"))
        var hook = Hook(id: id, organization: organization, team: team, name: name, enabled: true, created: now)
        hook.kind = kind
        try store.add(hook, secretHash: InstallationSecrets.hash(secrets.hookSecret(for: id)))
        return id
    }
}
