package import Values

/// What a field of a mapper gets.
package enum FieldResult: Hashable, Sendable {
    case value(Value)
    /// The word `ignore`: as if the field were not filled.
    case ignore
    /// The word `erase`: the field is sent empty, an empty array where it is one.
    case erase
}

extension Template {
    /// One island alone keeps its type; otherwise everything becomes text. `ignore` is null here, `erase` an empty text.
    package func evaluate(_ context: any EvaluationContext) throws(EvaluationError) -> Value {
        switch body {
        case .constant(let value): return value
        case .island(.reference(let module, let path)) where path.isEmpty: return context.bundle(of: module) ?? .null
        case .island(let expression): return try Evaluator(context: context).value(of: expression)
        case .mixed(let parts): return .text(try Template.text(of: parts, Evaluator(context: context)))
        }
    }

    /// As `evaluate`, but tells `ignore` and `erase` from values, also as the outcome of `if`, `ifempty` and `switch`.
    package func evaluateField(_ context: any EvaluationContext) throws(EvaluationError) -> FieldResult {
        guard case .island(let expression) = body else { return .value(try evaluate(context)) }
        let evaluator = Evaluator(context: context)
        switch try evaluator.chosen(expression) {
        case .keyword(.ignore): return .ignore
        case .keyword(.erase): return .erase
        case let chosen: return .value(try evaluator.value(of: chosen))
        }
    }

    private static func text(of parts: [Part], _ evaluator: Evaluator) throws(EvaluationError) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .island(let expression): text += try Coercion.text(try evaluator.value(of: expression))
            }
            try ExpressionLimits.check(bytes: text.utf8.count)
        }
        return text
    }
}
