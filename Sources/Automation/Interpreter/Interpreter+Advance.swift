import Expressions
import Values

extension Interpreter {
    /// One step that isn't an operation: into a module, on to the next bundle or route, or out of a loop.
    mutating func advance() {
        if let index = entering {
            entering = nil
            return enter(program.nodes[index])
        }
        guard let top = stack.indices.last else { return finish() }
        switch stack[top].kind {
        case .loop: advanceLoop(top)
        case .groups: advanceGroups(top)
        case .routes: advanceRoutes(top)
        case .closing: advanceClosing(top)
        }
    }

    private mutating func enter(_ node: ProgramNode) {
        if !isAdmitted, !passes(node) { return }
        isAdmitted = false
        switch node.role {
        case .router: stack.append(Frame(kind: .routes, node: node.index, base: path.count))
        // Nothing to do, and nothing to charge.
        case .placeholder, .errorDirective: open([.collection([:])], of: node)
        case .arrayAggregator, .textAggregator, .aggregator:
            gather(node)
            if node.aggregation?.feeder == nil || options.onlyModule != nil { openGroups(of: node) }
        default: request(node, path: path)
        }
    }

    private mutating func passes(_ node: ProgramNode) -> Bool {
        guard let filter = node.filter, !options.filtersPass, !filter.alwaysPasses else { return true }
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
            let key = gathered[node.index].groups[stack[top].group].key
            gathered[node.index].release(stack[top].group)
            let isKeyed = node.role == .aggregator && node.aggregation?.groupBy != nil
            stack[top].bundles = isKeyed ? bundles.map { Self.keyed($0, key) } : bundles
            stack[top].position = 0
            return
        }
        if node.next == nil, node.closers.isEmpty { return }
        for closer in node.closers { gathered[closer] = Gathering() }
        stack.append(Frame(kind: .loop, node: node.index, base: path.count, bundles: bundles))
    }

    private mutating func advanceLoop(_ top: Int) {
        let node = program.nodes[stack[top].node]
        guard let next = node.next, stack[top].position < stack[top].bundles.count else { return close(top) }
        let isLoop = node.role == .iterator || stack[top].bundles.count > 1
        begin(top, node, group: nil, showsIndex: isLoop)
        entering = next
    }

    private mutating func advanceGroups(_ top: Int) {
        let node = program.nodes[stack[top].node]
        let isGrouped = node.aggregation?.groupBy != nil
        if let next = node.next, stack[top].position < stack[top].bundles.count {
            begin(top, node, group: isGrouped ? stack[top].group : nil, showsIndex: stack[top].bundles.count > 1)
            entering = next
            return
        }
        stack[top].group += 1
        guard stack[top].group < gathered[node.index].groups.count else { return close(top) }
        stack[top].bundles = []
        setPath(base: stack[top].base, isGrouped ? stack[top].group : nil, nil)
        request(node, path: path)
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
        setPath(base: stack[top].base, nil, nil)
        if stack[top].kind == .groups { gathered[node.index] = Gathering() }
        if node.closers.isEmpty {
            stack.removeLast()
        } else {
            stack[top] = Frame(kind: .closing, node: node.index, base: stack[top].base)
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
        openGroups(of: program.nodes[closers[position]])
    }
}
