package import Values

/// How `=`, `<` and their kin see two values, which seldom have the same type.
package enum Comparison {
    enum Order { case less, same, greater }

    /// Equal after the left side became what the right side is; what can't become it is not equal.
    static func equal(_ left: Value, _ right: Value, zone: String) -> Bool {
        switch (left, right) {
        case (_, .null): return left == .null
        case (.number(let a), .number(let b)): return a == b
        case (.text(let a), .text(let b)): return a == b
        case (.text(let text), .number(let number)), (.number(let number), .text(let text)):
            return Coercion.parsedNumber(text).map { $0 == number } ?? false
        case (_, .boolean(let flag)): return Coercion.boolean(left) == flag
        case (.boolean(let flag), .text(let text)): return text == (flag ? "true" : "false")
        case (.null, .text(let text)): return text.isEmpty
        case (.date, .text), (.text, .date): return order(left, right, zone: zone) == .same
        case (.buffer(let buffer), .text(let text)), (.text(let text), .buffer(let buffer)): return Array(text.utf8) == buffer.bytes
        default: return left == right
        }
    }

    /// `nil` where the two have no order: then neither `<` nor `>` nor `<=` nor `>=` holds.
    static func order(_ left: Value, _ right: Value, zone: String) -> Order? {
        switch (left, right) {
        case (.number(let a), .number(let b)): return order(a, b)
        case (.date(let a), .date(let b)): return order(a, b)
        case (.date(let a), .text(let text)): return DateText.read(text, zone: zone).map { order(a, $0) }
        case (.text(let text), .date(let b)): return DateText.read(text, zone: zone).map { order($0, b) }
        case (.text(let a), .text(let b)):
            if let a = Coercion.parsedNumber(a), let b = Coercion.parsedNumber(b) { return order(a, b) }
            return order(a, b)
        case (.text(let text), .number(let b)): return Coercion.parsedNumber(text).map { order($0, b) }
        case (.number(let a), .text(let text)): return Coercion.parsedNumber(text).map { order(a, $0) }
        case (.number(let a), .date(let b)): return order(a, Number(b.milliseconds))
        case (.date(let a), .number(let b)): return order(Number(a.milliseconds), b)
        case (.boolean(let a), .boolean(let b)): return order(a ? 1 : 0, b ? 1 : 0)
        default: return nil
        }
    }

    private static func order<T: Comparable>(_ left: T, _ right: T) -> Order { left < right ? .less : right < left ? .greater : .same }

    /// For sorting: every two values have an order, by type first.
    package static func precedes(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): a < b
        case (.text(let a), .text(let b)): a < b
        case (.date(let a), .date(let b)): a < b
        case (.boolean(let a), .boolean(let b)): !a && b
        default: rank(left) < rank(right)
        }
    }

    private static func rank(_ value: Value) -> Int {
        switch value {
        case .boolean: 0
        case .number: 1
        case .date: 2
        case .text: 3
        case .buffer: 4
        case .array: 5
        case .collection: 6
        case .null: 7
        }
    }
}
