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

extension Interpreter {
    /// An attempt is about to end before this operation: whether its bundle is kept there, and so needn't begin where it began.
    /// - Parameter isTakenBack: with its end, what it did counts no more.
    package mutating func carryOn(_ failure: ModuleFailure, before operation: Operation, retry: RetryPolicy, isTakenBack: Bool) -> Bool {
        carryOn(failure, at: operation.node, retry: retry, isTakenBack: isTakenBack)
        return isCarriedOn
    }

    /// Only where nothing else is left of the attempt, which would be lost.
    mutating func carryOn(_ failure: ModuleFailure, at node: ProgramNode, retry: RetryPolicy = .byHand, isTakenBack: Bool? = nil) {
        guard let point = options.resume, !(isTakenBack ?? options.takesBack) else { return }
        let (first, failed) = leaveHandlers(failure, at: node)
        guard isFurther(failed, than: point), isAlone else { return }
        keep(first, at: failed, retry)
        isCarriedOn = true
    }

    func isFurther(_ node: ProgramNode, than point: ResumePoint) -> Bool { node.id != point.moduleId || path != point.path }

    /// Nothing waits but the bundle at hand.
    private var isAlone: Bool {
        let closing = stack.compactMap { $0.kind == .groups ? $0.node : nil }
        return stack.allSatisfy(isThrough) && gathered.indices.allSatisfy { gathered[$0].count == 0 || closing.contains($0) }
    }

    /// What a frame holds has begun, to the last.
    private func isThrough(_ frame: Frame) -> Bool {
        let node = program.nodes[frame.node]
        return switch frame.kind {
        case .loop: frame.position >= frame.bundles.count
        case .groups: frame.position >= frame.bundles.count && frame.group + 1 >= gathered[frame.node].groups.count
        case .routes:
            frame.position > node.routes.count || frame.position == node.routes.count && (node.fallback == nil || frame.hasPassed)
        case .closing: frame.isTakenUp || frame.position >= node.closers.count
        case .handler: false
        }
    }
}
