import Values

enum CollectionFunctions {
    static let all: [Function] = [
        Function("keys", "collection or array", "Gives the names of the fields.", arrays: .first, keys),
        Function("toArray", "collection", "Turns a collection into an array of collections with key and value.", toArray),
        Function(
            "toCollection", "array; keyField; valueField", "Turns an array of collections into one collection.", arrays: .first,
            toCollection),
    ]

    static func keys(_ call: Call) throws(EvaluationError) -> Value {
        switch call.value(0) {
        case .collection(let fields): .array(fields.keys.map(Value.text))
        // As in JavaScript, an array's keys are its positions from 0, as texts.
        case .array(let items): .array(items.indices.map { .text(String($0)) })
        default: []
        }
    }

    static func toArray(_ call: Call) throws(EvaluationError) -> Value {
        guard case .collection(let fields) = call.value(0) else { return .array(call.array(0)) }
        return try ExpressionLimits.check(depthOf: .array(fields.entries.map { ["key": .text($0.key), "value": $0.value] }))
    }

    static func toCollection(_ call: Call) throws(EvaluationError) -> Value {
        let (key, value) = (call.value(1), call.value(2))
        var fields = Fields()
        for item in call.array(0) {
            let name = Paths.get(key, of: item)
            if name != .null { fields[try Coercion.text(name)] = Paths.get(value, of: item) }
        }
        return .collection(fields)
    }
}
