import Expressions
import Values

/// How an error route ends.
enum ErrorDirective: String {
    case ignore = "builtin:Ignore"
    case resume = "builtin:Resume"
    case commit = "builtin:Commit"
    case rollback = "builtin:Rollback"
    case breaking = "builtin:Break"
}

extension Interpreter {
    /// One place for every failure: the module's handler, or the keeping of the bundle, or the end of the run.
    mutating func fail(_ failure: ModuleFailure, at node: ProgramNode) {
        isAdmitted = false
        if options.onlyModule == nil, let handler = node.handler { return handle(failure, of: node, by: handler) }
        let policy: RetryPolicy = failures.isEmpty && failure.passes ? .backOff : .byHand
        let (first, failed) = leaveHandlers(failure, at: node)
        guard keeps(failure, at: failed) else { return end(failure, at: node) }
        keep(first, at: failed, policy)
    }

    private func keeps(_ failure: ModuleFailure, at node: ProgramNode) -> Bool {
        guard options.onlyModule == nil else { return false }
        guard let point = options.resume else { return options.keepsIncomplete && !node.isFirst && !failure.isOfTheRun }
        // What the attempt did so far is not to be done again, whatever it failed of.
        return !failure.isOfTheRun || isFurther(node, than: point) && failure.type != "InconsistencyError"
    }

    /// What fails within handlers, or is kept there, failed to handle a failure: the bundle goes on from where it failed first, as only from
    /// there it can come back to its flow.
    mutating func leaveHandlers(_ failure: ModuleFailure, at node: ProgramNode) -> (ModuleFailure, ProgramNode) {
        guard let outermost = stack.firstIndex(where: { $0.kind == .handler }) else { return (failure, node) }
        let (first, failed) = (failures[0], program.nodes[stack[outermost].node])
        unwind(to: outermost)
        return (first, failed)
    }

    private mutating func handle(_ failure: ModuleFailure, of node: ProgramNode, by handler: Int) {
        stack.append(Frame(kind: .handler, node: node.index, base: path.count))
        failures.append(failure)
        current[node.index] = failure.bundle
        entering = handler
    }

    /// A directive ends the handler that it stands in; elsewhere it is passed.
    mutating func direct(_ node: ProgramNode) {
        guard let handler = stack.lastIndex(where: { $0.kind == .handler }), let directive = ErrorDirective(rawValue: node.module) else {
            return open([.collection([:])], of: node)
        }
        let fields: Fields
        do throws(ModuleFailure) {
            fields = try node.mapper.evaluate(scopeForDecision(of: node))
        } catch {
            return fail(error, at: node)
        }
        guard let failure = failures.last else { preconditionFailure("a handler runs without a failure") }
        let failed = program.nodes[stack[handler].node]
        unwind(to: handler)
        switch directive {
        case .ignore: break
        case .resume:
            let isGathering = failed.aggregation != nil && !isClosing(failed)
            if !isGathering { open([.collection(fields)], of: failed) }
        case .commit: finish()
        case .rollback:
            carryOn(failure, at: failed)
            end(failure, at: failed)
        case .breaking:
            let (first, failed) = leaveHandlers(failure, at: failed)
            keep(first, at: failed, Self.policy(fields))
        }
    }

    func isClosing(_ node: ProgramNode) -> Bool { stack.last.map { $0.kind == .groups && $0.node == node.index } ?? false }

    /// The handler came to its end without a directive: the failed bundle is dropped.
    mutating func leaveHandler(_ top: Int) { unwind(to: top) }

    /// Takes the handler off the stack, with all that is open inside it.
    private mutating func unwind(to handler: Int) {
        let frame = stack[handler]
        failures.removeLast(stack[handler...].count { $0.kind == .handler })
        for inner in stack[handler...] where inner.kind != .handler {
            letGo(of: inner.node)
            if inner.kind == .groups { forget(inner.node) }
            for closer in program.nodes[inner.node].closers { forget(closer) }
        }
        stack.removeLast(stack.count - handler)
        if path.count > frame.base { path.removeLast(path.count - frame.base) }
        current[frame.node] = .null
        entering = nil
    }

    mutating func keep(_ failure: ModuleFailure, at node: ProgramNode, _ retry: RetryPolicy) {
        let point = point(at: node)
        incomplete.append(IncompleteBundle(point: point, module: node.module, failure: failure, retry: retry))
    }

    private static func policy(_ fields: Fields) -> RetryPolicy {
        func number(_ name: String, _ standard: Int, _ limit: Int) -> Int {
            guard let number = fields[name].flatMap({ try? Coercion.number($0) })?.int else { return standard }
            return min(max(number, 1), limit)
        }
        let asked = fields["retry"] ?? .null
        guard asked == .boolean(true) || asked == "true" else { return .byHand }
        return .every(minutes: number("interval", 15, RetryPolicy.minuteLimit), attempts: number("count", 3, RetryPolicy.attemptLimit))
    }
}
