import Expressions
import Values

extension FilterOperator {
    /// Nothing (no value, or no text where text isn't asked for) is equal to nothing and in no order with anything.
    func holds(_ left: Value, _ right: Value, zone: String) throws(EvaluationError) -> Bool {
        try affirms(left, right, zone: zone) != isNegated
    }

    private func affirms(_ left: Value, _ right: Value, zone: String) throws(EvaluationError) -> Bool {
        switch subject {
        case .existence: return !left.isNothing
        case .text: return try texts(left, right)
        case .items: return try items(left).contains(folded(Coercion.text(right)))
        case .number: return try compare(left, right) { value throws(EvaluationError) in try Coercion.number(value) }
        case .date: return try compare(left, right) { value throws(EvaluationError) in try Coercion.date(value, zone: zone) }
        case .time: return try compare(left, right) { value throws(EvaluationError) in try TimeOfDay(value, zone: zone) }
        case .length:
            let count = left.isNothing ? 0 : Coercion.array(left).count
            return try compare(.number(Number(count)), right) { value throws(EvaluationError) in try Coercion.number(value) }
        case .boolean:
            // Here nothing is false.
            return Coercion.boolean(left) == Coercion.boolean(right)
        }
    }

    private func compare<Side: Comparable>(
        _ left: Value, _ right: Value, as side: (Value) throws(EvaluationError) -> Side
    ) throws(EvaluationError) -> Bool {
        guard !left.isNothing, !right.isNothing else { return comparison == .equal && left.isNothing && right.isNothing }
        return try comparison.holds(side(left), side(right))
    }

    private func items(_ value: Value) throws(EvaluationError) -> Set<String> {
        guard !value.isNothing else { return [] }
        var texts: Set<String> = []
        // A collection in the array can't be what was asked for; it is passed over.
        for item in Coercion.array(value) where item.asCollection == nil { texts.insert(try folded(Coercion.text(item))) }
        return texts
    }

    private func texts(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
        let text = try folded(Coercion.text(left))
        if comparison == .isEmpty { return text.isEmpty }
        if comparison == .pattern { return try FilterPattern.matches(Coercion.text(left), Coercion.text(right), ignoresCase: ignoresCase) }
        let wanted = try folded(Coercion.text(right))
        switch comparison {
        case .contain: return text.utf8.contains(wanted.utf8)
        case .startWith: return text.utf8.starts(with: wanted.utf8)
        case .endWith: return text.utf8.reversed().starts(with: wanted.utf8.reversed())
        default: return text == wanted
        }
    }

    private func folded(_ text: String) -> String { ignoresCase ? text.lowercased() : text }
}

extension Value {
    /// What `exist` and `ifempty` mean by nothing: no value, or no text. An empty array is something.
    package var isNothing: Bool {
        switch self {
        case .null: true
        case .text(let text): text.isEmpty
        default: false
        }
    }
}

extension String.UTF8View {
    func contains(_ other: String.UTF8View) -> Bool {
        guard let first = other.first else { return true }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            if self[found...].starts(with: other) { return true }
            start = index(after: found)
        }
        return false
    }
}
