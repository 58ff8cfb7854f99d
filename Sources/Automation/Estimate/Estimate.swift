package import Ledger

/// What a run costs before it has run: a walk over the graph, with one bundle out of every module.
package struct Estimate: Hashable, Sendable {
    /// What certainly runs if nothing fails: up to the first module that may give nothing, and past loops that are gathered again.
    package var minimum: Cost
    /// Every filter passes, and so every route is taken but the fallback, unless it is the only one.
    package var expected: Cost
    /// Those that are expected to run, in the order in which they do.
    package var modules: [Module]

    package struct Cost: Hashable, Sendable {
        package var operations: Int
        package var credits: Credits

        package init(operations: Int = 0, credits: Credits = .zero) {
            self.operations = operations
            self.credits = credits
        }
    }

    package struct Module: Hashable, Sendable {
        package var moduleId: Int
        package var module: String
        package var cost: Cost
        package var isCertain: Bool
        /// Runs once per bundle of a module that may give several.
        package var isPerBundle: Bool
        package var isKnown: Bool
    }

    package typealias Price = (ModuleDescriptor?) -> (operations: Int, credits: Credits)

    package init(_ program: Program, price: Price) {
        var walk = EstimateWalk(program: program)
        walk.run()
        modules = walk.visits.map { visit in
            let node = program.nodes[visit.node]
            let price = price(node.descriptor)
            return Module(
                moduleId: node.id, module: node.module, cost: Cost(operations: price.operations, credits: price.credits),
                isCertain: visit.isCertain, isPerBundle: visit.isPerBundle, isKnown: node.descriptor != nil)
        }
        minimum = Self.sum(modules.filter(\.isCertain))
        expected = Self.sum(modules)
    }

    private static func sum(_ modules: [Module]) -> Cost {
        modules.reduce(into: Cost()) { sum, module in
            sum.operations += module.cost.operations
            sum.credits += module.cost.credits
        }
    }
}
