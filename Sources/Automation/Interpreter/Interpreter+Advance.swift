import Expressions
import Values

extension Interpreter {
    /// One step that isn't an operation: into a module, on to the next bundle or route, or out of a loop.
    mutating func advance() {
        if let index = entering {
            entering = nil
            return enter(program.nodes[index])
        }
        guard let top = stack.indices.last else { return finishCycle() }
        switch stack[top].kind {
        case .loop: advanceLoop(top)
        case .groups: advanceGroups(top)
        case .routes: advanceRoutes(top)
        case .closing: advanceClosing(top)
        case .handler: leaveHandler(top)
        }
    }

    private mutating func enter(_ node: ProgramNode) {
        if !isAdmitted, !passes(node) { return }
        isAdmitted = false
        switch node.role {
        case .router: stack.append(Frame(kind: .routes, node: node.index, base: path.count))
        // Nothing to do, and nothing to charge.
        case .placeholder: open([.collection([:])], of: node)
        case .errorDirective: direct(node)
        case .arrayAggregator, .textAggregator, .aggregator:
            guard gather(node) else { return }
            if node.aggregation?.feeder == nil || options.onlyModule != nil { openGroups(of: node) }
        default: request(node, path: path)
        }
    }

    private mutating func passes(_ node: ProgramNode) -> Bool {
        let gate =
            node.role == .merge ? arrivals[node.index].flatMap { node.armFilters.indices.contains($0) ? node.armFilters[$0] : nil } : nil
        guard let filter = gate ?? node.filter, !options.filtersPass, !filter.alwaysPasses else { return true }
        do {
            return try filter.passes(scopeForDecision(of: node))
        } catch {
            let name = filter.name.map { $0.isEmpty ? "The filter" : "The filter \"\($0)\"" } ?? "The filter"
            fail(ModuleFailure(error, at: "\(name) before this module"), at: node)
            return false
        }
    }

    /// Starts the loop over what a module gave.
    mutating func open(_ bundles: [Value], of node: ProgramNode) {
        if let top = stack.indices.last, stack[top].kind == .groups, stack[top].node == node.index {
            let group = gathered[node.index].groups[stack[top].group]
            let (key, isKeyed) = (group.key, node.role == .aggregator && node.aggregation?.groupBy != nil)
            guard hold(bundles, of: node, freeing: group.weight) else { return }
            release(stack[top].group, of: node.index)
            stack[top].bundles = isKeyed ? bundles.map { Self.keyed($0, key) } : bundles
            stack[top].position = 0
            return
        }
        if node.next == nil, node.closers.isEmpty, node.branches.isEmpty { return }
        for closer in node.closers { forget(closer) }
        guard hold(bundles, of: node) else { return }
        stack.append(Frame(kind: .loop, node: node.index, base: path.count, bundles: bundles))
    }

    private mutating func advanceLoop(_ top: Int) {
        let node = program.nodes[stack[top].node]
        guard stack[top].position < stack[top].bundles.count, let next = successor(of: node, stack[top].bundles[stack[top].position]) else {
            return close(top)
        }
        let isLoop = node.role == .iterator || stack[top].bundles.count > 1
        begin(top, node, group: nil, showsIndex: isLoop)
        go(to: next)
    }

    private mutating func advanceGroups(_ top: Int) {
        let node = program.nodes[stack[top].node]
        let isGrouped = node.aggregation?.groupBy != nil
        if let next = node.next, stack[top].position < stack[top].bundles.count {
            begin(top, node, group: isGrouped ? stack[top].group : nil, showsIndex: stack[top].bundles.count > 1)
            go(to: (next, node.arm))
            return
        }
        if stack[top].group >= 0 { release(stack[top].group, of: node.index) }
        stack[top].group += 1
        guard stack[top].group < gathered[node.index].groups.count else { return close(top) }
        stack[top].bundles = []
        letGo(of: node.index)
        setPath(base: stack[top].base, isGrouped ? stack[top].group : nil, nil)
        request(node, path: path)
    }

    /// Where a module's bundle goes: on, or into the branch that an if-else chose.
    private func successor(of node: ProgramNode, _ bundle: Value) -> (node: Int, arm: Int?)? {
        guard node.role == .ifElse else { return node.next.map { ($0, node.arm) } }
        let choice = options.filtersPass ? 0 : bundle["index"]?.asNumber?.int ?? -1
        guard node.branches.indices.contains(choice) else { return nil }
        return node.branches[choice].first.map { ($0, nil) }
    }

    private mutating func go(to next: (node: Int, arm: Int?)) {
        if let arm = next.arm { arrivals[next.node] = arm }
        entering = next.node
    }

    /// Puts the next bundle of the innermost frame where the modules after it see it.
    private mutating func begin(_ top: Int, _ node: ProgramNode, group: Int?, showsIndex: Bool) {
        let position = stack[top].position
        stack[top].position = position + 1
        setPath(base: stack[top].base, group, showsIndex ? position : nil)
        var bundle = stack[top].bundles[position]
        if node.role == .iterator { bundle = Self.iteratorBundle(of: bundle) }
        if node.showsOrder {
            let groups = stack[top].kind == .groups ? gathered[node.index].groups.count : 1
            let isGroups = groups > 1
            bundle = Self.ordered(bundle, isGroups ? stack[top].group : position, of: isGroups ? groups : stack[top].bundles.count)
        }
        current[node.index] = bundle
    }

    private mutating func setPath(base: Int, _ group: Int?, _ position: Int?) {
        if path.count > base { path.removeLast(path.count - base) }
        if let group { path.append(group) }
        if let position { path.append(position) }
    }

    private mutating func advanceRoutes(_ top: Int) {
        let router = program.nodes[stack[top].node]
        let position = stack[top].position
        stack[top].position = position + 1
        if position < router.routes.count {
            take(router.routes[position], top)
        } else if position == router.routes.count, let fallback = router.fallback, !stack[top].hasPassed {
            take(fallback, top)
        } else {
            stack.removeLast()
        }
    }

    private mutating func take(_ first: Int, _ top: Int) {
        guard passes(program.nodes[first]) else { return }
        stack[top].hasPassed = true
        isAdmitted = true
        entering = first
    }

    /// The loop has ended: the aggregators that it feeds close, in their order.
    private mutating func close(_ top: Int) {
        let node = program.nodes[stack[top].node]
        current[node.index] = .null
        letGo(of: node.index)
        setPath(base: stack[top].base, nil, nil)
        if stack[top].kind == .groups { forget(node.index) }
        if node.closers.isEmpty {
            stack.removeLast()
        } else {
            stack[top] = Frame(kind: .closing, node: node.index, base: stack[top].base, isTakenUp: stack[top].isTakenUp)
        }
    }

    private mutating func advanceClosing(_ top: Int) {
        let closers = program.nodes[stack[top].node].closers
        let position = stack[top].position
        guard position < closers.count else {
            stack.removeLast()
            return
        }
        stack[top].position = position + 1
        setPath(base: stack[top].base, nil, nil)
        // It closed in the run before with all that came to it; nothing is to be added.
        if stack[top].isTakenUp, gathered[closers[position]].count == 0 { return }
        openGroups(of: program.nodes[closers[position]])
    }
}
