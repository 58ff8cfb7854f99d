import Values

extension ArrayFunctions {
    /// `sort(array; order; key)`; a second argument that is no order is the key.
    static func sort(_ call: Call) throws(EvaluationError) -> Value {
        let second = try call.text(1)
        let order = SortOrder(rawValue: second) ?? .ascending
        let key: Value = call.isGiven(2) ? call.value(2) : SortOrder(rawValue: second) == nil && !second.isEmpty ? call.value(1) : .null
        let keyed = call.array(0).map { item in
            (key: order.folded(key == .null ? item : Paths.get(key, of: item)), item: item)
        }
        let sorted =
            order.isDescending
            ? keyed.sorted { Comparison.precedes($1.key, $0.key) } : keyed.sorted { Comparison.precedes($0.key, $1.key) }
        return .array(sorted.map(\.item))
    }
}

private enum SortOrder: String {
    case ascending = "asc"
    case descending = "desc"
    case ascendingFolded = "asc ci"
    case descendingFolded = "desc ci"

    var isDescending: Bool { self == .descending || self == .descendingFolded }

    func folded(_ value: Value) -> Value {
        guard self == .ascendingFolded || self == .descendingFolded, case .text(let text) = value else { return value }
        return .text(text.lowercased())
    }
}
