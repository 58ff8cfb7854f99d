/// What a condition asks: `text:equal:ci`, `number:greater`, `exist`.
struct FilterOperator: Hashable, Sendable {
    /// What both sides are taken as.
    enum Subject: Sendable {
        case existence
        case text
        case number
        case date
        case time
        case boolean
        /// An array and something in it.
        case items
        /// An array's length and a number.
        case length
    }

    enum Comparison: Sendable {
        case exist
        case isEmpty
        case equal
        case less
        case greater
        case lessOrEqual
        case greaterOrEqual
        case contain
        case startWith
        case endWith
        case pattern
    }

    var subject: Subject
    var comparison: Comparison
    var isNegated = false
    var ignoresCase = false

    init?(_ name: String) {
        var parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count > 1, parts.last == "ci" {
            ignoresCase = true
            parts.removeLast()
        }
        guard parts.count <= 2, let verb = parts.last, let comparison = Self.comparisons[verb] else { return nil }
        (self.comparison, isNegated) = comparison
        switch (self.comparison, parts.count == 2 ? parts[0] : "text") {
        case (.exist, _): subject = .existence
        case (.isEmpty, _), (.pattern, "text"), (.startWith, "text"), (.endWith, "text"), (.contain, "text"), (.equal, "text"):
            subject = .text
        case (.contain, "array"): subject = .items
        case (.equal, "boolean"): subject = .boolean
        case (let comparison, let type) where comparison.isOrder || comparison == .equal:
            guard let ordered = Self.ordered[type] else { return nil }
            subject = ordered
        default: return nil
        }
    }

    private static let ordered: [String: Subject] = ["number": .number, "date": .date, "time": .time, "array": .length]

    private static let comparisons: [String: (Comparison, isNegated: Bool)] = [
        "exist": (.exist, false), "notexist": (.exist, true), "isempty": (.isEmpty, false), "isnotempty": (.isEmpty, true),
        "equal": (.equal, false), "notequal": (.equal, true), "less": (.less, false), "greater": (.greater, false),
        "lessorequal": (.lessOrEqual, false), "greaterorequal": (.greaterOrEqual, false), "contain": (.contain, false),
        "notcontain": (.contain, true), "startwith": (.startWith, false), "notstartwith": (.startWith, true), "endwith": (.endWith, false),
        "notendwith": (.endWith, true), "pattern": (.pattern, false), "notpattern": (.pattern, true),
    ]
}

extension FilterOperator.Comparison {
    var isOrder: Bool { [.less, .greater, .lessOrEqual, .greaterOrEqual].contains(self) }

    func holds<Side: Comparable>(_ left: Side, _ right: Side) -> Bool {
        switch self {
        case .less: left < right
        case .greater: left > right
        case .lessOrEqual: left <= right
        case .greaterOrEqual: left >= right
        default: left == right
        }
    }
}
