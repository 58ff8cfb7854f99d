import Values

extension Interpreter {
    /// What a bundle needs to go on from the module that it is at.
    func point(at node: ProgramNode) -> ResumePoint {
        var bundles: [Int: Value] = [:]
        for slot in node.chain { bundles[program.nodes[slot].id] = current[slot] }
        var point = ResumePoint(
            moduleId: node.id, path: path, bundles: bundles, variables: roundtripVariables, executionVariables: executionVariables,
            run: options.resume?.run ?? run.id)
        if node.role == .merge {
            point.arm = arrivals[node.index]
            // The branch that it came by is visible to the merge alone.
            for binding in node.bindings where !current[binding.slot].isNull { point.bundles[binding.id] = current[binding.slot] }
        }
        if isClosing(node) {
            let group = group(of: node)
            let position = node.aggregation?.groupBy == nil ? nil : stack.last?.group
            point.group = ResumePoint.Group(key: group.key, items: group.items, position: position)
        }
        return point
    }

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
        if node.role == .merge {
            arrivals[node.index] = point.arm
            for binding in node.bindings { current[binding.slot] = point.bundles[binding.id] ?? .null }
        }
        if let group = point.group, node.aggregation != nil { return close(group, of: node) }
        isAdmitted = true
        entering = node.index
    }

    /// The aggregator had gathered all, and failed as it closed.
    private mutating func close(_ group: ResumePoint.Group, of node: ProgramNode) {
        let position = max(0, group.position ?? 0)
        gathered[node.index] = Gathering(group, at: position)
        held += gathered[node.index].weight
        let base = max(0, path.count - (group.position == nil ? 0 : 1))
        stack.append(Frame(kind: .groups, node: node.index, base: base, group: position))
        entering = nil
        request(node, path: path)
    }
}
