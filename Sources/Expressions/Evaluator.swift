import Values

struct Evaluator {
    let context: any EvaluationContext

    func value(of expression: Expression) throws(EvaluationError) -> Value {
        switch expression {
        case .constant(let value): return value
        case .reference(let module, let path):
            guard let bundle = context.bundle(of: module) else { return .null }
            return try follow(path, from: bundle)
        case .variable(let names, let path): return try follow(path, from: context.variable(names))
        case .keyword(let keyword): return value(of: keyword)
        case .call(let function, let arguments): return try call(function, arguments)
        case .choice: return try value(of: chosen(expression))
        case .unknownCall(let name): throw .runtime(FunctionHints.message(for: name))
        case .negation(let inner): return .number(-(try Arithmetic.number(try value(of: inner))))
        case .not(let inner): return .boolean(!Coercion.boolean(try value(of: inner)))
        case .chain(let first, let operands): return try chain(first, operands)
        case .path(let inner, let path): return try follow(path, from: try value(of: inner))
        }
    }

    /// As `value(of:)`, but what ends with `[]` is the whole array.
    private func wholeValue(of expression: Expression) throws(EvaluationError) -> Value {
        switch expression {
        case .reference(let module, let path) where path.last?.isEach == true:
            guard let bundle = context.bundle(of: module) else { return .null }
            return try follow(path.dropLast(), from: bundle)
        case .variable(let names, let path) where path.last?.isEach == true:
            return try follow(path.dropLast(), from: context.variable(names))
        case .path(let inner, let path) where path.last?.isEach == true: return try follow(path.dropLast(), from: try value(of: inner))
        case .choice: return try wholeValue(of: chosen(expression, isWhole: true))
        default: return try value(of: expression)
        }
    }

    private func call(_ function: Function, _ arguments: [Expression]) throws(EvaluationError) -> Value {
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        for (position, argument) in arguments.enumerated() {
            values.append(try function.wantsArray(at: position) ? wholeValue(of: argument) : value(of: argument))
        }
        do throws(EvaluationError) {
            return try function.body(Call(arguments: values, context: context))
        } catch {
            throw EvaluationError(type: error.type, message: "Function '\(function.name)': \(error.message)")
        }
    }

    private func value(of keyword: Keyword) -> Value {
        switch keyword {
        case .now: .date(context.now)
        case .timestamp: .number(Number(context.now.milliseconds.flooredDivision(by: 1000).quotient))
        case .random: .number(Number(Double(context.random() >> 11) / 0x1p53) ?? 0)
        case .uuid: .text(Chance.uuid(context))
        case .executionId: .text(context.executionId)
        case .ignore: .null
        case .erase, .emptystring: .text("")
        }
    }

    /// Follows `if`, `ifempty` and `switch` to the expression that is their result. What had to be evaluated on the way is a constant.
    /// - Parameter isWhole: what ends with `[]` is the whole array.
    func chosen(_ expression: Expression, isWhole: Bool = false) throws(EvaluationError) -> Expression {
        var expression = expression
        while case .choice(let choice, let arguments) = expression {
            expression =
                switch choice {
                case .if: try branch(of: arguments)
                case .ifempty: try filled(of: arguments, isWhole)
                case .switch: try matching(of: arguments)
                }
        }
        return expression
    }

    private func branch(of arguments: [Expression]) throws(EvaluationError) -> Expression {
        guard let condition = arguments.first else { return .constant(.null) }
        let position = Coercion.boolean(try value(of: condition)) ? 1 : 2
        return position < arguments.count ? arguments[position] : .constant(.null)
    }

    private func filled(of arguments: [Expression], _ isWhole: Bool) throws(EvaluationError) -> Expression {
        guard let first = arguments.first else { return .constant(.null) }
        // `ignore` counts as empty like the null that it is, so it needs no case of its own.
        let chosen = try chosen(first, isWhole: isWhole)
        if case .keyword(.emptystring) = chosen { return chosen }
        let value = try isWhole ? wholeValue(of: chosen) : value(of: chosen)
        guard value == .null || value == .text("") else { return .constant(value) }
        return arguments.count > 1 ? arguments[1] : .constant(.null)
    }

    private func matching(of arguments: [Expression]) throws(EvaluationError) -> Expression {
        guard let subject = arguments.first else { return .constant(.null) }
        let value = try value(of: subject)
        var position = 1
        while position + 1 < arguments.count {
            if Comparison.equal(value, try self.value(of: arguments[position]), zone: context.zone) { return arguments[position + 1] }
            position += 2
        }
        return position < arguments.count ? arguments[position] : .constant(.null)
    }
}
