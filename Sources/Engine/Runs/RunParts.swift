import Automation
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import Values

/// What every run needs, put together once.
struct RunParts: Sendable {
    let storage: any Storage
    let library: ModuleLibrary
    let catalog: Catalog
    let recorder: GroupCommit<RunCommit, RunCommitAnswer>
    let registry: OrganizationRegistry
    let programs: ProgramCache
    let vault: ConnectionVault
    let responses: ResponseDesk
    let completions: CompletionDesk
    let stops: StopDesk
    let memory: MemoryInUse
    let resting: RestingRuns
    let signal: WorkSignal
    let ids: RunIDSequence
    let secrets: InstallationSecrets
    let settings: EngineSettings
    let now: @Sendable () -> Timestamp

    func identity(of run: Run, program: Program, books: OrganizationBooks, trigger: [Value]?, attempt: Attempt?)
        -> RunIdentity
    {
        var inputs: Fields = attempt?.bundle.inputs ?? [:]
        if case .collection(let first)? = trigger?.first { inputs = first }
        let organization: Fields = ["id": .number(Number(Int(run.organization.rawValue))), "name": .text(books.name)]
        var team: Fields = ["id": .number(Number(Int(run.team.rawValue)))]
        team["name"] = books.name(of: run.team).map(Value.text)
        var identity = RunIdentity(
            id: run.id.rawValue, startedAt: run.started, zone: books.zone.identifier, scenarioId: run.scenario.rawValue,
            scenarioName: program.blueprint.name, organization: organization, team: team, inputs: inputs)
        identity.scenarioURL = "\(settings.publicAddress)/scenarios/\(run.scenario)"
        return identity
    }

    func options(of run: Run, program: Program, attempt: Attempt?) -> InterpreterOptions {
        var bundles: [Int: Value] = [:]
        if case .collection(let upstream)? = run.options.upstream {
            for (key, value) in upstream { if let module = Int(key) { bundles[module] = value } }
        }
        let settings = program.blueprint.settings
        // Who runs a scenario by hand wants to see it fail, and once.
        let isTest = run.origin == .manualTest
        var options = InterpreterOptions(
            onlyModule: run.options.onlyModule, bundles: bundles, filtersPass: run.options.everyPath,
            keepsIncomplete: settings.dlq && !isTest, cycles: isTest ? 1 : max(1, settings.roundtrips), resume: attempt?.bundle.point)
        options.takesBack = !settings.autoCommit
        return options
    }

    /// What an operation costs: all prices of these modules are known beforehand.
    func price(of operation: Operation, at instant: Timestamp) -> Charge {
        ModulePricing(rates: catalog.rates).charge(operation.module, operation.descriptor, at: instant)
    }

    enum Execution {
        case module(ModuleExecution)
        case standIn([Value])
    }

    /// In a dry run nothing is evaluated and nothing acts: every module gives one bundle, and only aggregators do their work.
    func dryOutput(of operation: Operation, _ run: Run) -> [Value]? {
        let role = operation.descriptor?.role
        guard run.options.everyPath, role != .arrayAggregator, role != .textAggregator else { return nil }
        return standIn(for: operation, run)
    }

    func execution(of operation: Operation, _ run: Run) throws(ModuleFailure) -> Execution {
        if let known = library.execution(for: operation.module) { return .module(known) }
        guard run.options.standIns else {
            throw ModuleFailure(
                "RuntimeError",
                "The module '\(operation.module)' is not in the library. Run with stand-ins to give it an output by hand, or replace it.",
                began: false)
        }
        return .standIn(standIn(for: operation, run))
    }

    private func standIn(for operation: Operation, _ run: Run) -> [Value] {
        guard case .collection(let outputs)? = run.options.standInOutputs, let given = outputs[String(operation.moduleId)] else {
            return [.collection([:])]
        }
        if case .array(let bundles) = given { return bundles }
        return [given]
    }

    /// The same for every attempt at an operation.
    func address(of operation: Operation, _ run: Run) -> String {
        "\(run.id)-\(operation.moduleId)" + operation.path.map { "-\($0)" }.joined()
    }

    func segments(of run: Run, from sequence: Int64) async throws -> [Segment] {
        let segments = try await storage.read {
            try RunStore($0).segments(of: run.id, in: run.organization, from: sequence, limit: 64, bundles: true)
        }
        return try segments.map { try ConfidentialBundles(secrets, of: run.id, in: run.organization).open($0) }
    }

    /// The run waits for credits: who called is told that it was taken in, who waits for its end how far it came.
    func paused(_ run: Run) {
        responses.forget(run.id)
        completions.ended(run, outputs: [:])
    }

    func ended(_ run: Run, outputs: Fields) {
        responses.ended(run)
        completions.ended(run, outputs: outputs)
    }
}

extension Operation {
    /// The bundles of the run's trigger are kept with the run, an iterator's are references into its array: neither is kept again.
    var keepsOutput: Bool { !isTrigger && !(isInherent && descriptor?.role == .iterator) }

    var isTrigger: Bool { isInherent && ordinal == 0 && descriptor?.role == .trigger }

    /// A trigger that looks for something new by itself.
    var isPoll: Bool { !isInherent && node.isFirst && node.role == .trigger }
}
