import Values

extension Evaluator {
    func follow(_ path: some Collection<Step>, from value: Value) throws(EvaluationError) -> Value {
        var value = value
        for step in path {
            switch step {
            case .field(let name): value = Paths.field(name, of: value)
            case .item(let position): value = Paths.item(position, of: value)
            case .each: value = Paths.first(of: value)
            case .computed(let expression): value = Paths.member(try self.value(of: expression), of: value)
            }
            if case .null = value { return .null }
        }
        return value
    }
}

/// Steps into values. What is not there is null, never an error.
enum Paths {
    static func field(_ name: String, of value: Value) -> Value {
        switch value {
        case .collection(let fields): fields[name] ?? .null
        // As in JavaScript: `array.0` is the first.
        case .array(let items): Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil } ?? .null
        default: .null
        }
    }

    /// Counted from 1, from the end where negative. What is no array is one of one item.
    static func item(_ position: Int, of value: Value) -> Value {
        switch value {
        case .array(let items):
            let index = position > 0 ? position - 1 : position < 0 ? items.count + position : -1
            return items.indices.contains(index) ? items[index] : .null
        case .collection(let fields): return fields[String(position)] ?? (abs(position) == 1 ? value : .null)
        default: return abs(position) == 1 ? value : .null
        }
    }

    static func first(of value: Value) -> Value {
        guard case .array(let items) = value else { return value }
        return items.first ?? .null
    }

    static func member(_ key: Value, of value: Value) -> Value {
        switch key {
        case .number(let number): number.rounded(.towardZero).int.map { item($0, of: value) } ?? .null
        case .text(let name):
            if case .collection = value { field(name, of: value) } else { Int(name).map { item($0, of: value) } ?? .null }
        default: .null
        }
    }

    /// A dotted path as text, the way `get` and `map` take it: names and positions from 1.
    static func dotted(_ path: String, of value: Value) -> Value {
        if case .collection(let fields) = value, let exact = fields[path] { return exact }
        var value = value
        for part in path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            let name = String(part) ?? ""
            if case .array = value {
                value = Int(name).map { item($0, of: value) } ?? .null
            } else {
                value = field(name, of: value)
            }
            if case .null = value { return .null }
        }
        return value
    }

    static func get(_ key: Value, of value: Value) -> Value {
        switch key {
        case .text(let path): return dotted(path, of: value)
        case .number(let number):
            if case .collection(let fields) = value { return fields[number.description] ?? .null }
            return number.rounded(.towardZero).int.map { item($0, of: value) } ?? .null
        default: return .null
        }
    }
}
