import Values

enum ArrayFunctions {
    static let all: [Function] = [
        Function(
            "join", "array; separator:text", gives: "text", "Joins the items into one text.",
            example: #"join(split("a b c"; space); ", ")"#, arrays: .first, join),
        Function(
            "first", "array", gives: "any", "Gives the first item.",
            example: #"first(split("a b c"; space))"#, arrays: .first, first),
        Function(
            "last", "array", gives: "any", "Gives the last item.",
            example: #"last(split("a b c"; space))"#, arrays: .first, last),
        Function(
            "map", "array; key:text; [filterKey:text]; [values:text|array]", gives: "array",
            "Gives what each item holds at a key; items can be chosen by another key.",
            example: #"map(toArray(set(set(null; "a"; 1); "b"; 2)); "value"; "key"; "b")"#, arrays: .first, map),
        Function(
            "slice", "array; start:number; [end:number]", gives: "array", "Gives the items from a position up to another, counted from 0.",
            example: #"slice(split("a b c"; space); 1)"#, arrays: .first, slice),
        Function(
            "merge", "array:array...", gives: "array", "Puts arrays one behind the other.",
            example: #"merge(split("a b"; space); split("c d"; space))"#, arrays: .all, merge),
        Function(
            "add", "array; value:any...", gives: "array", "Gives a copy with values added.",
            example: #"add(emptyarray; 6; 7)"#, arrays: .first, add),
        Function(
            "remove", "array; value:any...", gives: "array", "Gives a copy without the values.",
            example: #"remove(split("a b c"; space); "b")"#, arrays: .first, remove),
        Function(
            "sort", "array; [order:text]; [key:text]", gives: "array", "Sorts by value or by a key: asc, desc, asc ci, desc ci.",
            example: #"sort(split("b C a"; space); "asc ci")"#, arrays: .first, sort),
        Function(
            "reverse", "array", gives: "array", "Turns the order round.",
            example: #"reverse(split("a b c"; space))"#, arrays: .first, reverse),
        Function(
            "shuffle", "array", gives: "array", "Puts the items in an order of chance.",
            example: #"length(shuffle(split("a b c"; space)))"#, arrays: .first, shuffle),
        Function(
            "flatten", "array; [depth:number]", gives: "array", "Puts the items of arrays within the array in their place.",
            example: #"flatten(add(emptyarray; 1; add(emptyarray; 2; 3)))"#, arrays: .first, flatten),
        Function(
            "distinct", "array; [key:text]", gives: "array", "Keeps the first of items that are equal, or equal at a key.",
            example: #"distinct(split("a b a"; space))"#, arrays: .first, distinct),
        Function(
            "deduplicate", "array", gives: "array", "Keeps the first of items that are equal.",
            example: #"deduplicate(split("a b a"; space))"#, arrays: .first, distinct),
        Function(
            "arrayDiff", "array1:array; array2:array", gives: "array", "Gives the items of the first array that the second lacks.",
            example: #"arrayDiff(split("a b c"; space); split("b d"; space))"#, arrays: .all, difference),
        Function(
            "arrayIntersect", "array1:array; array2:array", gives: "array", "Gives the items that both arrays have.",
            example: #"arrayIntersect(split("a b c"; space); split("b c d"; space))"#, arrays: .all, intersection),
    ]

    static func join(_ call: Call) throws(EvaluationError) -> Value {
        .text(try Coercion.joined(call.array(0), separator: try call.text(1)))
    }

    static func first(_ call: Call) throws(EvaluationError) -> Value { call.array(0).first ?? .null }

    static func last(_ call: Call) throws(EvaluationError) -> Value { call.array(0).last ?? .null }

    static func map(_ call: Call) throws(EvaluationError) -> Value {
        let key = call.value(1)
        guard call.isGiven(2) else { return .array(call.array(0).map { Paths.get(key, of: $0) }) }
        let filterKey = call.value(2)
        var wanted: Set<String> = []
        if case .text(let list) = call.value(3) {
            wanted = Set(list.split(separator: ",", omittingEmptySubsequences: false).map { TextFunctions.trimmed(String($0)) })
            wanted.insert(list)
        } else {
            for value in call.array(3) { wanted.insert(try Coercion.text(value)) }
        }
        var result: [Value] = []
        for item in call.array(0) {
            let value = Paths.get(filterKey, of: item)
            if value != .null, let text = try? Coercion.text(value), wanted.contains(text) { result.append(Paths.get(key, of: item)) }
        }
        return .array(result)
    }

    static func slice(_ call: Call) throws(EvaluationError) -> Value {
        let items = call.array(0)
        func position(_ number: Int) -> Int { min(max(number < 0 ? items.count + number : number, 0), items.count) }
        let start = position(try call.integer(1, default: 0))
        let end = position(try call.integer(2, default: items.count))
        return .array(start < end ? Array(items[start..<end]) : [])
    }

    static func merge(_ call: Call) throws(EvaluationError) -> Value {
        var result: [Value] = []
        for position in call.arguments.indices {
            result += call.array(position)
            _ = try ExpressionLimits.check(result)
        }
        return .array(result)
    }

    static func add(_ call: Call) throws(EvaluationError) -> Value {
        try ExpressionLimits.check(depthOf: try ExpressionLimits.check(call.array(0) + call.arguments.dropFirst()))
    }

    static func remove(_ call: Call) throws(EvaluationError) -> Value {
        let unwanted = call.arguments.dropFirst()
        return .array(call.array(0).filter { item in !unwanted.contains { Comparison.equal(item, $0, zone: call.context.zone) } })
    }

    static func reverse(_ call: Call) throws(EvaluationError) -> Value { .array(call.array(0).reversed()) }

    static func shuffle(_ call: Call) throws(EvaluationError) -> Value {
        var items = call.array(0)
        for position in items.indices.dropFirst().reversed() { items.swapAt(position, Chance.index(below: position + 1, call.context)) }
        return .array(items)
    }

    static func flatten(_ call: Call) throws(EvaluationError) -> Value {
        let depth = min(try call.integer(1, default: 1), ExpressionLimits.maxNesting)
        var result: [Value] = []
        try flatten(call.array(0), depth, into: &result)
        return .array(result)
    }

    private static func flatten(_ items: [Value], _ depth: Int, into result: inout [Value]) throws(EvaluationError) {
        for item in items {
            if case .array(let inner) = item, depth > 0 {
                try flatten(inner, depth - 1, into: &result)
            } else {
                result.append(item)
            }
        }
        _ = try ExpressionLimits.check(result)
    }

    static func distinct(_ call: Call) throws(EvaluationError) -> Value {
        let key = call.value(1)
        var seen: Set<Value> = []
        return .array(call.array(0).filter { seen.insert(key == .null ? $0 : Paths.get(key, of: $0)).inserted })
    }

    static func difference(_ call: Call) throws(EvaluationError) -> Value {
        let others = Set(call.array(1))
        return .array(call.array(0).filter { !others.contains($0) })
    }

    static func intersection(_ call: Call) throws(EvaluationError) -> Value {
        let others = Set(call.array(1))
        return .array(call.array(0).filter { others.contains($0) })
    }
}
