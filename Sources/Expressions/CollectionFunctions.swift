import Values

enum CollectionFunctions {
    static let all: [Function] = [
        Function(
            "keys", "value:collection|array", gives: "array", "Gives the names of the fields.",
            example: #"keys(set(null; "a"; 1))"#, arrays: .first, keys),
        Function(
            "toArray", "collection", gives: "array", "Turns a collection into an array of collections with key and value.",
            example: #"toArray(set(null; "a"; 1))"#, toArray),
        Function(
            "toCollection", "array; keyField:text; valueField:text", gives: "collection",
            "Turns an array of collections into one collection.",
            example: #"toCollection(toArray(set(null; "a"; 1)); "key"; "value")"#, arrays: .first,
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
