package import Values

/// What is different from a common run.
package struct InterpreterOptions: Sendable {
    /// Only this module is run, once, with `bundles` as what the modules before it gave.
    package var onlyModule: Int?
    /// By module id.
    package var bundles: [Int: Value]
    /// A dry run: every filter passes, so that every route is taken, and aggregators gather without evaluating anything.
    package var filtersPass: Bool
    package var limits: InterpreterLimits
    /// A bundle that fails without a handler is kept as an incomplete execution, and the run goes on with the next.
    package var keepsIncomplete: Bool
    /// How often the trigger is asked again in one run, as long as it gives something.
    package var cycles: Int
    /// The run takes up one bundle at the module where it failed before.
    package var resume: ResumePoint?
    /// Where it ends with an error, what it did is taken back: an attempt is to be begun again where it began.
    package var takesBack = false

    package init(
        onlyModule: Int? = nil, bundles: [Int: Value] = [:], filtersPass: Bool = false, limits: InterpreterLimits = InterpreterLimits(),
        keepsIncomplete: Bool = false, cycles: Int = 1, resume: ResumePoint? = nil
    ) {
        self.onlyModule = onlyModule
        self.bundles = bundles
        self.filtersPass = filtersPass
        self.limits = limits
        self.keepsIncomplete = keepsIncomplete
        self.cycles = cycles
        self.resume = resume
    }
}

/// Where a bundle failed, and what could be seen there: enough to go on from that module.
package struct ResumePoint: Hashable, Sendable {
    package var moduleId: Int
    package var path: [Int]
    /// By module id: the bundles of the modules that it came through.
    package var bundles: [Int: Value]
    package var variables: Fields
    package var executionVariables: Fields
    /// The run that came there first: what effects are told apart by from then on.
    package var run: String
    /// Where an aggregator failed as it closed.
    package var group: Group?
    /// Of a merge: which of its branches the bundle came by.
    package var arm: Int?

    /// What an aggregator gathered, of one key.
    package struct Group: Hashable, Sendable {
        package var key: Value
        package var items: [Value]
        /// Among the groups; `nil` where it doesn't group.
        package var position: Int?

        package init(key: Value, items: [Value], position: Int?) {
            self.key = key
            self.items = items
            self.position = position
        }
    }

    package init(
        moduleId: Int, path: [Int], bundles: [Int: Value], variables: Fields = [:], executionVariables: Fields = [:], run: String
    ) {
        self.moduleId = moduleId
        self.path = path
        self.bundles = bundles
        self.variables = variables
        self.executionVariables = executionVariables
        self.run = run
    }
}

/// Bounds of one run; each is named in the failure that it causes.
package struct InterpreterLimits: Hashable, Sendable {
    package var operations: Int
    /// What one aggregator may hold at a time.
    package var aggregatorItems: Int
    /// Bytes of all bundles that loops and aggregators hold at a time, as ``Value/weight`` counts them.
    package var heldBytes: Int

    package init(operations: Int = 1_000_000, aggregatorItems: Int = 1_000_000, heldBytes: Int = 256_000_000) {
        self.operations = operations
        self.aggregatorItems = aggregatorItems
        self.heldBytes = heldBytes
    }
}
