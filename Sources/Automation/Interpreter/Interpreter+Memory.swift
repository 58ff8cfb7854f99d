import Values

extension Interpreter {
    /// Counts the bundles that a module's loop holds; false where the run would hold more than it may, and has failed.
    /// - Parameter freeing: bytes that are let go of for them.
    mutating func hold(_ bundles: [Value], of node: ProgramNode, freeing: Int = 0) -> Bool {
        let weight = bundles.reduce(0) { $0 + $1.weight }
        guard fits(weight - weights[node.index] - freeing, at: node) else { return false }
        held += weight - weights[node.index]
        weights[node.index] = weight
        return true
    }

    /// Adds an item to what an aggregator gathers; false as above, and then nothing is added.
    mutating func hold(_ item: Value, to key: Value, gatheredBy node: ProgramNode) -> Bool {
        let weight = gathered[node.index].weight(adding: item, to: key)
        guard fits(weight, at: node) else { return false }
        gathered[node.index].add(item, to: key, weight: weight)
        held += weight
        return true
    }

    /// Of a module's bundles. What an aggregator gathered stays counted, as it stays.
    mutating func letGo(of index: Int) {
        held -= weights[index]
        weights[index] = 0
    }

    /// Lets go of a group's items.
    mutating func release(_ group: Int, of index: Int) {
        held -= gathered[index].weight
        gathered[index].release(group)
        held += gathered[index].weight
    }

    /// Of all that an aggregator gathered: its loop begins anew, or all is given.
    mutating func forget(_ aggregator: Int) {
        held -= gathered[aggregator].weight
        gathered[aggregator] = Gathering()
        letGo(of: aggregator)
    }

    private mutating func fits(_ weight: Int, at node: ProgramNode) -> Bool {
        let limit = options.limits.heldBytes
        guard held + weight > limit else { return true }
        fail(
            ModuleFailure(
                "DataSizeLimitExceededError",
                "A run holds at most \(limit / 1_000_000) MB of bundles at a time (limit: heldBytes). Read less at once, or gather fewer fields."
            ), at: node)
        return false
    }
}
