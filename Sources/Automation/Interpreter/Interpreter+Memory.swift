import Values

extension Interpreter {
    /// Counts the bundles that a module's loop holds; false where the run would hold more than it may, and has failed.
    mutating func hold(_ bundles: [Value], of node: ProgramNode) -> Bool {
        let weight = bundles.reduce(0) { $0 + $1.weight }
        held += weight - weights[node.index]
        weights[node.index] = weight
        return isWithinBound(at: node)
    }

    /// Counts an item that an aggregator gathers.
    mutating func hold(_ item: Value, gatheredBy node: ProgramNode) -> Bool {
        let weight = item.weight
        held += weight
        weights[node.index] += weight
        return isWithinBound(at: node)
    }

    mutating func letGo(of index: Int) {
        held -= weights[index]
        weights[index] = 0
    }

    private mutating func isWithinBound(at node: ProgramNode) -> Bool {
        let limit = options.limits.heldBytes
        guard held > limit else { return true }
        letGo(of: node.index)
        fail(
            ModuleFailure(
                "DataSizeLimitExceededError",
                "A run holds at most \(limit / 1_000_000) MB of bundles at a time (limit: heldBytes). Read less at once, or gather fewer fields."
            ), at: node)
        return false
    }
}
