import Values

extension Evaluator {
    func chain(_ first: Expression, _ operands: [Expression.Operand]) throws(EvaluationError) -> Value {
        if operands.count > 1, operands.allSatisfy({ $0.symbol == .add }) { return try sum(first, operands) }
        var result = try value(of: first)
        for operand in operands { result = try apply(operand.symbol, result, operand.expression) }
        return result
    }

    private func apply(_ symbol: Operator, _ left: Value, _ expression: Expression) throws(EvaluationError) -> Value {
        switch symbol {
        case .or: return .boolean(Coercion.boolean(left) ? true : Coercion.boolean(try value(of: expression)))
        case .and: return .boolean(Coercion.boolean(left) ? Coercion.boolean(try value(of: expression)) : false)
        default: break
        }
        let right = try value(of: expression)
        switch symbol {
        case .equal: return .boolean(Comparison.equal(left, right, zone: context.zone))
        case .notEqual: return .boolean(!Comparison.equal(left, right, zone: context.zone))
        case .less: return .boolean(Comparison.order(left, right, zone: context.zone) == .less)
        case .greater: return .boolean(Comparison.order(left, right, zone: context.zone) == .greater)
        case .lessOrEqual: return .boolean(Comparison.order(left, right, zone: context.zone).map { $0 != .greater } ?? false)
        case .greaterOrEqual: return .boolean(Comparison.order(left, right, zone: context.zone).map { $0 != .less } ?? false)
        case .add: return try Arithmetic.sum(left, right)
        default: return .number(try Arithmetic.apply(symbol, try Arithmetic.number(left), try Arithmetic.number(right)))
        }
    }

    /// Texts joined by `+`, the most frequent use of it, grow one text instead of making one each time.
    private func sum(_ first: Expression, _ operands: [Expression.Operand]) throws(EvaluationError) -> Value {
        var result = try value(of: first)
        for operand in operands {
            let right = try value(of: operand.expression)
            guard case .text(var text) = result else {
                result = try Arithmetic.sum(result, right)
                continue
            }
            result = .null
            text += try Coercion.text(right)
            try ExpressionLimits.check(bytes: text.utf8.count)
            result = .text(text)
        }
        return result
    }
}

enum Arithmetic {
    /// Numbers are added; anything else becomes text. Nothing and a number are the number.
    static func sum(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
        switch (left, right) {
        case (.number(let a), .number(let b)): return .number(a + b)
        case (.null, .null): return .null
        case (.null, .number), (.number, .null): return left == .null ? right : left
        default: return try ExpressionLimits.check(try Coercion.text(left) + Coercion.text(right))
        }
    }

    /// A side of `-`, `*`, `/` or `%`: nothing is 0, a date its milliseconds, so that two dates have a difference.
    static func number(_ value: Value) throws(EvaluationError) -> Number {
        switch value {
        case .number(let number): number
        case .null, .text(""): .zero
        case .date(let date): Number(date.milliseconds)
        default: try Coercion.number(value)
        }
    }

    static func apply(_ symbol: Operator, _ left: Number, _ right: Number) throws(EvaluationError) -> Number {
        let result: Number? =
            switch symbol {
            case .subtract: left - right
            case .multiply: left * right
            case .divide: left / right
            default: left % right
            }
        guard let result else { throw .data("A number can't be divided by zero.") }
        return result
    }
}
