import Expressions
import Values

/// The gate before a module, ready to be asked: one of the groups must pass, and all conditions in it.
struct Filter: Sendable {
    let name: String?
    let groups: [[FilterCondition]]

    /// Without conditions it only names a route.
    var alwaysPasses: Bool { groups.isEmpty || groups.contains(where: \.isEmpty) }

    func passes(_ scope: EvaluationScope) throws(EvaluationError) -> Bool {
        if alwaysPasses { return true }
        for group in groups {
            if try Self.passes(group, scope) { return true }
        }
        return false
    }

    private static func passes(_ group: [FilterCondition], _ scope: EvaluationScope) throws(EvaluationError) -> Bool {
        for condition in group {
            if try !condition.holds(scope) { return false }
        }
        return true
    }
}

struct FilterCondition: Sendable {
    /// `nil` where it isn't one that we know: the condition fails, as a guess could let through what must not pass.
    let operation: FilterOperator?
    let name: String
    let left: FieldTemplate
    let right: FieldTemplate

    func holds(_ scope: EvaluationScope) throws(EvaluationError) -> Bool {
        guard let operation else { throw EvaluationError(type: "InvalidConfigurationError", message: "There is no operator \"\(name)\".") }
        let left = try left.evaluate(scope) ?? .null
        let right = operation.subject == .existence ? .null : try right.evaluate(scope) ?? .null
        return try operation.holds(left, right, zone: scope.zone)
    }
}

extension TemplateReader {
    mutating func filter(_ filter: BlueprintFilter) -> Filter {
        var groups: [[FilterCondition]] = []
        for group in filter.conditions { groups.append(group.map { condition($0) }) }
        return Filter(name: filter.name, groups: groups)
    }

    private mutating func condition(_ condition: BlueprintCondition) -> FilterCondition {
        let operation = FilterOperator(condition.operation)
        if operation == nil {
            warn("\(condition.path).o", "There is no operator \"\(condition.operation)\"; this fails when it is reached.")
        }
        return FilterCondition(
            operation: operation, name: condition.operation,
            left: template(condition.left, path: "\(condition.path).a") ?? .constant(.null),
            right: template(condition.right, path: "\(condition.path).b") ?? .constant(.null))
    }
}
