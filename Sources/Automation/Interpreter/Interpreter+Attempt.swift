import Values

extension Interpreter {
    /// Takes up a bundle where it failed. Of the loops around it, only aggregators close that it came to.
    mutating func begin(at point: ResumePoint) {
        guard let node = program.node(point.moduleId) else {
            entering = nil
            return failUnknown(point.moduleId)
        }
        path = point.path
        roundtripVariables = point.variables
        executionVariables = point.executionVariables
        for slot in node.chain {
            current[slot] = point.bundles[program.nodes[slot].id] ?? .null
            guard !program.nodes[slot].closers.isEmpty else { continue }
            stack.append(Frame(kind: .loop, node: slot, base: path.count, isTakenUp: true))
        }
        isAdmitted = true
        entering = node.index
    }
}
