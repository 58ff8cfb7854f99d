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

    package init(
        onlyModule: Int? = nil, bundles: [Int: Value] = [:], filtersPass: Bool = false, limits: InterpreterLimits = InterpreterLimits()
    ) {
        self.onlyModule = onlyModule
        self.bundles = bundles
        self.filtersPass = filtersPass
        self.limits = limits
    }
}

/// Bounds of one run; each is named in the failure that it causes.
package struct InterpreterLimits: Hashable, Sendable {
    package var operations: Int
    /// What one aggregator may hold at a time.
    package var aggregatorItems: Int

    package init(operations: Int = 1_000_000, aggregatorItems: Int = 1_000_000) {
        self.operations = operations
        self.aggregatorItems = aggregatorItems
    }
}
