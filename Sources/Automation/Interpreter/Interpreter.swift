import Ledger
package import Values

/// Says, one operation at a time, what a run does next: a pure function of the program, the trigger's bundles and the results so far. Depth first:
/// a bundle passes all modules after its own, routes in order, before the next bundle begins.
///
/// To replay, call `next` and `complete` with what was recorded; `input` and `perform` may be left out.
package struct Interpreter: Sendable {
    package let program: Program
    package let run: RunIdentity
    package let options: InterpreterOptions
    let trigger: [Value]?
    let system: Value
    let seed: UInt64

    /// Open loops, routers and closing aggregators, the innermost last.
    var stack: [Frame] = []
    /// The bundle that each module is at, by slot.
    var current: [Value]
    var gathered: [Gathering]
    var path: [Int] = []
    /// The module that the bundle at hand goes to.
    var entering: Int?
    /// A router has asked its filter already.
    var isAdmitted = false
    /// Of the handlers on the stack, the innermost last.
    var failures: [ModuleFailure] = []
    /// Bundles that failed and are to be kept, since they were last taken.
    var incomplete: [IncompleteBundle] = []
    /// Which branch a bundle came by to a merge, by the merge's slot.
    var arrivals: [Int: Int] = [:]
    /// An attempt that ended with an error kept its bundle where it came to.
    package internal(set) var isCarriedOn = false
    /// Bytes of bundles that are held now, and by which module's loop.
    package internal(set) var held = 0
    var weights: [Int]
    /// How often the trigger was asked again.
    package private(set) var cycle = 0
    private var triggerGave = false
    private var pending: Operation?
    private var outcome: RunOutcome?

    var now: Timestamp
    private var ordinal = 0
    /// Evaluations outside of operations: filters and aggregators' items.
    private var evaluations: UInt64 = 0
    var roundtripVariables = Fields()
    /// Of scope `execution`: what a run's next cycle begins with.
    package var executionVariables: Fields
    private var outputs = Fields()

    /// `trigger`: the bundles of the first module where it is a trigger, or stands for one; `nil` if that module is to be performed.
    package init(program: Program, run: RunIdentity, trigger: [Value]? = nil, options: InterpreterOptions = InterpreterOptions()) {
        self.program = program
        self.run = run
        self.trigger = trigger
        self.options = options
        system = run.system
        seed = Randomness.seed(run: run.id)
        current = Array(repeating: .null, count: program.nodes.count)
        gathered = Array(repeating: Gathering(), count: program.nodes.count)
        weights = Array(repeating: 0, count: program.nodes.count)
        now = run.startedAt
        executionVariables = run.variables
        entering = program.start
        if let only = options.onlyModule {
            prepare(only)
        } else if let point = options.resume {
            begin(at: point)
        } else if options.cycles > 1 {
            path = [0]
        }
    }

    /// Operations that are done.
    package var operations: Int { ordinal }

    /// The same until it is completed.
    package mutating func next() -> Step {
        while true {
            if let outcome { return .finished(outcome) }
            if let pending { return .perform(pending) }
            advance()
        }
    }

    package mutating func complete(_ operation: Operation, _ result: OperationResult) {
        precondition(pending == operation, "An operation was completed that isn't the next.")
        pending = nil
        ordinal += 1
        now = result.endedAt
        if let failure = result.failure { return fail(failure, at: operation.node) }
        remember(result.bundles, of: operation)
        if operation.node.isFirst, operation.node.role == .trigger, !operation.isInherent { triggerGave = !result.bundles.isEmpty }
        if options.onlyModule != nil { return finish() }
        open(result.bundles, of: operation.node)
    }

    /// Bundles that failed since this was last asked, to be kept as incomplete executions.
    package mutating func takeIncomplete() -> [IncompleteBundle] {
        guard !incomplete.isEmpty else { return [] }
        defer { incomplete = [] }
        return incomplete
    }

    mutating func end(_ failure: ModuleFailure, at node: ProgramNode) {
        stack = []
        failures = []
        entering = nil
        outcome = .failed(failure, moduleId: node.id)
    }

    mutating func failUnknown(_ moduleId: Int) {
        let failure = ModuleFailure("InvalidConfigurationError", "There is no module \(moduleId) in this blueprint.", began: false)
        outcome = .failed(failure, moduleId: moduleId)
    }

    mutating func finish() {
        stack = []
        failures = []
        entering = nil
        outcome = .completed(outputs: outputs)
    }

    /// All bundles are through: the trigger is asked again, or the run is over.
    mutating func finishCycle() {
        guard triggerGave, cycle + 1 < options.cycles, options.resume == nil, options.onlyModule == nil else { return finish() }
        cycle += 1
        triggerGave = false
        path = [cycle]
        roundtripVariables = [:]
        entering = program.start
    }

    mutating func request(_ node: ProgramNode, path: [Int]) {
        guard ordinal < options.limits.operations else {
            let limit = options.limits.operations
            // No handler's business: one that ignores it would drop all that is left, and the run end well.
            let failure = ModuleFailure(
                "OperationsLimitExceededError", "A run has at most \(limit) operations (limit: operations).", began: false)
            carryOn(failure, at: node)
            return end(failure, at: node)
        }
        let bundles = given(to: node)
        pending = Operation(
            ordinal: ordinal, node: node, path: path, kind: bundles?.isEmpty == true ? .checkRun : bundles == nil ? node.kind : .trigger,
            isInherent: bundles != nil || node.role.isInherent)
    }

    /// The trigger's bundles, for the module that they are of.
    func given(to node: ProgramNode) -> [Value]? {
        guard node.isFirst, let trigger, node.role == .trigger || node.descriptor == nil else { return nil }
        return trigger
    }

    /// What a text sees that is evaluated outside of an operation.
    mutating func scopeForDecision(of node: ProgramNode) -> EvaluationScope {
        evaluations += 1
        return scope(of: node, salt: evaluations << 1 | 1)
    }

    func scope(of node: ProgramNode, salt: UInt64) -> EvaluationScope {
        EvaluationScope(
            bindings: node.bindings, current: current, system: system, now: now, zone: run.zone, executionId: run.id,
            seed: Randomness.mixed(seed ^ Randomness.mixed(salt)))
    }

    /// Sets variables and outputs from an operation's bundles, so that a replay needs nothing else.
    private mutating func remember(_ bundles: [Value], of operation: Operation) {
        let node = operation.node
        switch node.role {
        case .setVariable, .setVariables:
            let isForRun = scopeOfVariables(operation) == "execution"
            for case .collection(let fields) in bundles {
                for entry in fields.entries {
                    if isForRun { executionVariables[entry.key] = entry.value } else { roundtripVariables[entry.key] = entry.value }
                }
            }
        case .returnOutputs:
            for case .collection(let fields) in bundles {
                for entry in fields.entries { outputs[entry.key] = entry.value }
            }
        default: break
        }
    }
}

extension ModuleRole {
    /// Done by the interpreter. A trigger is, too, where its bundles are given.
    var isInherent: Bool {
        switch self {
        case .iterator, .arrayAggregator, .textAggregator, .setVariable, .setVariables, .getVariable, .getVariables, .returnOutputs,
            .ifElse, .merge:
            true
        case .trigger, .action, .search, .aggregator, .router, .errorDirective, .placeholder: false
        }
    }
}
