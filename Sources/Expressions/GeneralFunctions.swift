import Values

enum GeneralFunctions {
    static let all: [Function] = [
        Function(
            "get", "value:array|collection; path", gives: "any",
            "Gives what a collection or array holds at a dotted path; positions count from 1.",
            example: #"get(split("a b c"; space); 2)"#, arrays: .first, get),
        Function(
            "set", "value:array|collection; path; new:any", gives: "any",
            "Gives a copy of a collection or array with the value at a path replaced.",
            example: #"set(split("a b"; space); 1; "x")"#, arrays: .first, set),
        Function(
            "omit", "collection; key:text...", gives: "collection", "Gives a copy of a collection without the keys.",
            example: #"omit(set(null; "a"; 1); "a")"#, omit),
        Function(
            "pick", "collection; key:text...", gives: "collection", "Gives a copy of a collection with these keys only.",
            example: #"pick(set(set(null; "a"; 1); "b"; 2); "b")"#, pick),
        Function(
            "equal", "a:any; b:any", gives: "boolean", "Tells whether two values are equal.",
            example: #"equal(1; 1)"#, equal),
    ]

    static func get(_ call: Call) throws(EvaluationError) -> Value { Paths.get(call.value(1), of: call.value(0)) }

    static func set(_ call: Call) throws(EvaluationError) -> Value {
        let path = try call.text(1).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard path.count <= ExpressionLimits.maxNesting else {
            throw .runtime("The path has more steps than maxNesting allows (\(ExpressionLimits.maxNesting)).")
        }
        return try ExpressionLimits.check(depthOf: try replaced(call.value(0), path[...], with: call.value(2)))
    }

    /// What is missing on the way becomes a collection; an array grows by one item at most.
    private static func replaced(_ value: Value, _ path: ArraySlice<String>, with new: Value) throws(EvaluationError) -> Value {
        guard let name = path.first else { return new }
        if case .array(var items) = value, let position = Int(name) {
            let index = position < 0 ? items.count + position : position - 1
            guard index >= 0, index <= items.count else { throw .data("The array has no position \(position).") }
            let inner = try replaced(index < items.count ? items[index] : .null, path.dropFirst(), with: new)
            if index < items.count { items[index] = inner } else { items.append(inner) }
            return try ExpressionLimits.check(items)
        }
        var fields = value.asCollection ?? Fields()
        fields[name] = try replaced(fields[name] ?? .null, path.dropFirst(), with: new)
        return .collection(fields)
    }

    static func omit(_ call: Call) throws(EvaluationError) -> Value {
        guard call.isGiven(0) else { return .null }
        var fields = try Coercion.collection(call.value(0))
        for key in call.arguments.dropFirst().flatMap(Coercion.array) { fields[try Coercion.text(key)] = nil }
        return .collection(fields)
    }

    static func pick(_ call: Call) throws(EvaluationError) -> Value {
        guard call.isGiven(0) else { return .null }
        let fields = try Coercion.collection(call.value(0))
        var picked = Fields()
        for key in call.arguments.dropFirst().flatMap(Coercion.array) {
            let name = try Coercion.text(key)
            if let value = fields[name] { picked[name] = value }
        }
        return .collection(picked)
    }

    static func equal(_ call: Call) throws(EvaluationError) -> Value {
        .boolean(Comparison.equal(call.value(0), call.value(1), zone: call.context.zone))
    }
}
