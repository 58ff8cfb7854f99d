import Expressions
import Values

extension Interpreter {
    /// Takes the bundle at hand into an aggregator; false where it failed.
    mutating func gather(_ node: ProgramNode) -> Bool {
        guard gathered[node.index].count < options.limits.aggregatorItems else {
            let limit = options.limits.aggregatorItems
            let message = "An aggregator holds at most \(limit) items (limit: aggregatorItems)."
            fail(ModuleFailure("MaxResultsExceededError", message, began: false), at: node)
            return false
        }
        do throws(ModuleFailure) {
            let (key, item) = try options.filtersPass ? (.null, .null) : evaluatedItem(of: node)
            return hold(item, to: key, gatheredBy: node)
        } catch {
            fail(error, at: node)
            return false
        }
    }

    private mutating func evaluatedItem(of node: ProgramNode) throws(ModuleFailure) -> (key: Value, item: Value) {
        let scope = scopeForDecision(of: node)
        let fields = try node.mapper.evaluate(scope)
        let item: Value
        do {
            item = node.role == .textAggregator ? .text(try Coercion.text(fields["value"] ?? .null)) : .collection(fields)
        } catch {
            throw ModuleFailure(error, at: "value")
        }
        guard let groupBy = node.aggregation?.groupBy else { return (.null, item) }
        do {
            return (try groupBy.evaluate(scope) ?? .null, item)
        } catch {
            throw ModuleFailure(error, at: "groupBy")
        }
    }

    /// The loop that feeds it has ended: an operation per group.
    mutating func openGroups(of node: ProgramNode) {
        if gathered[node.index].groups.isEmpty {
            guard node.aggregation?.stopIfEmpty != true else { return }
            gathered[node.index].addEmptyGroup()
        }
        for closer in node.closers { forget(closer) }
        stack.append(Frame(kind: .groups, node: node.index, base: path.count))
    }

    /// What the group holds that an aggregator is at.
    func gatheredItems(of node: ProgramNode) -> [Value] { group(of: node).items }

    func group(of node: ProgramNode) -> Gathering.Group {
        guard let frame = stack.last, frame.kind == .groups, frame.node == node.index else {
            preconditionFailure("An aggregator was performed that isn't closing.")
        }
        return gathered[node.index].groups[frame.group]
    }

    /// What an aggregator gives for the group that it is at.
    func aggregate(_ node: ProgramNode, scope: EvaluationScope) throws(ModuleFailure) -> Fields {
        let group = group(of: node)
        var output = Fields()
        if node.role == .textAggregator {
            let separator = try separator(node.parameters.evaluate(scope))
            output["text"] = .text(Self.joined(group.items, separator))
        } else {
            output["array"] = .array(group.items)
        }
        if node.aggregation?.groupBy != nil { output["__IMTKEY__"] = group.key }
        return output
    }

    private func separator(_ parameters: Fields) -> String {
        let separator = parameters["rowSeparator"]?.asText ?? ""
        return separator == "other" ? parameters["otherRowSeparator"]?.asText ?? "" : separator
    }

    private static func joined(_ items: [Value], _ separator: String) -> String {
        var text = ""
        text.reserveCapacity(items.reduce(0) { $0 + ($1.asText?.utf8.count ?? 0) + separator.utf8.count })
        for (position, item) in items.enumerated() {
            if position > 0 { text += separator }
            text += item.asText ?? ""
        }
        return text
    }
}
